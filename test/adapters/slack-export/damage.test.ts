import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Damaged, openSlackExport } from '../../../adapters/slack-export/index.ts'
import { ZIP_LIMITS } from '../../../adapters/slack-export/zip.ts'
import { channel, DAY, dayOf, recordsOf, said, ts, user } from '../../support/slack-export.ts'
import { fileOf, type RawEntry, rawZip, zipOf } from '../../support/zip.ts'

const LISTS = { 'users.json': [user('U1', 'Ana')], 'channels.json': [channel('C1', 'ops', ['U1'])] }
const LIST_ENTRIES: readonly RawEntry[] = Object.entries(LISTS).map(([name, content]) => ({ name, content }))
const GOOD: RawEntry = { name: `ops/${dayOf(9 * DAY)}.json`, content: [said(ts(9 * DAY), 'U1', 'All is well')] }
const MESSAGES = [0, 1, 2].map((at) => said(ts(at), 'U1', `message ${at}`))

const withRaw = (...entries: RawEntry[]) => recordsOf(rawZip([...LIST_ENTRIES, ...entries, GOOD]))
const withDay = (content: unknown) =>
  zipOf({ ...LISTS, [`ops/${dayOf(0)}.json`]: content }).then((file) => recordsOf(file))

describe('a hostile zip', () => {
  it.each([
    ['../ops/2026-03-02.json', 'its name points outside the archive'],
    ['/ops/2026-03-02.json', 'its name points outside the archive'],
    ['C:/ops/2026-03-02.json', 'its name points outside the archive'],
    ['ops\\..\\..\\2026-03-02.json', 'its name points outside the archive'],
    ['ops/\u0000\u001b[2J.json', 'its name points outside the archive'],
    [`${'a'.repeat(2000)}.json`, 'its name is too long'],
  ])('does not open %j', async (name, why) => {
    const records = await withRaw({ name, content: MESSAGES })
    expect(records.texts).toEqual([['All is well']])
    expect(records.unreadable).toHaveLength(1)
    expect(records.unreadable[0]).toContain(why)
    expect(records.unreadable[0]).not.toContain('\u001b')
  })

  it.each<[string, Partial<RawEntry>, string]>([
    ['a link', { unixMode: 0o120777 }, 'it is a link, not a file'],
    ['an encrypted file', { flags: 1 }, 'it is encrypted'],
    ['an unknown packing', { method: 99 }, 'it is packed in a way that is not known here'],
    ['bytes that are not packed data', { packed: Buffer.from('hello, not deflate at all') }, 'it is damaged'],
    ['a wrong checksum', { crc: 7 }, 'its checksum is wrong'],
  ])('names %s and reads the rest', async (_, entry, why) => {
    const records = await withRaw({ name: `ops/${dayOf(0)}.json`, content: '[]', ...entry })
    expect(records.texts).toEqual([['All is well']])
    expect(records.unreadable).toHaveLength(1)
    expect(records.unreadable[0]).toContain(why)
  })

  it('reads the first of two files with one name', async () => {
    const twice = [
      { name: `ops/${dayOf(0)}.json`, content: [MESSAGES[0]] },
      { name: `ops/${dayOf(0)}.json`, content: [MESSAGES[1]] },
    ]
    const records = await withRaw(...twice)
    expect(records.texts.flat()).toEqual(['message 0', 'All is well'])
    expect(records.unreadable).toEqual([`ops/${dayOf(0)}.json: the name stands twice in the archive`])
  })

  it('stops inflating a bomb, whatever its headers claim', async () => {
    const bomb = Buffer.concat([Buffer.from('['), Buffer.alloc(120 * 1024 * 1024, ' ')])
    const packed = deflateRawSync(bomb)
    for (const claimedBytes of [10, bomb.length]) {
      const before = process.memoryUsage().rss
      const records = await withRaw({
        name: `ops/${dayOf(0)}.json`,
        content: '',
        packed,
        claimedBytes,
      })
      expect(records.unreadable).toEqual([
        `ops/${dayOf(0)}.json: it unpacks to far more than a chat would: this looks like a zip bomb`,
      ])
      expect(records.texts).toEqual([['All is well']])
      expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024)
    }
  }, 20_000)

  it('holds the limits of a file and of the whole archive', async () => {
    const days = [0, 1, 2, 3].map((day): [string, unknown] => [
      `ops/${dayOf(day * DAY)}.json`,
      [said(ts(day * DAY), 'U1', 'x'.repeat(1000))],
    ])
    const file = await zipOf({ ...LISTS, ...Object.fromEntries(days) })
    const small = await recordsOf(file, { limits: { ...ZIP_LIMITS, bytesPerEntry: 800 } })
    expect(small.threads).toEqual([])
    expect(small.unreadable).toHaveLength(4)
    const whole = await recordsOf(file, { limits: { ...ZIP_LIMITS, bytes: 3500 } })
    expect(whole.threads.length).toBeGreaterThan(0)
    expect(whole.unreadable.at(-1)).toContain('the archive is too large once unpacked')
  })

  it('bears as many files as a zip can list, and stops at its limit', async () => {
    const nothing = { content: '', packed: Buffer.alloc(0), method: 0 }
    const many = Array.from({ length: 60_000 }, (_, at) => ({ name: `x/${at}.txt`, ...nothing }))
    const file = rawZip([...LIST_ENTRIES, GOOD, ...many])
    const before = process.memoryUsage().rss
    expect((await recordsOf(file)).texts).toEqual([['All is well']])
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    const limited = await recordsOf(file, { limits: { ...ZIP_LIMITS, entries: 1000 } })
    expect(limited.texts).toEqual([['All is well']])
    expect(limited.unreadable).toEqual(['list of files: it lists more than 1000 files; the rest is left out'])
  }, 20_000)
})

