import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, type LogLevel } from '../src/config.ts'
import { type LogFields, openLog } from '../src/log.ts'

const NOON = new Date('2026-03-12T12:00:00Z')
const WORDS = 'the signing key is under the doormat'
const TOKEN = 'xoxb-2512-planted'

describe('the log', () => {
  it('writes one line of JSON with ids and measures', () => {
    const { log, lines } = openTestLog()
    log.warn('a delivery was dropped', { event: 'slack:Ev1', place: 'slack:T1/C7', kind: 'post', ms: 12 })
    expect(lines()).toEqual([
      {
        level: 40,
        time: '2026-03-12T12:00:00.000Z',
        event: 'slack:Ev1',
        place: 'slack:T1/C7',
        kind: 'post',
        ms: 12,
        msg: 'a delivery was dropped',
      },
    ])
  })

  it('keeps quiet below its level', () => {
    const { log, lines } = openTestLog('error')
    log.warn('a delivery was dropped')
    log.info('listening', { port: 4400 })
    log.debug('an event came in')
    expect(lines()).toEqual([])
  })

  it('tells of an error its name, its code and where it happened', () => {
    const { log, lines } = openTestLog()
    log.error('an event could not be handled', failure(), { event: 'web:1' })
    expect(lines()).toEqual([
      {
        level: 50,
        time: '2026-03-12T12:00:00.000Z',
        msg: 'an event could not be handled',
        event: 'web:1',
        error: {
          name: 'Error',
          code: 'EPLANTED',
          at: expect.arrayContaining([expect.stringContaining('failure')]),
          cause: { name: 'SyntaxError', at: expect.any(Array) },
        },
      },
    ])
  })

  it.each([
    ['named by its constructor', () => new ConfigError([WORDS])],
    ['of Node itself', () => thrownBy(() => Buffer.from(4 as never))],
    ['without a message', () => new TypeError()],
  ])('tells where an error %s happened', (_, make) => {
    const { log, raw } = openTestLog()
    log.error('an event could not be handled', make())
    expect(raw()).toContain('log.test.ts')
    expect(raw()).not.toContain('doormat')
  })

  it('never tells what somebody said, nor a token, wherever it strays', () => {
    const { log, raw } = openTestLog('debug')
    const stray = { event: WORDS, place: TOKEN, kind: 'Bearer', text: WORDS, token: TOKEN, ms: 3 } as LogFields
    for (const level of ['debug', 'info', 'warn'] as const) log[level]('an event came in', stray)
    log.error('an event could not be handled', failure(), stray)
    log.error('an event could not be handled', WORDS)
    log.error('an event could not be handled', Object.assign(new Error(WORDS), { name: WORDS, code: TOKEN }))
    expect(raw().split('\n')).toHaveLength(7)
    expect(raw()).not.toMatch(/doormat|planted|Bearer/)
    expect(raw()).toContain('"ms":3')
  })

  it('cannot be given a sentence that was put together', () => {
    const { log } = openTestLog()
    const said: string = WORDS
    // @ts-expect-error: a sentence of the log stands in the source
    log.info(said)
    // @ts-expect-error: neither as a part of one
    log.info(`somebody said ${said}`)
    expect(openLog).toBeTypeOf('function')
  })

  it('lets no message of an error through, whatever its shape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\n', '\n    at '), (said, before) => {
        const { log, lines } = openTestLog()
        log.error('an event could not be handled', new Error(`${before}doormat ${said}\n    at doormat`))
        expect(JSON.stringify(lines())).not.toContain('doormat')
      }),
    )
  })
})

function failure(): Error {
  const cause = thrownBy(() => JSON.parse(WORDS))
  return Object.assign(new Error(`${WORDS}\n    at ${WORDS}`, { cause }), { code: 'EPLANTED' })
}

function thrownBy(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

function openTestLog(level: LogLevel = 'warn') {
  let written = ''
  const log = openLog(level, () => NOON, {
    write: (line) => {
      written += line
    },
  })
  const lines = () =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line))
  return { log, raw: () => written, lines }
}
