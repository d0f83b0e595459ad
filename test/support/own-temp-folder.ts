import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Gives a run of the tests a temporary folder of its own, which goes with all that was put into it: tests and the programs
 * that they start may leave there what they like.
 */
export default function ownTempFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'savoir-tests-'))
  process.env.TMPDIR = folder
  // A browser that was just closed may still be putting its profile away.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
