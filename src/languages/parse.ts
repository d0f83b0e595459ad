import levenshtein from 'natural/lib/natural/distance/levenshtein_distance.js'
import type { Addressed } from '../chat/event.ts'
import { fold } from '../knowledge/fold.ts'
import type { LanguageCode } from '../knowledge/item.ts'
import { languages } from './index.ts'
import type { VerbName } from './language.ts'
import { asks, linguist } from './linguist.ts'
import { sentencesOf } from './prose.ts'

export type Parsed =
  | { readonly kind: 'verb'; readonly verb: VerbName; readonly text: string }
  /** Nothing but thanks. */
  | { readonly kind: 'thanks' }
  /** No verb and no question, but `nearest` may have been meant. */
  | { readonly kind: 'unknown'; readonly nearest: VerbName; readonly text: string }

/**
 * What somebody wants who speaks to Savoir, in either language; the preferred one wins where both could be meant. Words that
 * are nothing else, such as `vpn` or a pasted error, are looked up.
 */
export function parse(text: string, preferred: LanguageCode, how: Exclude<Addressed, 'no'>): Parsed {
  const said = text.replace(INVISIBLE, '').trim().replace(SLASH, '')
  if (!HAS_WORD.test(said) || isGreeting(said)) return { kind: 'verb', verb: 'help', text: '' }
  const { word, rest, isMarked } = firstWord(said)
  const verb = verbNamed(word, preferred)
  const isPlainCommand = isMarked || how === 'command'
  const phrase = byPhrase(said, preferred)
  if (phrase) return phrase
  if (verb === 'who') return byPhrase(rest, preferred) ?? { kind: 'verb', verb, text: cleaned(verb, rest) }
  if (verb && fits(verb, rest, said, isPlainCommand)) return { kind: 'verb', verb, text: cleaned(verb, rest) }
  const nearest = soundsAsked(said) ? null : (verb ?? nearestVerb(word))
  if (nearest) return { kind: 'unknown', nearest, text: said }
  return onlyThanks(said) ? { kind: 'thanks' } : { kind: 'verb', verb: 'ask', text: said }
}

const HAS_WORD = /[\p{L}\p{N}]/u

function isGreeting(said: string): boolean {
  const [sentence, ...others] = sentencesOf(said)
  if (!sentence || others.length) return false
  return Object.values(languages).some(({ reading }) => reading.greeting.test(sentence.spoken))
}

const onlyThanks = (said: string): boolean =>
  !said.includes('?') && countWords(said) <= LONGEST_THANKS && linguist.thanks(said) !== null

const LONGEST_THANKS = 6

const SLASH = /^[/!]\s*/
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

function firstWord(said: string): { word: string; rest: string; isMarked: boolean } {
  const [whole = '', word = '', colon = ''] = FIRST_WORD.exec(said) ?? []
  return { word, rest: said.slice(whole.length).trim(), isMarked: colon !== '' }
}

const FIRST_WORD = /^([^\s:,?!]*)[ \t]*(:?)[,?!]*/

/** The verb that goes by this name in either language. */
export function verbNamed(word: string, preferred: LanguageCode): VerbName | null {
  const name = fold(word)
  return names[preferred].get(name) ?? names.en.get(name) ?? names.fr.get(name) ?? null
}

const names: Readonly<Record<LanguageCode, ReadonlyMap<string, VerbName>>> = {
  en: namesIn('en'),
  fr: namesIn('fr'),
}

function namesIn(code: LanguageCode): ReadonlyMap<string, VerbName> {
  const entries = Object.entries(languages[code].verbs) as [VerbName, readonly string[]][]
  return new Map(entries.flatMap(([verb, aliases]) => aliases.map((alias) => [fold(alias), verb] as const)))
}

function byPhrase(said: string, preferred: LanguageCode): Parsed | null {
  const plain = said.replace(POLITE, '')
  const order = Object.values(languages).sort((a, b) => Number(b.code === preferred) - Number(a.code === preferred))
  for (const { verb, pattern } of order.flatMap((language) => language.phrases)) {
    const text = pattern
      .exec(plain.slice(0, LONGEST_PHRASE))
      ?.slice(1)
      .find((group) => group !== undefined)
    if (text) return { kind: 'verb', verb, text: verb === 'ask' ? said : topic(text) }
  }
  return null
}

