import { fold } from '../fold.ts'
import type { Linguist } from '../linguist.ts'
import { words } from '../words.ts'

/** One message of a place, whoever said it where. */
export interface Said {
  readonly by: string
  readonly at: Date
  readonly text: string
}

export interface TalkTools {
  readonly linguist: Linguist
  /** What people call this person: a nick, a full name. */
  readonly namesOf: (person: string) => readonly string[]
}

/** A message, read for linking. People are numbers, in the order in which they first speak. */
export interface Line {
  readonly who: number
  /** Since the first message. */
  readonly minute: number
  /** Whom its first word names, as in `lea: yes`; -1 for nobody. */
  readonly to: number
  /** The first word is set off as an address: `lea:`, `@lea`. */
  readonly isAddress: boolean
  /** Others who are named anywhere in it, the first word included. */
  readonly names: readonly number[]
  /** Its different telling words. */
  readonly stems: ReadonlySet<string>
  readonly words: number
  readonly asks: boolean
  readonly thanks: boolean
  readonly greets: boolean
}

/** Reads a stretch of messages of one place, oldest first. Names are those of people who have spoken by then. */
export function readTalk(messages: readonly Said[], { linguist, namesOf }: TalkTools): readonly Line[] {
  const numbers = new Map<string, number>()
  const called = new Map<string, number>()
  const start = messages[0]?.at.getTime() ?? 0
  return messages.map(({ by, at, text }): Line => {
    const who = numbers.get(by) ?? numbers.size
    if (!numbers.has(by)) {
      numbers.set(by, who)
      call(who, namesOf(by), called)
    }
    return { who, minute: (at.getTime() - start) / 60_000, ...read(text, who, called, linguist) }
  })
}

/** Whole names and their parts; a part that two people share names nobody. */
function call(who: number, names: readonly string[], called: Map<string, number>): void {
  const parts = names.flatMap((name) => [fold(name), ...fold(name).split(/\s+/u)])
  for (const part of new Set(parts)) {
    if (part.length >= SHORTEST_NAME) called.set(part, called.has(part) ? NOBODY : who)
  }
}

const SHORTEST_NAME = 2
const NOBODY = -1

function read(text: string, who: number, called: ReadonlyMap<string, number>, linguist: Linguist) {
  const tokens = fold(text)
    .slice(0, READ_AT_MOST)
    .split(/\s+/u)
    .filter((token) => token !== '')
  const named = tokens.map((token) => called.get(token) ?? called.get(token.replace(AROUND, '')) ?? NOBODY)
  const others = named.filter((person) => person !== NOBODY && person !== who)
  const first = named[0] ?? NOBODY
  const language = linguist.languageOf(text)
  return {
    to: first === who ? NOBODY : first,
    isAddress: first !== NOBODY && ADDRESS.test(tokens[0] ?? ''),
    names: [...new Set(others)],
    stems: telling(text, language, linguist),
    words: tokens.length,
    asks: text.includes('?') || linguist.isQuestion(text),
    thanks: linguist.thanks(text) !== null,
    greets: GREETING.test(tokens.slice(0, 2).join(' ')),
  }
}

const READ_AT_MOST = 2000
/** Signs that stand around a name. */
const AROUND = /^[@("'<]+|[:,;.!?)"'>]+$/gu
const ADDRESS = /^@|[:,;]$/u
const GREETING =
  /^(?:hi|hello|hey|hola|greetings|good (?:morning|evening|afternoon)|morning|bonjour|salut|bonsoir|coucou)\b/u

function telling(text: string, language: Parameters<Linguist['stem']>[1], linguist: Linguist): ReadonlySet<string> {
  const kept = words(text.slice(0, READ_AT_MOST)).filter((word) => !linguist.isStopWord(word.text, language))
  return new Set(kept.map((word) => (word.kind === 'word' ? linguist.stem(word.text, language) : word.text)))
}
