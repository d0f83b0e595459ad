import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Person, Place, Standing } from '../../../src/chat/directory.ts'
import type { Change } from '../../../src/knowledge/change.ts'
import type { Item } from '../../../src/knowledge/item.ts'
import type { ItemFilter, Reader, Store } from '../../../src/store/store.ts'
import {
  added,
  asPerson,
  asPlace,
  from,
  message,
  opened,
  ref,
  reply,
  SAVOIR,
  START,
  seen,
  settling,
} from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

const PEOPLE = ['ana', 'bo', 'cy', 'other:di']
const PLACES = ['ops', 'board', 'dm', 'data']
const ITEMS = [1, 2, 3, 4, 5, 6, 7, 8]
const TAGS = ['a', 'b', 'c']
const FILTERS: readonly ItemFilter[] = [
  {},
  { open: true },
  { tag: 'a' },
  { by: ref('ana') },
  { author: ref('bo') },
  { kind: 'note' },
]

/** Whatever a reader gets is what a store that held only the readable records would give. */
export function exactnessContract(open: OpenStore): void {
  it('gives each reader what it would give if it held nothing else', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ setting, acts }) => {
        const whole = await open()
        await play(whole, setting, acts)
        const items = await whole.items(ITEMS, SAVOIR)
        for (const reader of readersOf(setting)) {
          const may = (item: Item): boolean => readable(setting, reader, item)
          const hidden = new Set(items.filter((item) => !may(item)).map((item) => item.id))
          const part = await open()
          await play(
            part,
            setting,
            acts.map((act) => without(act, hidden)),
          )
          expect(await seenBy(whole, reader)).toEqual(await seenBy(part, reader))
          expect((await whole.items(ITEMS, reader)).map((item) => item.id)).toEqual(
            items.filter(may).map((item) => item.id),
          )
          await part.close()
        }
        await whole.close()
      }),
      { numRuns: 60 },
    )
  })
}

interface Setting {
  readonly standings: readonly Standing[]
  readonly places: readonly Pick<Place, 'audience' | 'external'>[]
  /** Who is in each place. */
  readonly members: readonly (readonly string[])[]
  /** What the places were before they became what they are. */
  readonly formerly: readonly Place['audience'][]
  /** Whether the last one is an account of the first one, and since when. */
  readonly joined: 'never' | 'before' | 'after'
}

interface Act {
  readonly by: string
  readonly change: Change
}

const id = fc.constantFrom(...ITEMS)
const who = fc.constantFrom(...PEOPLE)
const standing = fc.constantFrom<Standing>('member', 'member', 'member', 'guest', 'outsider', 'left')
const audience = fc.constantFrom<Place['audience']>('everyone', 'everyone', 'members', 'direct')

const settings: fc.Arbitrary<Setting> = fc.record({
  standings: fc.array(standing, { minLength: 4, maxLength: 4 }),
  places: fc.array(fc.record({ audience, external: fc.boolean() }), { minLength: 4, maxLength: 4 }),
  members: fc.array(fc.subarray(PEOPLE), { minLength: 4, maxLength: 4 }),
  formerly: fc.array(audience, { minLength: 4, maxLength: 4 }),
  joined: fc.constantFrom('never', 'before', 'after'),
})

const adding: fc.Arbitrary<Change> = fc
  .record({
    number: id,
    where: fc.constantFrom(...PLACES),
    audience: fc.constantFrom('everyone' as const, 'members' as const),
    kind: fc.constantFrom('question' as const, 'note' as const),
    by: who,
    tags: fc.subarray(TAGS),
    answers: fc.subarray(PEOPLE, { maxLength: 2 }),
  })
  .map(({ number, where, by, answers, ...rest }) =>
    added(number, {
      ...rest,
      by: ref(by),
      at: new Date(START.getTime() + (number % 3)),
      source: from(where, number),
      replies: answers.map((name) => reply(`${number}${name}`, name)),
    }),
  )

const changing: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom('endorsed', 'confirmed', 'foundWrong', 'helped', 'notIt'), item: id }),
  fc.record({ kind: fc.constantFrom('itemRemoved', 'itemRestored'), item: id }),
  fc.record({ kind: fc.constant('itemSuperseded'), item: id, by: id }),
  fc.record({ kind: fc.constant('itemEdited'), item: id, title: fc.constantFrom('x', 'y'), body: fc.constant('z') }),
  fc.record({ kind: fc.constant('tagged'), item: id, tag: fc.constantFrom(...TAGS) }),
  fc.record({ kind: fc.constant('tagsMerged'), tag: fc.constantFrom(...TAGS), into: fc.constantFrom(...TAGS) }),
  fc.record({ kind: fc.constant('personSet'), settings: fc.record({ learnFromMe: fc.boolean() }) }),
  fc
    .tuple(id, who, fc.boolean())
    .map(([item, name, byAsker]) => ({ kind: 'accepted', item, reply: `${item}${name}`, byAsker })),
) as fc.Arbitrary<Change>

const act = (change: fc.Arbitrary<Change>): fc.Arbitrary<Act> => fc.record({ by: who, change })

