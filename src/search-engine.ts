import type { TopicWord } from './knowledge/evidence.ts'
import { rankPeople } from './knowledge/expertise.ts'
import type { LanguageCode } from './knowledge/item.ts'
import type { Linguist } from './knowledge/linguist.ts'
import { Matcher } from './knowledge/matching/matcher.ts'
import { topicMatches } from './knowledge/topics.ts'
import type { Search } from './search.ts'
import type { Reader, Store } from './store/store.ts'

/** Items about a topic whose evidence counts, at most. */
const TOPIC_ITEMS = 200
/** An item counts when it meets most of a word of the topic. */
const MET_AT_LEAST = 0.7
/** The newest items tell who helps these days. */
const LATELY_ITEMS = 300
/** Changes that are read from the store at once. */
const CHANGES_AT_ONCE = 1000

/** Ranking over an index in memory that follows the store's log, whoever writes to it. */
export function openSearch(store: Store, linguist: Linguist): Search {
  const matcher = new Matcher(linguist)
  const follow = followStore(store, matcher)

  return {
    async items(question, reader, now, limit) {
      await follow()
      const [readable, language] = await Promise.all([store.readable(reader), languageOf(store, reader)])
      const { sure, confidence, items } = matcher.match(question, readable, language, now, limit)
      return { sure, confidence, items: items.map(({ id, score }) => ({ item: id, score })) }
    },

    async people(topic, reader, now, limit) {
      await follow()
      const [readable, language] = await Promise.all([store.readable(reader), languageOf(store, reader)])
      const ranking = matcher.match(topic, readable, language, now, TOPIC_ITEMS)
      const matches = ranking.items
        .filter(({ met }) => met >= MET_AT_LEAST)
        .map(({ id, score }) => ({ item: id, score }))
      const [evidence, lately, words, people, settings] = await Promise.all([
        store.evidence(
          matches.map(({ item }) => item),
          reader,
        ),
        store.evidence(matcher.newest(readable, LATELY_ITEMS), reader),
        store.topicWords(),
        store.people(),
        store.allPersonSettings(),
      ])
      const topicWords = words.filter((word) => concerns(word, topic, language))
      const ranked = rankPeople({ matches, evidence, lately, topicWords, people, settings }, now)
      return ranked.slice(0, limit).map(({ person, because, saysSo }) => ({ person, because, saysSo }))
    },
  }

  function concerns(word: TopicWord, topic: string, language: LanguageCode): boolean {
    return topicMatches(word.topic, topic, linguist, language)
  }
}

// Brings the index up to the last change in the log. Readers take turns, so that each sees all that was written before it asked.
function followStore(store: Store, matcher: Matcher): () => Promise<void> {
  let seq = 0
  let turn: Promise<void> = Promise.resolve()

  async function read(): Promise<void> {
    while ((await store.lastSeq()) > seq) {
      const changed = await store.changedSince(seq, CHANGES_AT_ONCE)
      for (const item of changed.removed) matcher.remove(item)
      for (const item of changed.items) matcher.put(item)
      if (changed.seq === seq) return
      seq = changed.seq
    }
  }

  return () => {
    turn = turn.catch(() => undefined).then(read)
    return turn
  }
}

const languageOf = (store: Store, reader: Reader): Promise<LanguageCode> =>
  reader.kind === 'person' ? store.languageOf(reader.person) : Promise.resolve('en')
