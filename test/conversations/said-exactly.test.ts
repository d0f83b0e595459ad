import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decide } from '../../src/bot.ts'
import type { Standing } from '../../src/chat/directory.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { Change } from '../../src/knowledge/change.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { Reader, Store } from '../../src/store/store.ts'
import type { World } from '../../src/world.ts'
import {
  added,
  asPerson,
  asPlace,
  from,
  opened,
  ref,
  reply,
  SAVOIR,
  START,
  seen,
  settling,
  spot,
} from '../support/store-fixtures.ts'

const NOW = new Date(START.getTime() + 20 * 86_400_000)
const IDS = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]
const PEOPLE: Readonly<Record<string, { standing: Standing; locale: string }>> = {
  ana: { standing: 'member', locale: 'en' },
  bo: { standing: 'member', locale: 'en' },
  cy: { standing: 'member', locale: 'fr' },
  gus: { standing: 'guest', locale: 'en' },
  out: { standing: 'outsider', locale: 'en' },
  lea: { standing: 'left', locale: 'en' },
}
const PLACES = {
  ops: { audience: 'everyone', external: false, members: ['ana', 'bo', 'cy', 'gus'] },
  data: { audience: 'everyone', external: false, members: ['ana', 'cy'] },
  board: { audience: 'members', external: false, members: ['ana', 'bo', 'lea'] },
  lab: { audience: 'members', external: false, members: ['cy', 'gus'] },
  partners: { audience: 'everyone', external: true, members: ['ana', 'bo', 'out'] },
} as const
const TEXTS = [
  'How do I renew the TLS certificate of the gateway?',
  'Run certbot renew on the gateway, then reload nginx.',
  'Kafka lag: look at the consumer group of the billing service first.',
  'Who pays for the licence of the build server?',
  'Comment demander des congés payés ?',
  'Les congés se demandent dans le portail des RH.',
  'The gateway is restarted with restart-gw, never by hand.',
]
const TAGS = ['tls', 'kafka', 'rh', 'gateway']

const id = fc.constantFrom(...IDS)
const who = fc.constantFrom(...Object.keys(PEOPLE))
const text = fc.constantFrom(...TEXTS)

interface Act {
  readonly by: string
  readonly change: Change
}

const adding: fc.Arbitrary<Change> = fc
  .record({
    number: id,
    kind: fc.constantFrom('question', 'question', 'note', 'status', 'decision'),
    place: fc.constantFrom(...(Object.keys(PLACES) as (keyof typeof PLACES)[])),
    title: text,
    body: text,
    by: who,
    tags: fc.subarray(TAGS),
    answers: fc.array(fc.record({ by: who, words: text }), { maxLength: 2 }),
    days: fc.nat(15),
  })
  .map(({ number, place, by, answers, days, ...rest }) =>
    added(number, {
      ...(rest as { kind: 'note'; title: string; body: string; tags: string[] }),
      by: ref(by),
      at: new Date(START.getTime() + days * 86_400_000),
      audience: PLACES[place].audience,
      source: from(place, number),
      replies: answers.map((one, at) => reply(`${number}-${at}`, one.by, { text: one.words })),
    }),
  )

const changing = fc.oneof(
  fc.record({ kind: fc.constantFrom('endorsed', 'confirmed', 'foundWrong', 'helped', 'notIt'), item: id }),
  fc.record({ kind: fc.constant('itemSuperseded'), item: id, by: id }),
  fc.record({ kind: fc.constant('tagged'), item: id, tag: fc.constantFrom(...TAGS) }),
  fc.record({ kind: fc.constant('tagsMerged'), tag: fc.constant('gateway'), into: fc.constant('gw') }),
  fc.record({ kind: fc.constantFrom('topicDeclared', 'topicHidden'), topic: fc.constantFrom(...TAGS) }),
  fc.tuple(id, fc.boolean()).map(([item, byAsker]) => ({ kind: 'accepted', item, reply: `${item}-0`, byAsker })),
) as fc.Arbitrary<Change>

const act = (change: fc.Arbitrary<Change>): fc.Arbitrary<Act> => fc.record({ by: who, change })
const pasts = fc
  .tuple(
    fc.uniqueArray(act(adding), {
      minLength: 4,
      maxLength: 9,
      selector: ({ change }) => (change.kind === 'itemAdded' ? change.item.id : 0),
    }),
    fc.array(act(changing), { maxLength: 14 }),
  )
  .map(([adds, changes]) => [...adds, ...changes.filter((one) => isFair(one, adds))])

