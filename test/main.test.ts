import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { type Served, serveSavoir } from './support/served.ts'
import { tempFolder } from './support/temp-folder.ts'

const SLOW_MS = 60_000
/** A library that lets slip what it was told at a bad moment. */
const SLIPPING = `
  process.on('SIGUSR2', () => void Promise.reject(new Error('Ana said her PIN is 4711')))
  process.on('SIGHUP', () => setImmediate(() => { throw new Error('Ana said her PIN is 4711') }))
`

const folder = tempFolder()
let savoir: Served | undefined
afterEach(() => savoir?.stop())

describe('an error that a library lets slip', { timeout: SLOW_MS }, () => {
  it('is told without its words; a failed promise is survived, a throw ends the process for a new one', async () => {
    const library = join(folder, 'library.mjs')
    writeFileSync(library, SLIPPING)
    savoir = await serveSavoir({ flags: ['--import', library], errors: 'pipe' })
    const { process: program, url } = savoir
    if (!program.stderr) throw new Error('its log is not to be read')
    const log = createInterface({ input: program.stderr })

    program.kill('SIGUSR2')
    const [survived] = await once(log, 'line')
    expect(JSON.parse(survived)).toMatchObject({ msg: 'a promise failed that nobody looked after' })
    expect((await fetch(url)).status).toBe(200)

    const ended = once(program, 'exit')
    program.kill('SIGHUP')
    const [last] = await once(log, 'line')
    expect(JSON.parse(last)).toMatchObject({ msg: 'something was thrown that nobody caught', error: { name: 'Error' } })
    expect(await ended).toEqual([1, null])
    expect(survived + last).not.toMatch(/Ana|4711/)
  })
})
