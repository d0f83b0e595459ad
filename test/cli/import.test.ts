import { describe, expect, it } from 'vitest'
import { settingsReaders } from '../../adapters/index.ts'
import { runImport } from '../../src/cli/import.ts'
import { reportLines } from '../../src/cli/import-words.ts'
import { type Surroundings, UsageError } from '../../src/cli/surroundings.ts'
import { readConfig } from '../../src/config.ts'
import { SEARCH_SCRIPT } from '../support/built.ts'
import { channel, DAY, dayOf, reply, root, said, ts, user } from '../support/slack-export.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { zipOf } from '../support/zip.ts'

const exportFile = (more: Record<string, unknown> = {}) =>
  zipOf({
    'users.json': [user('U1', 'Ana'), user('U2', 'Bo')],
    'channels.json': [channel('C1', 'ops', ['U1', 'U2'])],
    ...Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        `ops/${dayOf(n * DAY)}.json`,
        [
          root(ts(n * DAY), 'U1', `How do we restart the billing server number ${n}?`, [ts(n * DAY + 9)]),
          reply(ts(n * DAY + 9), ts(n * DAY), 'U2', 'Run the restart playbook, then look at its log for a minute.'),
          said(ts(n * DAY + 50), 'U2', 'Lunch?'),
        ],
      ]),
    ),
    ...more,
  })

/** A command line that nobody watches, with a data folder of its own. */
function commandLine(stopped: Promise<void> = new Promise(() => {})) {
  const [lines, asides]: [string[], string[]] = [[], []]
  let ids = 0
  const config = readConfig({ SAVOIR_DATA: tempFolder() }, { file: '/nowhere', adapters: settingsReaders })
  const around: Surroundings = {
    config: () => config,
    now: () => new Date('2026-06-01T12:00:00Z'),
    newId: () => `k${++ids}`,
    random: (below) => (++ids * 7919) % below,
    out: {
      line: (text) => lines.push(text),
      aside: (text) => asides.push(text),
      colour: false,
      width: 80,
      interactive: false,
    },
    searchScript: SEARCH_SCRIPT,
    untilStopped: () => stopped,
  }
  return { around, lines, asides }
}

describe('savoir import', () => {
  it('says what it read, what it left out and what it could not read', async () => {
    const { around, lines, asides } = commandLine()
    const broken = {
      'ops/2025-01-01.json': '[{"type": "message", "text": "cut off',
      [`D0ABCDEFG/${dayOf(0)}.json`]: [said(ts(0), 'U1', 'Only for you')],
    }
    await runImport(await exportFile(broken), {}, around)
    expect(lines).toEqual([
      'Imported export.zip in 1 second. Nobody was sent anything.',
      '  Read      120 messages in 80 threads',
      '  Items     40 new',
      '  People    2 new',
      '  Places    1 new',
      '  Left out  40 threads that say too little',
      '            1 direct conversations: these are never read',
      '  Could not be read; the rest was:',
      '    ops/2025-01-01.json line 1: it breaks off before its end',
    ])
    expect(asides[0]).toMatch(/^export\.zip: \d0 %, \d+ messages, \d+ items$/)
  })

  it('says that nothing changed when it is done again', async () => {
    const { around, lines } = commandLine()
    const file = await exportFile()
    await runImport(file, {}, around)
    lines.length = 0
    await runImport(file, {}, around)
    expect(lines).toContain('  Items     0 new, 40 as they were')
  })

  it('stops when asked to, and says how to go on', async () => {
    const { around, lines } = commandLine(Promise.resolve())
    await runImport(await exportFile(), {}, around)
    expect(lines[0]).toBe(
      'Stopped while reading export.zip. What was read is kept; the same command goes on from there.',
    )
  })

  it('tells what to do about a file that is missing, or no export', async () => {
    const { around } = commandLine()
    await expect(runImport('/nowhere/export.zip', {}, around)).rejects.toThrow(UsageError)
    const other = await zipOf({ 'photo.txt': 'x' })
    await expect(runImport(other, {}, around)).rejects.toThrow(
      'cannot be imported: there is no Slack export in this zip',
    )
    await expect(runImport(other, { workspaceUrl: 'acme' }, around)).rejects.toThrow('https://acme.slack.com')
  })

  it('names only the first of very many broken files', () => {
    const unreadable = Array.from({ length: 100 }, (_, n) => ({ where: `ops/${n}.json`, why: 'it is damaged' }))
    const lines = reportLines('export.zip', { ...EMPTY, unreadable, unreadableCount: 5000 }, 3)
    expect(lines).toHaveLength(5 + 1 + 20 + 1)
    expect(lines.at(-1)).toBe('    and 4,980 more')
  })
})

const EMPTY = {
  people: { added: 0, updated: 0 },
  places: { added: 0, updated: 0 },
  messages: 0,
  threads: 0,
  items: { added: 0, updated: 0, unchanged: 0, removed: 0 },
  small: 0,
  leftOut: { directMessages: 0, unlistedFolders: 0, notices: 0 },
  unreadableCount: 0,
  interrupted: false,
  done: 0,
  total: 0,
}
