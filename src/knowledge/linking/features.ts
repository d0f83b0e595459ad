import { type Overlap, overlapOf } from './overlap.ts'
import type { Line } from './talk.ts'

/** How many messages back a message may reach for the one that it answers. */
const WINDOW = 60
/** What was said longer ago is answered by name or in a thread, if at all. */
const LONGEST_MINUTES = 1440
/** Messages in which somebody may be waited for. */
const RECENT = 15
/** Before much was heard, a word counts as if as many messages had been. */
const HEARD_BEFORE = 200
/** Nobody was there before: as long ago as matters, in minutes. */
const LONG_AGO = 1000

/** In parts, so that nothing is copied: this runs sixty times a message. */
export type Features = readonly Readonly<Record<string, number>>[]
type Part = Features[0]

/** What a message may do: answer one of those before it, nearest first, or open a conversation. */
export interface Choice {
  /** The index of the message that it would answer; null for opening a conversation. */
  readonly answers: number | null
  readonly features: Features
}

/** The choices of each message in turn. Only what was said before counts, so that later talk changes no earlier link. */
export function* choicesOf(lines: readonly Line[]): Generator<readonly Choice[]> {
  const memory: Memory = { lastBy: new Map(), partner: new Map(), named: new Map(), heard: new Map() }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line
    for (const stem of line.stems) memory.heard.set(stem, (memory.heard.get(stem) ?? 0) + 1)
    yield choicesAt(at, lines, memory)
    remember(at, line, memory)
  }
}

/** What went before. */
interface Memory {
  /** The last line of each person. */
  readonly lastBy: Map<number, number>
  /** The last person with whom each exchanged words. */
  readonly partner: Map<number, number>
  /** How often one named the other, and when last; by `pairOf`. */
  readonly named: Map<string, { readonly count: number; readonly last: number }>
  /** In how many messages each word stood. */
  readonly heard: Map<string, number>
}

const pairOf = (one: number, other: number): string => `${one}>${other}`

function remember(at: number, line: Line, { lastBy, partner, named }: Memory): void {
  lastBy.set(line.who, at)
  for (const other of line.names) {
    partner.set(line.who, other)
    partner.set(other, line.who)
    const pair = pairOf(line.who, other)
    named.set(pair, { count: (named.get(pair)?.count ?? 0) + 1, last: at })
  }
}

function choicesAt(at: number, lines: readonly Line[], memory: Memory): readonly Choice[] {
  const line = lines[at] as Line
  const rarity = (stem: string): number => Math.log((at + HEARD_BEFORE) / (memory.heard.get(stem) ?? 1))
  const choices: Choice[] = []
  const since = new Map<number, number>()
  let nearest = 0
  for (let earlier = at - 1; earlier >= Math.max(0, at - WINDOW); earlier--) {
    const other = lines[earlier] as Line
    if (line.minute - other.minute > LONGEST_MINUTES) break
    const overlap = overlapOf(line, other, rarity)
    nearest = Math.max(nearest, overlap.cosine)
    const distance = at - earlier
    choices.push({ answers: earlier, features: answering({ line, other, earlier, distance, since, overlap, memory }) })
    since.set(other.who, (since.get(other.who) ?? 0) + 1)
  }
  return [...choices, { answers: null, features: opening(at, lines, nearest, memory) }]
}

const flag = (truth: boolean): number => (truth ? 1 : 0)

interface Pair {
  readonly line: Line
  readonly other: Line
  /** The index of `other`. */
  readonly earlier: number
  readonly distance: number
  /** How often each person spoke between the two. */
  readonly since: ReadonlyMap<number, number>
  readonly overlap: Overlap
  readonly memory: Memory
}

/** What speaks for a message answering an earlier one. */
function answering(pair: Pair): Features {
  const { line, other, distance, since, overlap } = pair
  const where: Part = {
    answers: 1,
    gap: Math.log1p(line.minute - other.minute),
    distance: Math.log(distance),
    distance1: flag(distance === 1),
    distance2: flag(distance === 2),
    speakersSince: Math.log1p(since.size),
    cosine: overlap.cosine,
    rarest: overlap.rarest,
    shared: overlap.shared,
    theyShort: flag(other.words <= 2),
    theirWords: Math.log1p(other.words),
    sinceNew: flag(!pair.memory.lastBy.has(line.who)),
  }
  const isSame = line.who === other.who
  return [where, isSame ? goingOn(pair) : replying(pair), addressed(line, other, isSame ? null : other.who)]
}

