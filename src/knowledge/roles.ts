import type { ThreadMessage } from '../chat/platform.ts'
import type { PersonRef } from '../chat/ref.ts'
import { fold } from './fold.ts'
import type { Reply } from './item.ts'
import type { Linguist } from './linguist.ts'
import { words } from './words.ts'

/** What a reply is in a thread that asks something: an answer, or a remark beside it. */
export function roleOf(message: ThreadMessage, asker: PersonRef, linguist: Linguist): Reply['role'] {
  const count = countWords(message.text)
  if (isMeToo(message.text, count) || isMereThanks(message.text, count, linguist)) return 'remark'
  if (message.by === asker) return FOUND_IT.test(fold(message.text)) && count >= FEWEST_WORDS ? 'answer' : 'remark'
  if (isCounterQuestion(message.text, linguist)) return 'remark'
  if (count >= FEWEST_WORDS || SHOWS_SOMETHING.test(message.text)) return 'answer'
  return YES_OR_NO.test(fold(message.text)) ? 'answer' : 'remark'
}

/** True when the text says something that is worth reading later. */
export const isSubstantive = (text: string): boolean =>
  countWords(text) >= SUBSTANTIVE_WORDS || (SHOWS_SOMETHING.test(text) && countWords(text) >= FEWEST_WORDS)

export const countWords = (text: string): number => words(text).filter((word) => word.kind !== 'part').length

/** Words of the shortest answer that is a sentence. */
const FEWEST_WORDS = 4
const SUBSTANTIVE_WORDS = 8
/** Code, an address, or a path. */
const SHOWS_SOMETHING = /`[^`\n]+`|```|https?:\/\/|(?:^|\s)[/~][\w.-]+\/[\w./-]+/
const YES_OR_NO = /^(?:yes|yep|yeah|no|nope|oui|non|si|it is|it isnt|it does|correct|exactly|exact|tout a fait)\b/

const LONGEST_ASIDE = 12
const ME_TOO =
  /^(?:me too|same here|same (?:problem|issue|question|error|thing)|\+1|following|i (?:also )?have the same|i am (?:also )?(?:having|seeing|getting) (?:this|the same)|same for me|likewise|moi aussi|pareil|idem|meme (?:probleme|souci|question|erreur)|je suis dans le meme cas|j'ai (?:aussi )?le meme)\b/

const isMeToo = (text: string, count: number): boolean => count <= LONGEST_ASIDE && ME_TOO.test(fold(text).trim())

const isMereThanks = (text: string, count: number, linguist: Linguist): boolean =>
  count <= LONGEST_ASIDE && linguist.thanks(text) !== null && !SHOWS_SOMETHING.test(text)

/** The asker found the answer alone, and tells it. */
const FOUND_IT =
  /\b(?:(?:i )?(?:found|figured|worked|sorted) (?:it|out|this|that|the (?:problem|issue|solution|answer|cause|culprit))|figured out|i (?:fixed|solved|resolved) (?:it|this|that|the)|(?:the |my )?(?:solution|fix|answer|culprit|problem|issue|trick|cause) (?:was|is|turned out)|turns out|turned out|for (?:the record|future reference|posterity|anyone)|never ?mind|j'ai trouve|trouve !|la solution|en fait il (?:faut|fallait)|il suffisait|pour info|c'etait)\b/

/** All that it says is a question, give or take a short sentence. */
function isCounterQuestion(text: string, linguist: Linguist): boolean {
  if (!text.includes('?') || SHOWS_SOMETHING.test(text)) return false
  const parts = text.split(/(?<=[.!?…])\s+|\n+/).filter((part) => part.trim() !== '')
  const asked = parts.filter((part) => part.includes('?') || linguist.isQuestion(part))
  const told = parts.filter((part) => !asked.includes(part)).reduce((sum, part) => sum + countWords(part), 0)
  return asked.length > 0 && (SUGGESTS.test(fold(text)) ? told === 0 && asked.length === 0 : told < SUBSTANTIVE_WORDS)
}

/** "Have you tried …?" is an answer in the form of a question. */
const SUGGESTS =
  /\b(?:(?:have|did) you (?:try|tried|check|checked|look|looked|set|run|seen)|why (?:not|dont you|don't you)|can you try|could you try|maybe try|what if you|as[- ]tu (?:essaye|regarde|verifie)|avez[- ]vous (?:essaye|regarde|verifie)|tu as essaye|vous avez essaye|pourquoi ne pas|et si tu)\b/
