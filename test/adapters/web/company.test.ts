import { describe, expect, it } from 'vitest'
import { company } from '../../../adapters/web/company/index.ts'
import type { HistoryRecord } from '../../../src/chat/history.ts'
import { NOON } from '../../support/web-page.ts'

async function recordsOf(now: Date, url: string | null = null): Promise<readonly HistoryRecord[]> {
  const records: HistoryRecord[] = []
  for await (const record of company(now, url).records()) records.push(record)
  return records
}

const threadsOf = async (now: Date, url: string | null = null) =>
  (await recordsOf(now, url)).flatMap((record) => (record.kind === 'thread' ? [record.messages] : []))

describe('the company that does not exist', () => {
  it('has people, channels of both kinds and some forty threads in both languages', async () => {
    const records = await recordsOf(NOON)
    const people = records.flatMap((record) => (record.kind === 'person' ? [record.person] : []))
    const places = records.flatMap((record) => (record.kind === 'place' ? [record.place] : []))
    expect(people.map((person) => person.standing)).toEqual(expect.arrayContaining(['member', 'guest', 'left']))
    expect(new Set(people.map((person) => person.locale?.slice(0, 2)))).toEqual(new Set(['fr', 'en']))
    expect(new Set(places.map((place) => place.audience))).toEqual(new Set(['everyone', 'members']))
    const threads = await threadsOf(NOON)
    expect(threads.length).toBeGreaterThanOrEqual(35)
    expect(
      threads.filter((thread) => thread.flatMap(({ reactions }) => reactions).some(isCheck)).length,
    ).toBeGreaterThan(20)
    expect(
      threads.filter((thread) => !thread.flatMap(({ reactions }) => reactions).some(isCheck)).length,
    ).toBeGreaterThan(6)
  })

  it('names in its threads only people and places that it has, and nobody writes where they may not read', async () => {
    const records = await recordsOf(NOON)
    const people = new Set<string>(records.flatMap((record) => (record.kind === 'person' ? [record.person.ref] : [])))
    const rooms = new Map(records.flatMap((record) => (record.kind === 'place' ? [[record.place.ref, record]] : [])))
    for (const { place, by, reactions } of (await threadsOf(NOON)).flat()) {
      const named = [by, ...reactions.flatMap((reaction) => reaction.by)]
      expect(named.filter((ref) => !people.has(ref))).toEqual([])
      const room = rooms.get(place)
      expect(room).toBeDefined()
      if (room?.place.audience === 'members') expect(room.members).toEqual(expect.arrayContaining(named))
    }
  })

  it('talks on working days of the last eighteen months, in the order of time', async () => {
    const all = (await threadsOf(NOON)).flat()
    for (const { at } of all) {
      expect([0, 6]).not.toContain(at.getUTCDay())
      expect(at.getTime()).toBeLessThan(NOON.getTime())
      expect(NOON.getTime() - at.getTime()).toBeLessThan(550 * 86_400_000)
    }
    const byRef = all.toSorted((a, b) => (a.message.split('/')[1] ?? '').localeCompare(b.message.split('/')[1] ?? ''))
    expect(byRef.map(({ at }) => at.getTime())).toEqual(byRef.map(({ at }) => at.getTime()).toSorted((a, b) => a - b))
  })

  it('is the same for the page and for the store when both look on the same day', async () => {
    const evening = new Date('2026-03-04T23:59:00Z')
    expect(await threadsOf(evening)).toEqual(await threadsOf(NOON))
  })

  it('links each message to where the page is', async () => {
    const [first] = await threadsOf(NOON, 'http://127.0.0.1:3000')
    expect(first?.[0]?.permalink).toMatch(/^http:\/\/127\.0\.0\.1:3000\/\?place=web%3A[a-z-]+&message=web%3A/)
  })
})

const isCheck = ({ emoji }: { readonly emoji: string }): boolean => emoji === 'white_check_mark'
