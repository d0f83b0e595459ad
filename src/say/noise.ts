import { button } from '../action.ts'
import type { NudgeKind } from '../chat/delivery.ts'
import { bold, buttons, context, type Doc, list, plain, text } from '../chat/doc.ts'
import type { Phrases } from '../languages/phrases.ts'

/** What became of one kind of nudges. */
export interface NoiseLine {
  readonly kind: NudgeKind
  readonly sent: number
  readonly dropped: number
  readonly toYou: number
  readonly refused: boolean
  /** The person's own limit, in a week; null: Savoir's. */
  readonly own: number | null
  /** That of the place, in a day; null: none of its own. */
  readonly here: number | null
}

/** These can be refused from here; the others ask once, or are news that the person waits for. */
const REFUSABLE: readonly NudgeKind[] = ['suggestion', 'request', 'prompt', 'digest']

/** The limits, what was sent against them, and how to stop a kind. */
export function noiseDoc(phrases: Phrases, lines: readonly NoiseLine[], place: string): Doc {
  const { title, rules } = phrases.nudges.noise
  return [
    text(bold(title)),
    list(lines.map((line) => noiseRow(phrases, line, place))),
    ...rules.map((rule) => context(rule)),
    buttons(...lines.filter(({ kind }) => REFUSABLE.includes(kind)).map((line) => toggle(phrases, line))),
  ]
}

/** A kind was refused for good, or is welcome again. */
export function refusedDoc(phrases: Phrases, kind: NudgeKind, refused: boolean): Doc {
  const { noise } = phrases.nudges
  const sentence = refused ? noise.refusedNow(noise.kind[kind]) : noise.allowedNow(noise.kind[kind])
  return [text(sentence), buttons(toggle(phrases, { kind, refused }))]
}

function noiseRow({ nudges }: Phrases, line: NoiseLine, place: string) {
  const { noise } = nudges
  const { kind, sent, dropped, toYou, refused, own, here } = line
  const limits = [
    refused ? noise.refused : noise.limits[kind],
    own === null || refused ? '' : noise.own(own),
    here === null ? '' : noise.here(here, place),
  ]
  return [bold(noise.kind[kind]), plain(` – ${limits.join('')} – ${noise.counts(sent, dropped, toYou)}`)]
}

function toggle({ nudges }: Phrases, { kind, refused }: Pick<NoiseLine, 'kind' | 'refused'>) {
  const { noise } = nudges
  const name = noise.kind[kind]
  return refused ? button(noise.allow(name), 'allowKind', kind) : button(noise.stop(name), 'refuseKind', kind)
}
