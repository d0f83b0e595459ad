import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that goes when the process ends, also by an error or by ctrl-c. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'savoir-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  // Without a listener, a signal ends the process with no `exit`.
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  return folder
}
