import type { ThreadMessage } from '../chat/platform.ts'
import type { PersonRef } from '../chat/ref.ts'
import { fold } from './fold.ts'
import type { LanguageCode, Reply } from './item.ts'
import type { Linguist } from './linguist.ts'
import { countWords } from './roles.ts'
import { words } from './words.ts'

export interface Heard {
  readonly message: ThreadMessage
  readonly reply: Reply
}

/** The answer that looks best when nobody marked one; null when none looks good enough. */
export function proposedAmong(
  heard: readonly Heard[],
  question: string,
  asker: PersonRef,
  language: LanguageCode,
  linguist: Linguist,
): string | null {
  const topic = stems(question, language, linguist)
  let best: { reply: string; score: number } | null = null
  heard.forEach(({ message, reply }, index) => {
    if (reply.role !== 'answer') return
    const score = merit(message, topic, language, linguist) + approval(heard, index, asker, linguist)
    if (score >= ENOUGH && score > (best?.score ?? 0)) best = { reply: reply.id, score }
  })
  return (best as { reply: string } | null)?.reply ?? null
}

const ENOUGH = 1.5
/** Longer answers tell no more; words. */
const LONG_ENOUGH = 80
const MOST_SHARED = 4

function merit(message: ThreadMessage, topic: ReadonlySet<string>, language: LanguageCode, linguist: Linguist): number {
  const text = fold(message.text)
  const shared = [...stems(message.text, language, linguist)].filter((stem) => topic.has(stem)).length
  const length = Math.log2(1 + Math.min(LONG_ENOUGH, countWords(message.text))) / 2
  const applause = message.reactions.filter(({ emoji }) => APPLAUSE.test(emoji)).flatMap(({ by }) => by).length
  return (
    length +
    Math.min(MOST_SHARED, shared) / 2 +
    Math.min(2, applause) +
    (SHOWN.test(message.text) ? 1 : 0) -
    (UNSURE.test(text) ? 1.5 : 0) -
    (text.trimEnd().endsWith('?') ? 1 : 0)
  )
}

const APPLAUSE = /^(?:\+1|thumbsup|heart|tada|raised_hands|clap|pray|100|star|👍|❤️?|🎉|🙌|👏|🙏|💯|⭐)$/u
const SHOWN = /`[^`\n]+`|```|https?:\/\//
const UNSURE =
  /\b(?:not sure|no idea|dont know|don't know|i have no|i'll (?:look|check|try|ask|take)|let me (?:look|check|try|ask)|will (?:look|check) into|looking into|same (?:problem|issue|error)|aucune idee|je (?:ne )?sais pas|je regarde|je vais (?:voir|regarder)|pas sur)\b/

/** What the asker said next about this answer, before anybody else spoke. */
function approval(heard: readonly Heard[], index: number, asker: PersonRef, linguist: Linguist): number {
  const next = heard[index + 1]?.message
  if (!next || next.by !== asker || heard[index]?.message.by === asker) return 0
  const said = linguist.thanks(next.text)
  return said === 'works' ? 5 : said === 'thanks' ? 2.5 : 0
}

const stems = (text: string, language: LanguageCode, linguist: Linguist): ReadonlySet<string> =>
  new Set(
    words(text.slice(0, READ_AT_MOST))
      .filter((word) => word.text.length > 2 && !linguist.isStopWord(word.text, language))
      .map((word) => linguist.stem(word.text, language)),
  )

const READ_AT_MOST = 4000