const worlds = fc
  .record({
    setting: settings,
    adds: fc.uniqueArray(act(adding), {
      minLength: 3,
      maxLength: 8,
      selector: ({ change }) => (change.kind === 'itemAdded' ? change.item.id : 0),
    }),
    changes: fc.array(act(changing), { maxLength: 20 }),
  })
  .map(({ setting, adds, changes }) => ({ setting, acts: [...adds, ...changes] }))

async function play(store: Store, setting: Setting, acts: readonly (Act | null)[]): Promise<void> {
  const settle = settling(store)
  const open = (now: readonly Partial<Place>[]): Change[] =>
    PLACES.map((name, index) => opened(name, setting.members[index] ?? [], now[index] ?? {}))
  await settle(
    null,
    PEOPLE.map((name, index) => seen(name, { standing: setting.standings[index] ?? 'left' } satisfies Partial<Person>)),
  )
  await settle(null, open(setting.formerly.map((former) => ({ audience: former }))))
  const join: Change = { kind: 'accountsJoined', accounts: [ref('ana'), ref('other:di')], how: 'mail' }
  if (setting.joined === 'before') await settle(null, [join])
  for (const each of acts) if (each) await settle(each.by, [each.change])
  if (setting.joined === 'after') await settle(null, [join])
  await settle(null, open(setting.places))
}

/** The same act, unless it is about what the reader may not read. */
function without(each: Act, hidden: ReadonlySet<number>): Act | null {
  const { change } = each
  if (change.kind === 'itemAdded') return hidden.has(change.item.id) ? null : each
  if (change.kind === 'itemSuperseded' && change.by !== null && hidden.has(change.by)) {
    return { ...each, change: { ...change, by: null } }
  }
  return 'item' in change && typeof change.item === 'number' && hidden.has(change.item) ? null : each
}

const readersOf = (setting: Setting): Reader[] => [
  ...PEOPLE.map(asPerson),
  ...PLACES.map(asPlace),
  ...(setting.places.length > 0 ? [asPerson('stranger'), asPlace('nowhere')] : []),
]

/** The rule, in other words than the store's. */
function readable(setting: Setting, reader: Reader, item: Item): boolean {
  switch (reader.kind) {
    case 'savoir':
      return true
    case 'person':
      return personMay(
        setting,
        PEOPLE.findIndex((name) => ref(name) === reader.person),
        item,
      )
    case 'place':
      return placeMay(
        setting,
        PLACES.findIndex((name) => from(name, 0).place === reader.place),
        item,
      )
  }
}

/** With several accounts, whatever any of them may read. */
function personMay(setting: Setting, index: number, item: Item): boolean {
  const both = [0, PEOPLE.length - 1]
  const accounts = setting.joined !== 'never' && both.includes(index) ? both : [index]
  return accounts.some((account) => accountMay(setting, account, item))
}

function accountMay(setting: Setting, index: number, item: Item): boolean {
  const rank = setting.standings[index] ?? 'left'
  if (rank === 'left') return false
  const home = PLACES.findIndex((name) => from(name, 0).place === item.source.place)
  const isIn = setting.members[home]?.includes(PEOPLE[index] ?? '') ?? false
  return isIn || (rank === 'member' && item.audience === 'everyone')
}

function placeMay(setting: Setting, index: number, item: Item): boolean {
  const place = setting.places[index]
  const here = item.source.place === from(PLACES[index] ?? '', 0).place
  if (!place) return false
  const crowd = (setting.members[index] ?? [])
    .map((name) => PEOPLE.indexOf(name))
    .filter((person) => setting.standings[person] !== 'left')
  if (place.audience === 'direct') return crowd.length === 1 && personMay(setting, crowd[0] ?? -1, item)
  const amongUs = !place.external && crowd.every((person) => setting.standings[person] === 'member')
  if (place.audience === 'everyone') return item.audience === 'everyone' && (amongUs || here)
  return here || (item.audience === 'everyone' && amongUs && crowd.length > 0)
}

/** Everything that the store tells this reader; versions count what is hidden too, and are never shown. */
async function seenBy(store: Store, reader: Reader): Promise<unknown> {
  const plain = (items: readonly Item[]): unknown[] => items.map(({ version, ...rest }) => rest)
  const messages = ITEMS.flatMap((number) => [`i${number}`, ...PEOPLE.map((name) => `r${number}${name}`)])
  return {
    items: plain(await store.items(ITEMS, reader)),
    found: await Promise.all(
      FILTERS.map(async (filter) => plain(await store.itemsWhere(filter, reader, { limit: 3 }))),
    ),
    next: await Promise.all(ITEMS.map(async (after) => plain(await store.itemsWhere({}, reader, { limit: 3, after })))),
    evidence: await store.evidence(ITEMS, reader),
    acts: await Promise.all(PEOPLE.map((name) => store.evidenceOf(ref(name), reader))),
    tags: await store.tags(reader),
    origins: await Promise.all(messages.map((name) => store.origin(message(name), reader))),
  }
}