/** Characters in which a phrase shows; the rest is what is asked. */
const LONGEST_PHRASE = 3000
const POLITE =
  /^(?:(?:hi|hello|hey|please|pls|so|ok|okay|quick question|do you know|can you tell me|could you tell me|tell me|i wonder|bonjour|salut|bonsoir|svp|dis-moi|dites-moi|sais-tu|savez-vous|tu sais|vous savez)\b[\s,:!]*)+(?=who\b|qui\b|how\b|comment\b|anyone\b|does\b|quelqu|à qui\b)/i

/** A topic without the punctuation that ends a question. */
function topic(text: string): string {
  let end = text.length
  while (end > 0 && PUNCTUATION.test(text.charAt(end - 1))) end--
  return text.slice(0, end).trim()
}

const PUNCTUATION = /[\s?!.,;:]/

/** Some verbs are everyday words too: whether this text uses them as a verb. `said` is the whole text. */
function fits(verb: VerbName, rest: string, said: string, isPlainCommand: boolean): boolean {
  switch (verb) {
    case 'ask':
    case 'answer':
    case 'who':
      return true
    case 'team':
      return isPlainCommand || rest === '' || !soundsAsked(said)
    case 'accept':
    case 'tag':
    case 'untag':
    case 'save':
    case 'unsave':
      return rest === '' || POINTS_AT_ITEM.test(rest) || !soundsAsked(said)
    case 'note':
    case 'status':
    case 'decide':
      return isPlainCommand || !(said.endsWith('?') && soundsAsked(said))
    case 'find':
      return isPlainCommand || !(PROSE_AFTER_FIND.test(rest) || said.endsWith('?'))
    case 'open':
      return countWords(rest) <= 2
    case 'digest':
    case 'noise':
      return isPlainCommand || (countWords(rest) <= 6 && !soundsAsked(said))
    case 'me':
      return countWords(rest) <= 5 && !soundsAsked(said)
    case 'help':
      return rest === '' || (countWords(rest) === 1 && verbNamed(topic(rest).replace(/^\//, ''), 'en') !== null)
    case 'on':
    case 'off':
      return NOTHING_MORE.test(rest)
  }
}

const POINTS_AT_ITEM = /^(?:#?\d+\b|<?https?:\/\/|\S+ ?=)/i
const PROSE_AFTER_FIND = /^(?:out|me|us)\b/i
const NOTHING_MORE = /^(?:please|pls|svp|here|ici|now|#\S+)?[.!]*$/i

const countWords = (text: string): number => (text === '' ? 0 : text.split(/\s+/, 10).length)

function soundsAsked(said: string): boolean {
  return said.endsWith('?') || sentencesOf(said).some((sentence) => asks(sentence) || MIDWAY.test(sentence.spoken))
}

/** Said to Savoir, "find out how do I…" asks, wherever the question begins. */
const MIDWAY =
  /\b(?:how (?:do|does|can|could|should|to)|where (?:is|are|do|can)|why (?:is|are|do|does)|comment (?:on|je|faire|puis)|pourquoi)\b/

const cleaned = (verb: VerbName, rest: string): string => {
  if (verb === 'who') return topic(rest).replace(ONLY_KNOWS, '')
  return verb === 'note' || verb === 'decide' ? rest.replace(THAT, '') : rest
}

const ONLY_KNOWS = /^(?:knows?|conna[iî]t|sait)$/i
const THAT = /^(?:that|que)\s+|^qu['’]/i

/** The verb in either language that is one slip of the fingers away; two for long words. */
function nearestVerb(word: string): VerbName | null {
  const typed = fold(word)
  if (typed === '' || typed.length > LONGEST_VERB) return null
  let best: { verb: VerbName; slips: number } | null = null
  for (const [name, verb] of [...names.en, ...names.fr]) {
    const slips = levenshtein.DamerauLevenshteinDistance(typed, name, { restricted: true })
    if (slips <= slipsAllowed(name, typed) && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) best = { verb, slips }
  }
  return best?.verb ?? null
}

const LONGEST_VERB = 20

const slipsAllowed = (name: string, typed: string): number => {
  const length = Math.min(name.length, typed.length)
  return length <= 2 ? 0 : length <= 5 ? 1 : 2
}
