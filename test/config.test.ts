import { readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'dotenv'
import { describe, expect, it } from 'vitest'
import { ConfigError, type Environment, readConfig, SETTING_NAMES } from '../src/config.ts'
import { tempFolder } from './support/temp-folder.ts'

const EXAMPLE = resolve(import.meta.dirname, '../.env.example')

const folder = tempFolder()

describe('the settings', () => {
  it('need none of their own to start', () => {
    expect(readWith({})).toEqual({
      data: resolve('data'),
      port: 4400,
      address: '127.0.0.1',
      openToOthers: false,
      gestures: { save: ['brain'], accept: ['white_check_mark', 'heavy_check_mark'] },
      language: 'en',
      log: 'warn',
      company: 'example',
      adapters: {},
    })
  })

  it('are read as what they mean', () => {
    const read = readWith({
      SAVOIR_DATA: '~/savoir',
      SAVOIR_PORT: ' 0 ',
      SAVOIR_SAVE_EMOJI: ':brain:, 🧠 ,garde-ça',
      SAVOIR_LANGUAGE: 'fr',
      SAVOIR_LOG: '',
      HOME_PORT: 'not ours',
    })
    expect(read).toMatchObject({ data: join(homedir(), 'savoir'), port: 0, language: 'fr', log: 'warn' })
    expect(read.gestures.save).toEqual(['brain', '🧠', 'garde-ça'])
  })

  it('come from the file where the environment is silent', () => {
    const file = join(folder, 'some.env')
    writeFileSync(file, 'SAVOIR_PORT=5001\nSAVOIR_LANGUAGE=fr\n')
    expect(readConfig({ SAVOIR_PORT: '5002', SAVOIR_LANGUAGE: '' }, { file })).toMatchObject({
      port: 5002,
      language: 'fr',
    })
  })

  it('are not left out silently when the file cannot be read', () => {
    expect(() => readConfig({}, { file: folder })).toThrow('it cannot be read (EISDIR)')
  })

  it('name every problem at once, with its cure and without the value', () => {
    const problems = problemsOf({
      SAVOIR_PORT: '70000',
      SAVOIR_ADDRESS: 'everywhere',
      SAVOIR_SAVE_EMOJI: 'brain,,light bulb',
      SAVOIR_ACCEPT_EMOJI: 'ok',
      SAVOIR_LANGUAGE: 'xx-hunter2',
      SAVOIR_LOGS: 'info',
    })
    expect(problems).toEqual([
      'SAVOIR_LOGS: there is no such setting. Take it out, or look for its name in .env.example.',
      'SAVOIR_PORT: Give a whole number from 0 to 65535, such as 4400.',
      'SAVOIR_ADDRESS: Give an IP address, such as 127.0.0.1.',
      'SAVOIR_SAVE_EMOJI: Give names or characters with commas between, such as brain.',
      'SAVOIR_LANGUAGE: Give one of: en, fr.',
    ])
  })

  it('say in the error what is wrong, one problem a line', () => {
    const error = new ConfigError(['SAVOIR_PORT: Give …', 'SAVOIR_LOG: Give …'])
    expect(error.message).toBe(
      'Savoir cannot start: 2 settings need a change, in the environment or in .env.\n' +
        '  SAVOIR_PORT: Give …\n  SAVOIR_LOG: Give …',
    )
  })

  it('refuse an address that strangers can reach, and say how to insist', () => {
    expect(problemsOf({ SAVOIR_ADDRESS: '0.0.0.0' })).toEqual([
      expect.stringContaining('whoever reaches the local page can act as anybody'),
    ])
    const open = readWith({ SAVOIR_ADDRESS: '0.0.0.0', SAVOIR_ALLOW_ANY_ADDRESS: 'yes' })
    expect(open).toMatchObject({ address: '0.0.0.0', openToOthers: true })
    for (const own of ['127.0.0.2', '::1', 'localhost']) {
      expect(readWith({ SAVOIR_ADDRESS: own })).toMatchObject({ address: own, openToOthers: false })
    }
  })

  it('give one gesture one meaning, even when something else is wrong too', () => {
    const problems = problemsOf({ SAVOIR_SAVE_EMOJI: 'ok,brain', SAVOIR_ACCEPT_EMOJI: 'ok', SAVOIR_PORT: 'x' })
    expect(problems).toHaveLength(2)
    expect(problems[1]).toBe(
      'SAVOIR_ACCEPT_EMOJI: Take an emoji that is not in SAVOIR_SAVE_EMOJI: one gesture has one meaning.',
    )
  })
})

describe('the settings of an adapter', () => {
  const slack = (environment: Environment) =>
    environment.SLACK_APP_TOKEN ? { problems: ['SLACK_BOT_TOKEN: Copy it from …'] } : { socket: true }

  it('come with the others', () => {
    expect(readConfig({}, { file: join(folder, 'absent.env'), adapters: { slack } }).adapters).toEqual({
      slack: { socket: true },
    })
  })

  it('add their problems to the others', () => {
    const wrong = { SLACK_APP_TOKEN: 'xapp', SAVOIR_PORT: 'x' }
    expect(() => readConfig(wrong, { file: join(folder, 'absent.env'), adapters: { slack } })).toThrow(
      /2 settings.*\n {2}SAVOIR_PORT: .*\n {2}SLACK_BOT_TOKEN: /,
    )
  })
})

describe('.env.example', () => {
  it('shows every setting, and none that does not exist', () => {
    expect(Object.keys(parse(readFileSync(EXAMPLE))).sort()).toEqual([...SETTING_NAMES].sort())
  })

  it('shows the defaults', () => {
    expect(readConfig({}, { file: EXAMPLE })).toEqual(readWith({}))
  })
})

function readWith(environment: Environment) {
  return readConfig(environment, { file: join(folder, 'absent.env') })
}

function problemsOf(environment: Environment): readonly string[] {
  try {
    readWith(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
