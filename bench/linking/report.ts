import { conversationsIn, SURE_LINK } from '../../src/knowledge/linking.ts'
import { addTallies, bCubed, type Guess, scoresOf, tallyOf } from './measure.ts'
import { RIVALS } from './rivals.ts'
import type { Stretch } from './stretches.ts'

interface Told {
  /** Each stretch was measured by what was learnt from others. */
  readonly taught: boolean
  /** Milliseconds of reading for each message. */
  readonly msEach: number
}

/** The figures of one split. */
export function figuresOf(
  split: string,
  stretches: readonly Stretch[],
  guesses: readonly (readonly Guess[])[],
  { taught, msEach }: Told,
) {
  const ours = taught ? 'Savoir, learnt from other stretches' : 'Savoir, as shipped'
  const rows = [
    ...RIVALS.map(({ name, guess }) => rowOf(name, stretches, stretches.map(guess))),
    rowOf(ours, stretches, guesses),
  ]
  return {
    split,
    stretches: stretches.length,
    messages: guesses.flat().length,
    msEach,
    rows,
    reliability: reliabilityOf(stretches, guesses),
    conversations: HOLDS.map((from) => conversationsOf(stretches, guesses, from)),
  }
}

function rowOf(name: string, stretches: readonly Stretch[], guesses: readonly (readonly Guess[])[]) {
  const scores = (withNotices: boolean) =>
    scoresOf(addTallies(stretches.map((stretch, at) => tallyOf(stretch, guesses[at] ?? [], withNotices))))
  return { name, all: scores(true), talk: scores(false) }
}

/** Links from this confidence on hold a conversation together. */
export const HOLDS = [0, 0.4, SURE_LINK, 0.6, 0.7, 0.8] as const
const BANDS = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95] as const

/** How often links are right, by how sure they were said to be; those that open a conversation are left out. */
function reliabilityOf(stretches: readonly Stretch[], guesses: readonly (readonly Guess[])[]) {
  const links = stretches.flatMap(({ gold }, at) =>
    (guesses[at] ?? [])
      .filter(({ message, answers }) => message !== answers)
      .map(({ message, answers, confidence }) => ({ confidence, isRight: gold.get(message)?.has(answers) ?? false })),
  )
  return BANDS.map((from, band) => {
    const there = links.filter(({ confidence }) => confidence >= from && confidence < (BANDS[band + 1] ?? 2))
    return { from, links: there.length, right: there.filter(({ isRight }) => isRight).length / there.length }
  })
}

/**
 * What saving one message brings along: how much of it belongs to its conversation, and how much of its conversation is there
 * (B-cubed, over the messages that are marked).
 */
function conversationsOf(stretches: readonly Stretch[], guesses: readonly (readonly Guess[])[], from: number) {
  const grouped = stretches.map((stretch, at) => {
    const told = guesses[at] ?? []
    const places = new Map(told.map(({ message }, place) => [message, place]))
    const links = told.map(({ message, answers, confidence }) => ({
      answers: message === answers ? null : (places.get(answers) ?? null),
      confidence,
      asksAnew: false,
    }))
    return { ours: conversationsIn(links, from), theirs: markedConversations(stretch, told) }
  })
  return { from, ...bCubed(grouped) }
}

/** Conversations by every marked link, within the marked messages. */
function markedConversations({ gold }: Stretch, told: readonly Guess[]): readonly number[] {
  const conversation = new Map<number, number>()
  const rootOf = (message: number): number => {
    const next = conversation.get(message) ?? message
    return next === message ? message : rootOf(next)
  }
  for (const { message } of told) {
    for (const answered of gold.get(message) ?? []) conversation.set(rootOf(message), rootOf(answered))
  }
  return told.map(({ message }) => rootOf(message))
}

export type Figures = ReturnType<typeof figuresOf>

/** The same as a page to read. */
export function pageOf(figures: Figures): string {
  const { split, stretches, messages, msEach, rows, reliability, conversations } = figures
  const cells = ({ precision, recall, f1 }: Figures['rows'][0]['all']) =>
    `${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)}`
  return [
    `${split}: ${stretches} stretches, ${messages} messages, ${msEach.toFixed(2)} ms of reading for each`,
    '',
    '| links | precision | recall | F1 | precision, talk alone | recall | F1 |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(({ name, all, talk }) => `| ${name} | ${cells(all)} | ${cells(talk)} |`),
    '',
    '| sure from | links | right |',
    '|---|---|---|',
    ...reliability.map(({ from, links, right }) => `| ${from} | ${links} | ${right.toFixed(3)} |`),
    '',
    ...heldTogether(conversations),
    '',
  ].join('\n')
}

export const heldTogether = (rows: Figures['conversations']): readonly string[] => [
  '| conversations held together by links from | precision | recall |',
  '|---|---|---|',
  ...rows.map(({ from, precision, recall }) => `| ${from} | ${precision.toFixed(3)} | ${recall.toFixed(3)} |`),
]
