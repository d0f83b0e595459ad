import { setImmediate as breath } from 'node:timers/promises'
import type { TopicWord } from '../knowledge/evidence.ts'
import { isNameable, rankPeople } from '../knowledge/expertise.ts'
import type { LanguageCode } from '../knowledge/item.ts'
import type { Linguist } from '../knowledge/linguist.ts'
import { Matcher } from '../knowledge/matching/matcher.ts'
import { checksumIn } from '../knowledge/matching/pack.ts'
import type { Ranking } from '../knowledge/matching/rank.ts'
import type { Steps } from '../knowledge/matching/steps.ts'
import { topicMatches } from '../knowledge/topics.ts'
import type { Reader, Store } from '../store/store.ts'
import type { Expert, Search } from './search.ts'

/** Items about a topic whose evidence counts, at most. */
const TOPIC_ITEMS = 200
/** The newest items tell who helps these days. */
const LATELY_ITEMS = 300
/** Changes that are read from the store at once. */
const CHANGES_AT_ONCE = 1000

/** Where the index is kept between two runs. Several may read it; one keeps it. */
export interface IndexFile {
  read(): Promise<Uint8Array | null>
  /** Replaces what was there by these pieces, whole or not at all; not when, all being written, it is no longer `wanted`. */
  write(pieces: readonly Uint8Array[], wanted: () => Promise<boolean>): Promise<boolean>
}

/** Who only answers calls neither `tend` nor `save`: then the file is read and never written. */
export interface SearchEngine extends Search {
  /** Takes in all that was written before, so that no question has to wait for that. */
  catchUp(): Promise<void>
  /** Catches up, learns anew when it is time, and keeps the index when it is worth it. To be called every now and then. */
  tend(): Promise<void>
  /** Keeps the index for the next start, if there is anything new in it. */
  save(): Promise<void>
}

/** Ranking over an index in memory that follows the store's log, whoever writes to it. */
export function openSearch(store: Store, linguist: Linguist, file: IndexFile | null = null): SearchEngine {
  const matcher = new Matcher(linguist)
  const { follow, save, isWorthKeeping } = followStore(store, matcher, file)

  return {
    async catchUp() {
      await follow()
      matcher.prepare()
    },

    async tend() {
      await follow()
      await inTurns(matcher.learning())
      if (isWorthKeeping()) await save()
    },

    save,

    async items(question, reader, now, limit, without = new Set()) {
      await follow()
      const [readable, language] = await Promise.all([store.readable(reader), languageOf(store, reader)])
      const { sure, confidence, items } = await standing(
        (gone) => matcher.match(question, readable, language, now, limit, gone),
        reader,
        without,
      )
      return { sure, confidence, items: items.map(({ id, score }) => ({ item: id, score })) }
    },

    async people(topic, reader, now, limit) {
      await follow()
      const [readable, language] = await Promise.all([store.readable(reader), languageOf(store, reader)])
      const ranking = matcher.match(topic, readable, language, now, TOPIC_ITEMS)
      const matches = ranking.items.filter(({ about }) => about).map(({ id, score }) => ({ item: id, score }))
      const [evidence, lately, words, settings] = await Promise.all([
        store.evidence(
          matches.map(({ item }) => item),
          reader,
        ),
        store.evidence(matcher.newest(readable, LATELY_ITEMS), reader),
        store.topicWords(),
        store.allPersonSettings(),
      ])
      const topicWords = words.filter((word) => concerns(word, topic, language))
      return firstNameable(rankPeople({ matches, evidence, lately, topicWords, settings }, now), limit)
    },
  }

  /** Leaves out what a newer item took the place of, as far as the reader may read that one: another sees the old one. */
  async function standing(
    match: (without: ReadonlySet<number>) => Ranking,
    reader: Reader,
    unwanted: ReadonlySet<number>,
  ): Promise<Ranking> {
    const without = new Set(unwanted)
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

  // Only those who come first are looked up: many did something on one of these items.
  async function firstNameable(ranked: readonly Expert[], limit: number): Promise<readonly Expert[]> {
    const found: Expert[] = []
    for (const { person, score, because, saysSo } of ranked) {
      if (found.length >= limit) break
      const known = await store.person(person)
      if (known && isNameable(known)) found.push({ person, score, because, saysSo })
    }
    return found
  }

  function concerns(word: TopicWord, topic: string, language: LanguageCode): boolean {
    return topicMatches(word.topic, topic, linguist, language)
  }
}

/** Takes the steps one by one; between them others get their turn. */
async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await breath()
  }
}

