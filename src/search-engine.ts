import type { TopicWord } from './knowledge/evidence.ts'
import { rankPeople } from './knowledge/expertise.ts'
import type { LanguageCode } from './knowledge/item.ts'
import type { Linguist } from './knowledge/linguist.ts'
import { Matcher } from './knowledge/matching/matcher.ts'
import { checksumIn } from './knowledge/matching/pack.ts'
import type { Ranking } from './knowledge/matching/rank.ts'
import { topicMatches } from './knowledge/topics.ts'
import type { Search } from './search.ts'
import type { Reader, Store } from './store/store.ts'

/** Items about a topic whose evidence counts, at most. */
const TOPIC_ITEMS = 200
/** The newest items tell who helps these days. */
const LATELY_ITEMS = 300
/** Changes that are read from the store at once. */
const CHANGES_AT_ONCE = 1000

/** Where the index is kept between two runs. */
export interface IndexFile {
  read(): Promise<Uint8Array | null>
  /** Replaces what was there, whole or not at all. */
  write(bytes: Uint8Array): Promise<void>
}

export interface SearchEngine extends Search {
  /** Keeps the index for the next start. To be called now and then, and at once after somebody asked to be forgotten. */
  save(): Promise<void>
}

/** Ranking over an index in memory that follows the store's log, whoever writes to it. */
export function openSearch(store: Store, linguist: Linguist, file: IndexFile | null = null): SearchEngine {
  const matcher = new Matcher(linguist)
  const follower = followStore(store, matcher, file)
  const { follow } = follower

  return {
    save: follower.save,

    async items(question, reader, now, limit) {
      await follow()
      const [readable, language] = await Promise.all([store.readable(reader), languageOf(store, reader)])
      const { sure, confidence, items } = await standing(
        (without) => matcher.match(question, readable, language, now, limit, without),
        reader,
      )
      return { sure, confidence, items: items.map(({ id, score }) => ({ item: id, score })) }
    },

    async people(topic, reader, now, limit) {
      await follow()
      const [readable, language] = await Promise.all([store.readable(reader), languageOf(store, reader)])
      const ranking = matcher.match(topic, readable, language, now, TOPIC_ITEMS)
      const matches = ranking.items.filter(({ about }) => about).map(({ id, score }) => ({ item: id, score }))
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
      return ranked.slice(0, limit).map(({ person, score, because, saysSo }) => ({ person, score, because, saysSo }))
    },
  }

  /** Leaves out what a newer item took the place of, as far as the reader may read that one: another sees the old one. */
  async function standing(match: (without: ReadonlySet<number>) => Ranking, reader: Reader): Promise<Ranking> {
    const without = new Set<number>()
    for (;;) {
      const ranking = match(without)
      const items = await store.items(
        ranking.items.map(({ id }) => id),
        reader,
      )
      const superseded = items.filter((item) => item.supersededBy !== null)
      if (!superseded.length) return ranking
      for (const { id } of superseded) without.add(id)
    }
  }

  function concerns(word: TopicWord, topic: string, language: LanguageCode): boolean {
    return topicMatches(word.topic, topic, linguist, language)
  }
}

const DRAWER = 'search'
const SAVED_AS = 'index'

// Brings the index up to the last change in the log. Readers take turns, so that each sees all that was written before
// it asked.
function followStore(store: Store, matcher: Matcher, file: IndexFile | null) {
  let seq: number | null = null
  let turn: Promise<void> = Promise.resolve()

  async function read(): Promise<void> {
    let known = seq ?? (await restored(store, matcher, file))
    while ((await store.lastSeq()) > known) {
      const changed = await store.changedSince(known, CHANGES_AT_ONCE)
      for (const item of changed.removed) matcher.remove(item)
      for (const item of changed.items) matcher.put(item)
      if (changed.seq === known) break
      known = changed.seq
    }
    seq = known
  }

  async function write(): Promise<void> {
    await read()
    if (file === null || seq === null) return
    const bytes = matcher.toBytes(seq)
    await file.write(bytes)
    await store.keepPut(DRAWER, SAVED_AS, String(checksumIn(bytes)))
  }

  function inTurn(act: () => Promise<void>): () => Promise<void> {
    return () => {
      turn = turn.catch(() => undefined).then(act)
      return turn
    }
  }

  return { follow: inTurn(read), save: inTurn(write) }
}

// The change up to which the kept index goes; 0 when there is none, or not the one that this very store kept: a store
// that was put back from a backup has had another history.
async function restored(store: Store, matcher: Matcher, file: IndexFile | null): Promise<number> {
  const bytes = file === null ? null : await file.read()
  if (bytes === null || bytes.length < 16) return 0
  if ((await store.keepGet(DRAWER, SAVED_AS)) !== String(checksumIn(bytes))) return 0
  return matcher.restore(bytes) ?? 0
}

const languageOf = (store: Store, reader: Reader): Promise<LanguageCode> =>
  reader.kind === 'person' ? store.languageOf(reader.person) : Promise.resolve('en')