describe('a damaged zip', () => {
  it.each([
    ['something else', Buffer.from('hello, this is text and no archive whatsoever')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s in words', async (_, bytes) => {
    await expect(openSlackExport(fileOf(bytes))).rejects.toThrow(Damaged)
  })

  it('refuses a download that stopped half-way', async () => {
    const whole = readFileSync(await zipOf({ ...LISTS, [`ops/${dayOf(0)}.json`]: MESSAGES }))
    for (const part of [0.3, 0.6, 0.95]) {
      const half = fileOf(whole.subarray(0, Math.floor(whole.length * part)))
      await expect(openSlackExport(half)).rejects.toThrow('the download stopped half-way')
    }
  })

  it('refuses a zip that is no export', async () => {
    await expect(openSlackExport(await zipOf({ 'photo.txt': 'x' }))).rejects.toThrow('channels.json is missing')
  })

  it('passes on that there is no such file', async () => {
    await expect(openSlackExport('/nowhere/export.zip')).rejects.toThrow('ENOENT')
  })

  it('never fails for a flipped byte: it refuses, names what is broken, or reads on', async () => {
    const whole = readFileSync(
      await zipOf({ ...LISTS, [`ops/${dayOf(0)}.json`]: MESSAGES, [`ops/${dayOf(DAY)}.json`]: MESSAGES }),
    )
    for (let at = 0; at < whole.length; at += 3) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ 0x55
      const outcome = await recordsOf(fileOf(flipped)).catch((error) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Damaged)
    }
  })
})

