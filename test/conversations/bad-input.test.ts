import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { button, readAction } from '../../src/action.ts'
import { presses } from '../../src/commands/presses.ts'
import { VERBS } from '../../src/languages/language.ts'
import { bot, numberIn, QUESTION, savedThread } from '../support/talk.ts'

const NOTHING_THERE = 'I know of nothing under that number that you can read.'
const APOLOGY = /^(?:Sorry, something went wrong|Pardon, quelque chose)/

const NASTY: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['spaces', ' \t\n\u00a0\u3000'],
  ['a hundred thousand characters', 'kafka '.repeat(17_000)],
  ['one word of a hundred thousand characters', 'k'.repeat(100_000)],
  ['a hundred thousand question marks', '?'.repeat(100_000)],
  ['control characters', 'ka\u0000f\u0007ka\u001b[31m \u0085'],
  ['characters that turn the text around', '\u202eakfak\u202c \u2066who\u2069'],
  ['halves of surrogate pairs', '\ud83e kafka \udde0'],
  ['a script', '<script>alert(1)</script>'],
  ['a mention', '<!channel> <@U123> @everyone'],
  ['operators of a search engine', 'kafka OR (lag NEAR/2 "x) AND -y* col:z ^ NOT {'],
  ['quotes and SQL', `'; drop table item; -- " \` %_ \\`],
  ['a format and a template', `%s $\{x} {{y}} $& $1`],
  ['combining marks', `e${'\u0301'.repeat(3000)}`],
  ['other scripts', '什么是卡夫卡？ как дела मराठी ไทย'],
  ['emoji', '🧠🧠🧠 👩‍👩‍👧‍👦 🏳️‍🌈'],
  ['names of what objects have', 'constructor __proto__ toString hasOwnProperty'],
]

describe('whatever is typed', () => {
  it.each(NASTY)('as text of any verb gets a clear line, never an error: %s', async (_, text) => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    const verbs = [
      ...VERBS,
      'ask',
      `answer ${id}`,
      `tag ${id}`,
      `untag ${id}`,
      `accept ${id}`,
      'save',
      'find by:',
      'find in:',
    ]
    for (const verb of verbs) {
      const said = await ops.says('ana', `${verb} ${text}`, verb === 'me' ? {} : { in: 'ops' })
      expect(said).not.toBe('')
      expect(said).not.toMatch(APOLOGY)
    }
    expect(await ops.says('ana', text)).not.toBe('')
    expect(await ops.store.setAside()).toEqual([])
  })

  it.each(NASTY)('in a thread that is saved and edited is kept or left out, never an error: %s', async (_, text) => {
    const ops = await bot()
    await ops.says('di', 'on', { in: 'ops' })
    const root = await ops.talks('ana', text, { in: 'ops' })
    await ops.talks('bo', text, { in: 'ops', thread: root })
    expect(await ops.reacts('di', 'brain', root)).not.toMatch(APOLOGY)
    await ops.edits('ana', root, `how do I ${text} now?`)
    await ops.says('di', 'find now')
    expect(await ops.store.setAside()).toEqual([])
  })

  it.each(NASTY)('in a form is kept or refused in a clear line: %s', async (_, text) => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    for (const [action, field] of [
      [`edit:${id}`, 'title'],
      [`answer:${id}`, 'answer'],
      [`supersede:${id}`, 'number'],
      ['addTopic', 'topic'],
    ] as const) {
      await ops.forges('bo', action)
      expect(await ops.fills('bo', { [field]: text, body: text })).not.toMatch(APOLOGY)
    }
    expect(await ops.store.setAside()).toEqual([])
  })

  it('that is too long is refused in one line', async () => {
    const { says } = await bot()
    const long = 'That is too long for me: 10,000 characters at most. Could you shorten it?'
    expect(await says('ana', `ask ${'kafka '.repeat(2_000)}`)).toBe(long)
    expect(await says('ana', `note ${'kafka '.repeat(2_000)}`)).toBe(long)
  })

  it('is kept without what nobody can see', async () => {
    const ops = await bot()
    const id = numberIn(await ops.says('ana', 'note Kaf\u202eka\u0000 is \ud83edown', { in: 'ops' }))
    expect((await ops.store.items([id], { kind: 'savoir' }))[0]?.body).toBe('Kafka is down')
  })

  it('as a tag of 300 characters is no tag', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    expect(await ops.says('bo', `tag ${id} ${'x'.repeat(300)}`)).toMatch(/^Which tag\?/)
    expect(await ops.says('bo', `tag ${id} !!! --- ###`)).toMatch(/^Which tag\?/)
    expect(await ops.says('bo', 'tag a = b = c')).toMatch(/^Which one\?/)
  })

  it('any text at all gets an answer, in private and in a channel', async () => {
    const ops = await bot()
    await savedThread(ops)
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(...VERBS, 'qui', 'connaît', '42', '#', '=', ':', '?', 'in:#ops', 'by:ana', 'tls', '\n'),
          {
            maxLength: 8,
          },
        )
        .map((words) => words.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('ana', 'cy', 'gus'), text, fc.boolean(), async (who, words, here) => {
        const said = await ops.says(who, words, here ? { in: 'ops' } : {})
        expect(said).not.toBe('')
        expect(said).not.toMatch(APOLOGY)
      }),
      { numRuns: 60 },
    )
    expect(await ops.store.setAside()).toEqual([])
  })
})

