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
}

/** These can be refused from here; the others ask once, or are news that the person waits for. */
const REFUSABLE: readonly NudgeKind[] = ['suggestion', 'request', 'prompt', 'digest']

/** The limits, what was sent against them, and how to stop a kind. */
export function noiseDoc(phrases: Phrases, lines: readonly NoiseLine[]): Doc {
  const { title, rules } = phrases.nudges.noise
  return [
    text(bold(title)),
    list(lines.map((line) => noiseRow(phrases, line))),
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

function noiseRow({ nudges }: Phrases, { kind, sent, dropped, toYou, refused }: NoiseLine) {
  const { noise } = nudges
  const limit = refused ? noise.refused : noise.limits[kind]
  return [bold(noise.kind[kind]), plain(` – ${limit} – ${noise.counts(sent, dropped, toYou)}`)]
}

function toggle({ nudges }: Phrases, { kind, refused }: Pick<NoiseLine, 'kind' | 'refused'>) {
  const { noise } = nudges
  const name = noise.kind[kind]
  return refused ? button(noise.allow(name), 'allowKind', kind) : button(noise.stop(name), 'refuseKind', kind)
}