const DRAWER = 'search'
const SAVED_AS = 'index'
/** So many changes, or this share of what there is, are soon read again: only more are worth keeping. */
const FEWEST_KEPT = 1000
const SHARE_KEPT = 0.05

// Brings the index up to the last change in the log. Readers take turns, so that each sees all that was written before
// it asked.
function followStore(store: Store, matcher: Matcher, file: IndexFile | null) {
  let seq: number | null = null
  /** Changes that the file lacks. */
  let unkept = 0
  /** The file is no good, or holds words of somebody who was forgotten. */
  let unclean = false
  let turn: Promise<unknown> = Promise.resolve()
  let writing: Promise<void> = Promise.resolve()

  async function read(): Promise<void> {
    seq ??= await begin()
    const from = seq
    while ((await store.lastSeq()) > seq) {
      const changed = await store.changedSince(seq, CHANGES_AT_ONCE)
      for (const item of changed.removed) matcher.remove(item)
      for (const item of changed.items) matcher.put(item)
      unkept += changed.removed.length + changed.items.length
      if (changed.seq === seq) break
      seq = changed.seq
    }
    // The first time, questions wait for what is learnt; later, what was learnt before serves meanwhile.
    if (!matcher.hasLearnt) await inTurns(matcher.learning())
    if (seq > from && from > 0 && (await store.forgottenSince(from))) unclean = true
  }

  async function begin(): Promise<number> {
    const bytes = (await file?.read()) ?? null
    const restored = bytes === null ? null : await restore(store, matcher, bytes)
    unclean = bytes !== null && restored === null
    return restored ?? 0
  }

  async function keep(to: IndexFile): Promise<void> {
    const made = await inTurn(async () => {
      await read()
      return unkept > 0 || unclean ? { packing: matcher.packing(seq ?? 0), at: seq ?? 0, changes: unkept } : null
    })
    if (made === null) return
    const { at, changes } = made
    const { pieces, checksum } = await inTurns(made.packing)
    const isWanted = async () => !(await store.forgottenSince(at))
    if (!(await to.write(pieces, isWanted))) return
    await store.keepPut(DRAWER, SAVED_AS, String(checksum))
    unkept -= changes
    unclean = !(await isWanted())
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.catch(() => undefined).then(act)
    turn = mine
    return mine
  }

  return {
    follow: () => inTurn(read),
    // Questions are answered while it is packed and written.
    save(): Promise<void> {
      if (file !== null) writing = writing.catch(() => undefined).then(() => keep(file))
      return writing
    },
    isWorthKeeping: () => file !== null && (unclean || unkept >= Math.max(FEWEST_KEPT, SHARE_KEPT * matcher.size)),
  }
}

// The change up to which the kept index goes; null when it is no good, or not the one that this very store kept: a store
// that was put back from a backup has had another history.
async function restore(store: Store, matcher: Matcher, bytes: Uint8Array): Promise<number | null> {
  if (bytes.length < SHORTEST_INDEX) return null
  if ((await store.keepGet(DRAWER, SAVED_AS)) !== String(checksumIn(bytes))) return null
  return matcher.restore(bytes)
}

/** Bytes in front of the sum that names the content, and the sum. */
const SHORTEST_INDEX = 16

const languageOf = (store: Store, reader: Reader): Promise<LanguageCode> =>
  reader.kind === 'person' ? store.languageOf(reader.person) : Promise.resolve('en')
