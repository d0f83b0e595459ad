import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { World } from '../../src/world.ts'
import { allItems, importZip, openImportWorld, stateOf } from '../support/import-world.ts'
import { channel, DAY, dayOf, reply, root, said, ts, user } from '../support/slack-export.ts'
import { zipOf } from '../support/zip.ts'

const NAMES = ['Ana', 'Bo', 'Cy', 'Di']
const QUESTION = 'How do we renew the certificate of the gateway?'
const ANSWER = 'Ana: run certbot renew on the gateway, then reload nginx'
const THANKS = 'Bo: thanks, the certificate is fine now'

describe('talk without threads', () => {
  it('becomes a question with its answer, other talk left out', async () => {
    const world = await openImportWorld()
    await importZip(world, await archive(lunchAndCertificate()))
    const [item, ...others] = await allItems(world)
    expect(others).toEqual([])
    expect(item?.body).toBe(QUESTION)
    expect(item?.replies.map(({ text }) => text)).toEqual([ANSWER, THANKS])
  })

  it('says no more once a reply was deleted, and nothing once the question was', async () => {
    const world = await openImportWorld()
    await importZip(world, await archive(lunchAndCertificate()))
    await importZip(world, await archive(lunchAndCertificate().filter(({ text }) => text !== THANKS)))
    expect((await allItems(world))[0]?.replies.map(({ text }) => text)).toEqual([ANSWER])
    await importZip(world, await archive(lunchAndCertificate().filter(({ text }) => text.startsWith('Lunch'))))
    expect(await allItems(world)).toEqual([])
  })

  it('stays one item when its question gets a thread later', async () => {
    const world = await openImportWorld()
    const talk = lunchAndCertificate()
    await importZip(world, await archive(talk))
    const [first, ...rest] = talk
    const threaded = [
      root(ts(0), 'U1', first?.text ?? '', [ts(DAY / 4)]),
      ...rest.map(toSaid),
      reply(ts(DAY / 4), ts(0), 'U3', 'On the new gateway it renews by itself.'),
    ]
    await importZip(world, await zip(threaded))
    await importZip(world, await zip(threaded))
    const items = (await allItems(world)).filter(({ body }) => body === QUESTION)
    expect(items.map(({ replies }) => replies.at(-1)?.text)).toEqual(['On the new gateway it renews by itself.'])
    expect(await messagesOf(world)).toEqual([...new Set(await messagesOf(world))])
  })

  it('gives the same the second time, and nothing twice as the archive grows and loses messages', async () => {
    await fc.assert(
      fc.asyncProperty(talks(), fc.nat(), fc.array(fc.nat(), { maxLength: 4 }), async (talk, part, lost) => {
        const world = await openImportWorld()
        const gone = new Set(lost.map((one) => one % talk.length))
        const versions = [talk.slice(0, 1 + (part % talk.length)), talk, talk.filter((_, at) => !gone.has(at))]
        for (const version of versions) {
          const file = await archive(version)
          await importZip(world, file)
          const [state, seq] = [await stateOf(world), await world.store.lastSeq()]
          await importZip(world, file)
          expect(await world.store.lastSeq()).toBe(seq)
          expect(await stateOf(world)).toEqual(state)
          const messages = await messagesOf(world)
          expect(messages).toEqual([...new Set(messages)])
          expect(messages.filter((one) => !version.some(({ at }) => one.endsWith(ts(at))))).toEqual([])
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})

interface Line {
  readonly at: number
  readonly by: string
  readonly text: string
}

/** Ana asks about a certificate while Di talks about lunch; a minute between two lines. */
function lunchAndCertificate(): readonly Line[] {
  const lines = [
    ['U1', QUESTION],
    ['U4', 'Lunch at noon today, as always?'],
    ['U2', ANSWER],
    ['U1', THANKS],
  ]
  return lines.map(([by = '', text = ''], minute) => ({ at: minute * 60, by, text }))
}

const talks = (): fc.Arbitrary<readonly Line[]> =>
  fc
    .array(
      fc.record({
        by: fc.nat(3),
        to: fc.option(fc.nat(3)),
        about: fc.constantFrom(
          'the kafka lag of the billing topic',
          'the certificate of the gateway',
          'our new printer',
        ),
        asks: fc.boolean(),
        minutes: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1500, max: 3000 })),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map((drawn) => {
      let at = 0
      return drawn.map(({ by, to, about, asks, minutes }, number) => {
        at += minutes * 60 + 1
        const words = asks
          ? `how do we look after ${about} ${number}?`
          : `restart ${about} with tool ${number} as we did`
        return { at, by: `U${by + 1}`, text: to === null ? words : `${NAMES[to]}: ${words}` }
      })
    })

const toSaid = ({ at, by, text }: Line) => said(ts(at), by, text)
const archive = (lines: readonly Line[]) => zip(lines.map(toSaid))

/** What was said before the first line of an archive or on its last day may be missing: a line long before, and one long after. */
function zip(messages: readonly { readonly ts: string }[]) {
  const start = said(ts(-90 * DAY), 'U3', 'Welcome to this channel')
  const end = said(ts(90 * DAY), 'U3', 'Have a nice weekend')
  const days = new Map<string, object[]>()
  for (const message of [start, ...messages, end]) {
    const day = dayOf(Number(message.ts) - Number(ts(0)))
    days.set(day, [...(days.get(day) ?? []), message])
  }
  return zipOf({
    'users.json': NAMES.map((name, at) => user(`U${at + 1}`, name)),
    'channels.json': [channel('C1', 'ops', ['U1', 'U2', 'U3'])],
    ...Object.fromEntries([...days].map(([day, there]) => [`ops/${day}.json`, there])),
  })
}

async function messagesOf(world: World): Promise<readonly string[]> {
  const items = await allItems(world)
  return items.flatMap(({ source, replies }) => [source.message ?? '', ...replies.map(({ message }) => message ?? '')])
}
