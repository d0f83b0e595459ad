import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder, which goes when the run of the tests is over. */
export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'savoir-'))
