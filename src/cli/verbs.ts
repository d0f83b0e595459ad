import { renderText } from '../../adapters/terminal/render.ts'
import type { Doc } from '../chat/doc.ts'
import type { ButtonPressed, FormSent, MessageSaid } from '../chat/event.ts'
import type { Change } from '../knowledge/change.ts'
import type { VerbName } from '../languages/language.ts'
import { parse } from '../languages/parse.ts'
import type { World } from '../world.ts'
import { happens, type Speaker, speakerNamed } from './as-person.ts'
import { askJson, digestJson, findJson, itemsJson, teamJson, whoJson } from './json.ts'
import { type Surroundings, UsageError } from './surroundings.ts'
import { openStore, searchIn, worldOf } from './workplace.ts'

/** Options of every verb on the command line. */
export interface VerbOptions {
  readonly as?: string
  readonly in?: string
  readonly json?: boolean
  /** A time to look from, as ISO writes it. */
  readonly at?: string
}

/** Carries out a verb as a person, and prints what that person is told. */
export async function runVerb(verb: VerbName, words: readonly string[], options: VerbOptions, around: Surroundings) {
  const text = words.join(' ')
  const now = options.at === undefined ? around.now : () => timeNamed(options.at ?? '')
  return withWorld({ ...around, now }, async (world) => {
    const speaker = await speakerNamed(options.as, options.in, world)
    const event: MessageSaid = {
      ...happened(speaker, world),
      kind: 'said',
      message: null,
      thread: null,
      permalink: null,
      text: `${verb} ${text}`,
      addressed: 'command',
    }
    // A look at another time is nobody's use of Savoir.
    const counts = options.at === undefined
    if (options.json) return printJson(await verbJson(event, counts, speaker, world), around)
    return print(event, counts, world, around)
  })
}

/** Presses a button, or sends a form when fields are given, as a person. */
export async function runPress(action: string, fields: readonly string[], options: VerbOptions, around: Surroundings) {
  return withWorld(around, async (world) => {
    const speaker = await speakerNamed(options.as, options.in, world)
    const base = { ...happened(speaker, world), action }
    const event: ButtonPressed | FormSent = fields.length
      ? { ...base, kind: 'formSent', fields: Object.fromEntries(fields.map(readField)) }
      : { ...base, kind: 'pressed', message: null, thread: null }
    return print(event, true, world, around)
  })
}

async function withWorld(around: Surroundings, act: (world: World) => Promise<void>): Promise<void> {
  const store = await openStore(around, false)
  try {
    await act(worldOf(store, searchIn(store, around), around))
  } finally {
    await store.close()
  }
}

function happened({ person, place }: Speaker, world: World) {
  return { id: `terminal:${world.newId()}`, at: world.now(), by: person.ref, in: place.ref }
}

async function print(
  event: MessageSaid | ButtonPressed | FormSent,
  counts: boolean,
  world: World,
  { out }: Surroundings,
): Promise<void> {
  const { docs, outcome } = await happens(event, counts, world)
  if (outcome.refused) throw new UsageError(docs.map(plainly).join('\n'))
  for (const doc of docs) out.line(renderText(doc, { colour: out.colour, width: out.width }))
}

async function verbJson(event: MessageSaid, counts: boolean, { person, place }: Speaker, world: World) {
  const reader = place.external
    ? ({ kind: 'place', place: place.ref } as const)
    : ({ kind: 'person', person: person.ref } as const)
  const { docs, outcome } = await happens(event, counts, world)
  const said = docs.map(plainly)
  if (outcome.refused) throw new UsageError(said.join('\n'))
  const parsed = parse(event.text, await world.store.languageOf(person.ref), 'command')
  if (parsed.kind === 'verb') {
    const { verb, text } = parsed
    if (verb === 'ask') return askJson(text, reader, world)
    if (verb === 'who' && reader.kind === 'person') return whoJson(text, reader, world)
    if (verb === 'team' && reader.kind === 'person') return teamJson(text, reader, world)
    if (verb === 'find') return findJson(text, reader, world)
    if (verb === 'digest' && text.trim() === '') return digestJson(person, world)
  }
  const items = await world.store.items([...new Set(outcome.changes.flatMap(itemOf))], reader)
  return { said, items: await itemsJson(items, world) }
}

const plainly = (doc: Doc): string => renderText(doc, { colour: false, width: Number.POSITIVE_INFINITY }).trimEnd()

function itemOf(change: Change): number[] {
  if (!('item' in change)) return []
  return [typeof change.item === 'number' ? change.item : change.item.id]
}

const printJson = (value: unknown, { out }: Surroundings): void =>
  out.line(JSON.stringify(value, null, out.interactive ? 2 : 0))

function timeNamed(typed: string): Date {
  const time = new Date(typed)
  if (Number.isNaN(time.getTime())) throw new UsageError('Give the time as 2026-03-09T09:00:00Z.')
  return time
}

function readField(field: string): [string, string] {
  const at = field.indexOf('=')
  if (at < 1) throw new UsageError('Give a field as name=value, such as --field title="Kafka lag".')
  return [field.slice(0, at), field.slice(at + 1)]
}
