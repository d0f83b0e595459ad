import type { LanguageCode } from './item.ts'
import type { Linguist } from './linguist.ts'
import { isQuiet, termReader } from './matching/terms.ts'

/** Whether a topic that somebody declared, hid or denied is what is asked about: each of its words stands in the question. */
export function topicMatches(topic: string, question: string, linguist: Linguist, language: LanguageCode): boolean {
  const reader = termReader(linguist)
  const asked = new Set(reader.read(question, language))
  return [topic, topic.replace(JOINTS, ' ')].some((said) => {
    const words = reader.read(said, language).filter((word) => !isQuiet(word))
    return words.length > 0 && words.every((word) => asked.has(word))
  })
}

/** A topic is one word for whoever declares it (`swiss-vat`), and several for whoever asks. */
const JOINTS = /[-_./]+/g