describe('an item that is none and one that is hidden', () => {
  it('are answered in the very same words, by every way', async () => {
    const ops = await bot()
    const { id: hidden } = await savedThread(ops, 'board', 'bo')
    const none = hidden === 9_999 ? 9_998 : 9_999
    expect(await ops.store.taken(none)).toBe(false)
    const ways = (id: number) => [
      ...['open', 'accept', 'unsave'].map((verb) => `${verb} ${id}`),
      ...[`answer ${id} yes`, `tag ${id} keys`, `untag ${id} keys`],
    ]
    for (const [one, other] of ways(hidden).map((way, index) => [way, ways(none)[index] ?? ''])) {
      expect(await ops.says('di', one ?? '')).toBe(NOTHING_THERE)
      expect(await ops.says('di', other ?? '')).toBe(NOTHING_THERE)
    }
    const [item] = await ops.store.items([hidden], { kind: 'savoir' })
    // An export holds the very event that asked for it, and `language` goes back and forth.
    for (const name of Object.keys(presses).filter((one) => one !== 'export' && one !== 'language')) {
      for (const [one, other] of [
        [`${name}:${hidden}:${item?.replies[0]?.id}`, `${name}:${none}:nowhere`],
        [`${name}:${hidden}`, `${name}:${none}`],
      ] as const) {
        const said = await ops.forges('di', other)
        expect((await ops.forges('di', one)).replaceAll(`${hidden}`, `${none}`)).toBe(said)
      }
      if (name === 'forgetYes') await ops.person('di', { name: 'Dina Katz' })
    }
    expect((await ops.store.items([hidden], { kind: 'savoir' }))[0]).toEqual(item)
  })
})