describe('a broken day file', () => {
  const pretty = (value: unknown) => JSON.stringify(value, null, 4)

  it('loses one message to a slip inside of it, and names the line', async () => {
    const text = pretty(MESSAGES).replace('"text": "message 1"', '"text": message 1"')
    const records = await withDay(text)
    expect(records.texts.flat()).toEqual(['message 0', 'message 2'])
    expect(records.unreadable).toEqual([`ops/${dayOf(0)}.json line 11: the JSON is wrong`])
  })

  it.each([
    ['a quote', (text: string) => text.replace('"message 1",', '"message 1,')],
    [
      'a closing bracket',
      (text: string) =>
        text.replace(
          '100"\n    },\n    {\n        "type": "message",\n        "user": "U1",\n        "text": "message 2"',
          '100",\n    {\n        "type": "message",\n        "user": "U1",\n        "text": "message 2"',
        ),
    ],
    [
      'an opening bracket',
      (text: string) =>
        text.replace('"user": "U1",\n        "text": "message 1"', '"user": {"U1",\n        "text": "message 1"'),
    ],
  ])('loses one message to %s too many or too few', async (_, breakIt) => {
    const text = pretty(MESSAGES)
    expect(breakIt(text)).not.toBe(text)
    const records = await withDay(breakIt(text))
    expect(records.texts.flat()).toEqual(['message 0', 'message 2'])
    expect(records.unreadable).toHaveLength(1)
  })

  it('keeps what came before the place where a file breaks off', async () => {
    const text = pretty(MESSAGES)
    const records = await withDay(text.slice(0, text.indexOf('"message 2"')))
    expect(records.texts.flat()).toEqual(['message 0', 'message 1'])
    expect(records.unreadable).toEqual([`ops/${dayOf(0)}.json line 14: it breaks off before its end`])
  })

  it('reads lists in one line, one record a line, or spread out', async () => {
    for (const text of [
      JSON.stringify(MESSAGES),
      `[\n${MESSAGES.map((one) => JSON.stringify(one)).join(',\r\n')}\n]\n`,
      pretty(MESSAGES),
    ]) {
      expect((await withDay(text)).texts.flat()).toEqual(['message 0', 'message 1', 'message 2'])
    }
  })

  it.each([
    ['an object', '{"ok": false}', 'there is no list in it'],
    ['nothing', '', 'there is no list in it'],
    ['a page', '<html><body>Sign in</body></html>', 'there is no list in it'],
    ['more behind the list', '[] trailing', 'something stands behind the end of the list'],
    ['numbers', '[1, 2, 3]', 'something that is not a record stands there'],
    ['a message without a time', '[{"type": "message", "user": "U1", "text": "x"}]', 'a message without a time'],
  ])('names %s instead of messages', async (_, text, why) => {
    const records = await withDay(text)
    expect(records.threads).toEqual([])
    expect(records.unreadable).toHaveLength(1)
    expect(records.unreadable[0]).toContain(why)
  })

  it('reads another encoding than it should be', async () => {
    const text = JSON.stringify([said(ts(0), 'U1', 'déployé à midi')])
    expect((await withDay(Buffer.from(text, 'latin1'))).texts).toEqual([['déployé à midi']])
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify(MESSAGES))])
    expect((await withDay(marked)).texts).toHaveLength(3)
  })

  it('reads a message of any depth and a file of any chunks', async () => {
    const deep = `${'[{"elements":'.repeat(20_000)}[]${'}]'.repeat(20_000)}`
    const text = `[{"type":"message","user":"U1","text":"deep","ts":"${ts(0)}","blocks":${deep}}]`
    const records = await withDay(text)
    expect(records.texts.length + records.unreadable.length).toBe(1)
  })

  it('drops a record that is longer than any message', async () => {
    const records = await withDay([MESSAGES[0], said(ts(1), 'U1', randomBytes(3_000_000).toString('hex'))])
    expect(records.texts.flat()).toEqual(['message 0'])
    expect(records.unreadable[0]).toContain('a record is far too long')
  })

  it('never fails, and never repeats message text in what it says about it', async () => {
    const text = pretty([said(ts(0), 'U1', 'SECRET words')])
    for (let at = 0; at < text.length; at++) {
      const { unreadable } = await withDay(text.slice(0, at) + text.slice(at + 1))
      expect(unreadable.join()).not.toContain('SECRET')
    }
  })

  it('names a list of people or channels that is broken', async () => {
    const users = pretty([user('U1', 'Ana'), user('U2', 'Bo')]).replace('"name": "ana"', '"name": ana')
    const records = await recordsOf(await zipOf({ ...LISTS, 'users.json': users }))
    expect(records.people.map(({ name }) => name)).toEqual(['Bo'])
    expect(records.unreadable[0]).toContain('users.json line')
  })
})
