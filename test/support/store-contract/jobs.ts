import { expect, it } from 'vitest'
import { added, ref, START, settling } from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

const after = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000)

export function jobsContract(open: OpenStore): void {
  it('gives a job that is due to one caller, until it is done or let go of', async () => {
    const store = await open()
    await store.planJobs([
      { id: 'later', due: after(10) },
      { id: 'now', due: START },
    ])
    await store.planJobs([{ id: 'now', due: after(99) }])
    const claimed = async (minutes: number) =>
      (await store.claimJobs(after(minutes), after(minutes + 5), 9)).map(
        ({ id, tries, unended }) => `${id} ${tries}${unended ? ' unended' : ''}`,
      )
    expect(await claimed(0)).toEqual(['now 1'])
    expect(await claimed(1)).toEqual([])
    expect(await claimed(6)).toEqual(['now 1 unended'])
    await store.jobDone('now', after(20))
    expect(await claimed(12)).toEqual(['later 1'])
    await store.jobDone('later', null)
    expect(await claimed(30)).toEqual(['now 1'])
  })

  it('remembers why a job failed until it is done', async () => {
    const store = await open()
    await store.planJobs([{ id: 'now', due: START }])
    await store.claimJobs(START, after(5), 9)
    await store.jobFailed('now', 'Error', after(1))
    expect(await store.failedJobs()).toMatchObject([{ id: 'now', reason: 'Error' }])
    expect(await store.claimJobs(START, after(5), 9)).toEqual([])
    expect(await store.claimJobs(after(1), after(6), 9)).toMatchObject([{ id: 'now', tries: 2 }])
    await store.jobDone('now', after(60))
    expect(await store.failedJobs()).toEqual([])
  })

  it('gives a job that was given up to nobody, and shows it', async () => {
    const store = await open()
    await store.planJobs([{ id: 'never', due: START }])
    await store.claimJobs(START, after(5), 9)
    await store.jobFailed('never', 'Error', null)
    await store.planJobs([{ id: 'never', due: START }])
    expect(await store.claimJobs(after(9_999), after(10_000), 9)).toEqual([])
    expect(await store.failedJobs()).toEqual([{ id: 'never', reason: 'Error', at: START, again: null }])
  })

  it('keeps who was asked about a question, and what they said to it', async () => {
    const store = await open()
    const settle = settling(store)
    await settle('ana', [added(1)])
    await settle(null, [{ kind: 'requested', item: 1, person: ref('bo'), at: after(3) }])
    expect(await store.requestsFor([1, 2])).toMatchObject([
      { item: 1, person: ref('bo'), state: 'asked', at: after(3) },
    ])
    await settle('bo', [{ kind: 'requestTurned', item: 1, state: 'took' }])
    await settle('cy', [{ kind: 'requestTurned', item: 1, state: 'passed' }])
    expect(await store.requestsTo(ref('bo'), START)).toMatchObject([{ item: 1, state: 'took' }])
    expect(await store.requestsTo(ref('bo'), after(4))).toEqual([])
    expect(await store.requestsTo(ref('cy'), START)).toEqual([])
    await settle('bo', [{ kind: 'forgotten' }])
    expect(await store.requestsFor([1])).toEqual([])
  })

  it('keeps what people said of pairs of tags', async () => {
    const store = await open()
    const settle = settling(store)
    await settle('bo', [{ kind: 'tagPairJudged', tag: 'k8s', into: 'cluster', same: true }])
    await settle('bo', [{ kind: 'tagPairJudged', tag: 'cluster', into: 'k8s', same: false }])
    expect(await store.tagVerdicts()).toEqual([{ tag: 'cluster', other: 'k8s', person: ref('bo'), same: false }])
  })
}