describe('a button', () => {
  it('with any action that a client may make up changes nothing that it should not, and never fails', async () => {
    const ops = await bot()
    const { id, reply } = await savedThread(ops)
    const { id: hidden } = await savedThread(ops, 'board', 'bo')
    const before = await ops.store.items([hidden], { kind: 'savoir' })
    const arg = fc.oneof(
      fc.constantFrom(
        `${id}`,
        `${hidden}`,
        reply,
        'n1',
        'on',
        'off',
        'always',
        '',
        '-1',
        '1e9',
        'Infinity',
        '1.5',
        'NaN',
      ),
      fc.constantFrom('9007199254740993', '%', '%zz', '\ud800', "'", '../..', 'null', 'learnFromMe', 'test:board'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    const name = fc.oneof(
      fc.constantFrom(...Object.keys(presses)),
      fc.constantFrom('constructor', '__proto__', 'toString'),
    )
    const action = fc.oneof(
      fc.tuple(name, fc.array(arg, { maxLength: 3 })).map(([first, rest]) => [first, ...rest].join(':')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    await fc.assert(
      fc.asyncProperty(action, async (made) => {
        const said = await ops.forges('gus', made)
        expect(said).not.toMatch(APOLOGY)
        // An export holds the very event that asked for it.
        if (!made.startsWith('export')) expect(said).not.toContain('board')
      }),
      { numRuns: 200 },
    )
    expect(await ops.store.items([hidden], { kind: 'savoir' })).toEqual(before)
    expect(await ops.store.setAside()).toEqual([])
  })

  it('with fields that a client may make up is refused or kept, and never fails', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    const fields = fc.dictionary(
      fc.constantFrom('title', 'body', 'answer', 'topic', 'number', '__proto__', 'x'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('edit', 'answer', 'supersede', 'addTopic'), fields, async (name, typed) => {
        await ops.forges('bo', `${name}:${id}`)
        const open = ops.form('bo')
        expect(open).not.toBeNull()
        expect(await ops.fills('bo', typed)).not.toMatch(APOLOGY)
      }),
      { numRuns: 60 },
    )
  })

  it('that is of another time says so', async () => {
    const { forges } = await bot()
    for (const action of [
      '',
      ':',
      'nonsense',
      'toString',
      'askThis',
      'openQuestion:n1',
      'more:n1:3',
      'why:x',
      'switch:all:off',
    ])
      expect(await forges('ana', action)).toBe('That button no longer works. Please ask again.')
  })

  it('of somebody else’s question does not tell what they asked', async () => {
    const ops = await bot()
    await ops.says('ana', 'how do I ask for a rise of my salary?')
    const asked = ops.sent().at(-1)
    const action = /askPeople|openQuestion:(\w+)/.exec(JSON.stringify(asked))?.[0] ?? ''
    expect(action).toMatch(/^openQuestion:/)
    expect(await ops.forges('bo', action)).toBe('That button no longer works. Please ask again.')
  })

  it('pressed twice has one effect', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.says('di', QUESTION)
    for (const action of [`helped:${id}`, `confirm:${id}`, `notIt:${id}:n1`]) {
      const said = await ops.forges('di', action)
      expect(await ops.forges('di', action)).toBe(said)
    }
    const [item] = await ops.store.items([id], { kind: 'savoir' })
    expect([item?.helped, item?.confirmations].map((acts) => acts?.length)).toEqual([1, 1])
    await ops.says('ana', 'ask where is the printer manual?')
    await ops.presses('ana', 'Open the question')
    const press = ops.events().at(-1)
    if (press?.kind !== 'pressed') throw new Error('nothing was pressed')
    await ops.happens({ ...press, id: 'again' })
    expect((await ops.says('ana', 'open mine')).match(/printer/g)).toHaveLength(1)
  })

  it('carries any id within 200 characters, and gives it back', () => {
    const id = fc.string({ unit: 'grapheme', maxLength: 40 })
    fc.assert(
      fc.property(fc.array(id, { maxLength: 2 }), (ids) => {
        const { action } = button('x', 'hide', ...ids)
        expect(readAction(action)).toEqual({ name: 'hide', args: ids })
      }),
    )
    expect(button('x', 'hide', '漢'.repeat(40)).action.length).toBeLessThanOrEqual(200)
  })
})

describe('a reaction', () => {
  it('on a message that is gone, or never was, does nothing', async () => {
    const { talks, deletes, reacts, unreacts } = await bot()
    const root = await talks('ana', QUESTION, { in: 'ops' })
    await deletes('ana', root)
    expect(await reacts('di', 'white_check_mark', root)).toBe('')
    expect(await unreacts('di', 'brain', root)).toBe('')
    expect(await reacts('di', 'brain', root)).toBe(
      'I cannot read that message. Put 🧠 on it, or use “save” inside its thread.',
    )
  })
})