/** `Replace` lets nothing be replaced by what fewer people may read. */
function isFair({ change }: Act, adds: readonly Act[]): boolean {
  if (change.kind !== 'itemSuperseded') return true
  return adds.some(
    ({ change: add }) => add.kind === 'itemAdded' && add.item.id === change.by && add.item.audience === 'everyone',
  )
}

const ASKED = [
  'ask how do I renew the TLS certificate?',
  'comment demander des congés ?',
  'who knows TLS certificates of the gateway?',
  'qui connaît les congés payés ?',
  'find gateway',
  'find kafka billing kind:note',
  'find since:2026-01',
  'find tag:tls by:ana',
  'find in:#board',
  'open',
  'open #lab',
  'open mine',
  'tag',
  'me',
  ...IDS.map((number) => `open ${number}`),
  `accept ${IDS[0]}`,
  `tag ${IDS[1]} new`,
  `unsave ${IDS[2]}`,
]

it('says to each person, in each place, what it would say if it knew nothing else', { timeout: 120_000 }, async () => {
  const viewers = fc.constantFrom(
    ...(['ana', 'bo', 'cy', 'gus', 'out', 'stranger'] as const).flatMap((name) => [
      [name, null] as const,
      [name, 'ops'] as const,
      [name, 'partners'] as const,
    ]),
  )
  await fc.assert(
    fc.asyncProperty(pasts, fc.uniqueArray(viewers, { minLength: 4, maxLength: 4 }), async (past, chosen) => {
      const whole = await storeOf(past)
      for (const [name, place] of chosen) {
        const reader = place === 'partners' ? asPlace(place) : asPerson(name)
        const part = await storeOf(past.flatMap(await onlyReadable(whole, reader)))
        const [all, own] = [worldOn(whole), worldOn(part)]
        for (const words of ASKED) {
          const event = saying(name, place, words)
          expect(await said(event, all)).toBe(await said(event, own))
        }
        await part.close()
      }
      await whole.close()
    }),
    { numRuns: 12 },
  )
})

async function storeOf(past: readonly Act[]): Promise<Store> {
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => NOW })
  const settle = settling(store)
  await settle(
    null,
    Object.entries(PEOPLE).map(([name, more]) => seen(name, more)),
  )
  await settle(
    null,
    Object.entries(PLACES).map(([name, { members, ...more }]) => opened(name, members, more)),
  )
  await settle(
    null,
    Object.keys(PEOPLE).map((name) => opened(`direct-${name}`, [name], { audience: 'direct' })),
  )
  for (const { by, change } of past) await settle(by, [change])
  return store
}

/**
 * Leaves out whatever is about an item that the reader may not read. What every member may read stays: guests and
 * outsiders are held to fewer items by the same weights of words.
 */
async function onlyReadable(whole: Store, reader: Reader): Promise<(one: Act) => Act[]> {
  const may = new Set((await whole.items(IDS, reader)).map((item) => item.id))
  const closed = (await whole.items(IDS, SAVOIR)).filter((item) => item.audience !== 'everyone')
  const hidden = new Set(closed.map((item) => item.id).filter((number) => !may.has(number)))
  return (one) => {
    const { change } = one
    if (change.kind === 'itemAdded') return hidden.has(change.item.id) ? [] : [one]
    if (change.kind === 'itemSuperseded' && change.by !== null && hidden.has(change.by)) {
      return hidden.has(change.item) ? [] : [{ ...one, change: { ...change, by: null } }]
    }
    return 'item' in change && typeof change.item === 'number' && hidden.has(change.item) ? [] : [one]
  }
}

const worldOn = (store: Store): World => ({
  store,
  search: openSearch(store, linguist),
  linguist,
  now: () => NOW,
  newId: () => 'id',
  random: () => 0,
  readThread: async () => null,
  readAround: async () => null,
  messageAt: () => null,
  gestures: { save: ['brain'], accept: ['white_check_mark'] },
})

const saying = (name: string, place: string | null, words: string): ChatEvent => ({
  kind: 'said',
  id: 'web:1',
  at: NOW,
  by: ref(name),
  in: spot(place ?? `direct-${name}`),
  message: null,
  thread: null,
  text: words,
  addressed: place === null ? 'direct' : 'command',
  permalink: null,
})

const said = async (event: ChatEvent, world: World): Promise<string> =>
  JSON.stringify((await decide(event, world)).deliveries)