/** The same person speaks on. */
function goingOn({ line, other, since }: Pair): Part {
  const isLast = !since.has(line.who)
  const alike = line.names.some((name) => other.names.includes(name))
  const bothOpen = line.names.length === 0 && other.names.length === 0
  return {
    same: 1,
    sameLast: flag(isLast),
    sameAlike: flag(isLast && (alike || bothOpen)),
  }
}

/** Somebody else spoke. */
function replying({ line, other, earlier, since, memory }: Pair): Part {
  const mine = since.get(line.who) ?? 0
  const theirs = since.get(other.who) ?? 0
  const byMe = memory.named.get(pairOf(line.who, other.who))
  const byThem = memory.named.get(pairOf(other.who, line.who))
  return {
    toThemAnswered: flag(line.names.includes(other.who) && (byMe?.last ?? -1) > earlier),
    lastToMe: flag(byThem?.last === earlier),
    mine0: flag(mine === 0),
    mine1: flag(mine === 1),
    theirs0: flag(theirs === 0),
    theirs1: flag(theirs === 1),
    theirs2: flag(theirs >= 2),
    theyAsk: flag(other.asks),
    iAsk: flag(line.asks),
    iThank: flag(line.thanks),
    theyThank: flag(other.thanks),
    theyGreet: flag(other.greets),
    iShort: flag(line.words <= 3),
    partners: flag(memory.partner.get(line.who) === other.who),
    theirPartner: flag(memory.partner.get(other.who) === line.who),
    exchanged: Math.log1p((byMe?.count ?? 0) + (byThem?.count ?? 0)),
  }
}

/** Who is named by the one and by the other; `them` is null when one person said both. */
function addressed(line: Line, other: Line, them: number | null): Part {
  const toThem = them !== null && line.names.includes(them)
  const toMe = them !== null && other.names.includes(line.who)
  const toOther = line.names.length > 0 && !toThem
  return {
    toThem: flag(toThem),
    firstToThem: flag(toThem && line.to === them),
    addressToThem: flag(toThem && line.to === them && line.isAddress),
    toNobody: flag(line.names.length === 0),
    toOther: flag(toOther),
    toOtherAlike: flag(toOther && line.names.some((name) => other.names.includes(name))),
    toMe: flag(toMe),
    firstToMe: flag(toMe && other.to === line.who),
    theyToNobody: flag(other.names.length === 0),
    theyToOther: flag(other.names.length > 0 && !toMe),
  }
}

/** What speaks for a message opening a conversation. */
function opening(at: number, lines: readonly Line[], nearest: number, { lastBy, partner, named }: Memory): Features {
  const line = lines[at] as Line
  const minutesSince = (earlier: number | undefined): number =>
    earlier === undefined ? LONG_AGO : line.minute - (lines[earlier]?.minute ?? 0)
  const awaited = lines.slice(Math.max(0, at - RECENT), at).some((other) => other.names.includes(line.who))
  const part: Part = {
    opens: 1,
    opensAsking: flag(line.asks),
    opensToNobody: flag(line.names.length === 0),
    opensAddressing: flag(line.isAddress),
    opensToKnown: flag(line.names.some((name) => lastBy.has(name))),
    opensToPartner: flag(line.names.some((name) => named.has(pairOf(name, line.who)))),
    opensNew: flag(!lastBy.has(line.who)),
    opensSince: Math.log1p(minutesSince(lastBy.get(line.who))),
    opensQuiet: Math.log1p(minutesSince(at === 0 ? undefined : at - 1)),
    opensWords: Math.log1p(line.words),
    opensStems: Math.log1p(line.stems.size),
    opensGreeting: flag(line.greets),
    opensThanking: flag(line.thanks),
    opensAwaited: flag(awaited),
    opensWithPartner: flag(partner.has(line.who)),
    opensNear: nearest,
  }
  return [part]
}
