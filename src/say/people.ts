import { button } from '../action.ts'
import { bold, buttons, context, type Doc, type Inline, list, plain, text } from '../chat/doc.ts'
import type { PersonRef } from '../chat/ref.ts'
import type { EvidenceKind } from '../knowledge/evidence.ts'
import type { Phrases } from '../languages/phrases.ts'
import { arrow, cut, dotted, TITLE_MAX } from './lines.ts'

/** Somebody who may help, and why: acts on items that the reader can open. */
export interface ExpertView {
  readonly ref: PersonRef
  readonly name: string
  readonly saysSo: boolean
  readonly evidence: readonly EvidenceView[]
}

export interface EvidenceView {
  readonly kind: EvidenceKind
  readonly item: number
  readonly title: string
  readonly at: Date
  readonly permalink: string | null
}

// Topics are people's own words; a heading stays short.
const TOPIC_MAX = 80

/** Up to three people with their evidence, and quiet ways to ask them. `place` is where it can be asked in the open. */
export function expertsDoc(
  phrases: Phrases,
  found: {
    readonly topic: string
    readonly experts: readonly ExpertView[]
    readonly ask: string
    readonly place: string | null
    /** The asker knows the topic themselves. */
    readonly youKnow: boolean
  },
  now: Date,
): Doc {
  const { topic, experts, ask, place, youKnow } = found
  const open = button(phrases.buttons.openQuestion, 'openQuestion', ask)
  const none = youKnow ? phrases.who.onlyYou : phrases.who.nobody
  if (!experts.length) return [text(none(cut(topic, TOPIC_MAX))), buttons(open)]
  const inPlace = place === null ? [] : [button(`${phrases.buttons.askInPlace} #${place}`, 'askInPlace', ask)]
  return [
    text(bold(phrases.who.mayHelp(cut(topic, TOPIC_MAX)))),
    list(experts.map((expert) => expertRow(phrases, expert, now))),
    buttons(button(phrases.buttons.askQuietly, 'askQuietly', ask), ...inPlace, button(phrases.buttons.why, 'why', ask)),
  ]
}

/** How these people were found: every act that counted most, and the rule in words. */
export function whyDoc(phrases: Phrases, experts: readonly ExpertView[], now: Date): Doc {
  return [
    text(bold(phrases.who.why)),
    ...experts.flatMap((expert) => [
      text(bold(expert.name)),
      list([
        ...expert.evidence.map((act) => actLine(phrases, act, now)),
        ...(expert.saysSo ? [[plain(phrases.who.saysSo)]] : []),
      ]),
    ]),
    context(phrases.who.whyHow),
  ]
}

function expertRow(phrases: Phrases, expert: ExpertView, now: Date): readonly Inline[] {
  const acts = expert.evidence.flatMap((act, at) => [plain(at ? ', ' : ''), ...actLine(phrases, act, now)])
  const says = expert.saysSo ? [plain(acts.length ? `, ${phrases.who.saysSo}` : phrases.who.saysSo)] : []
  return [{ kind: 'person', ref: expert.ref, name: expert.name }, plain(' – '), ...acts, ...says]
}

/** One act in words: `answered “Kafka lag” · May ↗`. */
export function actLine(
  phrases: Phrases,
  act: EvidenceView,
  now: Date,
  told: (did: string) => string = (did) => did,
): readonly Inline[] {
  const did = told(phrases.did[act.kind](cut(act.title, TITLE_MAX)))
  return dotted([did, phrases.date(act.at, now), arrow(act.permalink)])
}
