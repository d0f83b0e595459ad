import { expect, it } from 'vitest'
import type { PersonRef } from '../../../src/chat/ref.ts'
import { messageRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import type { Change } from '../../../src/knowledge/change.ts'
import type { Settlement } from '../../../src/store/store.ts'
import { Stale } from '../../../src/store/store.ts'
import { added, opened, person, place, ref, reply, SAVOIR, START, seen, settling, spot } from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

const LATER = new Date(START.getTime() + 60_000)
const anna = personRef('other:anna')
const annaSeen: Change = { kind: 'personSeen', person: { ...person('anna'), ref: anna } }
const lab = placeRef('other:lab')
const direct = (to: PersonRef) => ({ kind: 'direct', to, doc: [] }) as const

/** Ana of one platform is Anna of another. */
export function accountsContract(open: OpenStore): void {
  const setUp = async () => {
    const store = await open()
    const settle = settling(store)
    const act = (by: PersonRef, changes: readonly Change[], more: Partial<Settlement> = {}) =>
      settle('ana', changes, { by, ...more })
    await settle(null, [
      seen('ana'),
      seen('bo'),
      annaSeen,
      opened('ops', ['ana', 'bo']),
      { kind: 'placeSeen', place: { ...place('lab'), ref: lab, audience: 'members' }, members: [anna] },
    ])
    const join = async () => {
      await settle('ana', [{ kind: 'codeGiven', code: 'CODE', until: LATER }])
      await act(anna, [{ kind: 'accountsJoined', accounts: [ref('ana'), anna], how: 'code', code: 'CODE' }])
    }
    return { store, settle, act, join }
  }

  it('gives a code to one account, and takes it once', async () => {
    const { store, settle, act, join } = await setUp()
    await settle('ana', [{ kind: 'codeGiven', code: 'OLD', until: LATER }])
    await join()
    expect(await store.joinCode('OLD')).toBeNull()
    expect(await store.joinCode('CODE')).toBeNull()
    const again = { kind: 'accountsJoined', accounts: [ref('ana'), ref('bo')], how: 'code', code: 'CODE' } as const
    await expect(act(ref('bo'), [again])).rejects.toThrow(Stale)
    expect(await store.accountsOf(ref('bo'))).toEqual([])
    expect((await store.accountsOf(anna)).map((account) => [account.ref, account.how])).toEqual([
      [anna, 'code'],
      [ref('ana'), 'code'],
    ])
  })

  it('counts wrong codes of all accounts of a person', async () => {
    const { store, act, join } = await setUp()
    await join()
    await act(anna, [{ kind: 'codeMissed' }])
    await act(ref('ana'), [{ kind: 'codeMissed' }])
    expect(await store.missedCodes(anna, START)).toBe(2)
    expect(await store.missedCodes(ref('ana'), LATER)).toBe(0)
    expect(await store.missedCodes(ref('bo'), START)).toBe(0)
  })

  it('names a person once, by one ref, and tells platforms of every account', async () => {
    const { store, join } = await setUp()
    await join()
    expect((await store.people()).map((one) => one.ref).sort()).toEqual([ref('ana'), ref('bo')])
    expect(await store.person(anna)).toEqual(await store.person(ref('ana')))
    expect((await store.accounts()).map((one) => one.ref)).toEqual([anna, ref('ana'), ref('bo')])
    expect(await store.behind([anna, ref('bo')])).toEqual(new Map([[anna, ref('ana')]]))
    expect(await store.members(lab)).toEqual([anna])
  })

  it('keeps words under the account of the platform where they were said', async () => {
    const { store, act, join } = await setUp()
    await join()
    const there = messageRef('other:lab/1')
    const said = {
      by: ref('ana'),
      source: { place: lab, message: there, permalink: null },
      audience: 'members',
    } as const
    await act(anna, [added(1, { ...said, replies: [reply('r', 'ana', { message: messageRef('other:lab/2') })] })])
    await act(ref('ana'), [added(2), { kind: 'replyAdded', item: 1, reply: reply('s', 'ana', { message: null }) }])
    const [one] = await store.items([1], SAVOIR)
    expect([one?.by, ...(one?.replies ?? []).map(({ by }) => by)]).toEqual([ref('ana'), ref('ana'), ref('ana')])
    await act(anna, [{ kind: 'accountSplit', account: anna }])
    const [apart, other] = await store.items([1, 2], SAVOIR)
    expect([apart?.by, ...(apart?.replies ?? []).map(({ by }) => by)]).toEqual([anna, anna, ref('ana')])
    expect(other?.by).toBe(ref('ana'))
  })

  it('sends on the account of the place, of whoever acts, or that was used last; erases all', async () => {
    const { store, act, join } = await setUp()
    await join()
    await act(anna, [], {
      event: 'acting',
      deliveries: [
        direct(ref('ana')),
        { kind: 'post', to: spot('ops'), thread: null, doc: [], onlyFor: anna },
        { kind: 'post', to: lab, thread: null, doc: [], onlyFor: ref('ana') },
        { kind: 'erase', to: ref('ana') },
      ],
    })
    const said = { kind: 'said', id: 'used', at: LATER, by: anna, in: lab, message: null, thread: null } as const
    await store.receive({ ...said, text: 'me', addressed: 'direct', permalink: null })
    await act(anna, [{ kind: 'topicDeclared', topic: 'kafka' }], { event: 'used', at: LATER })
    await act(ref('bo'), [], { event: 'unasked', deliveries: [direct(ref('ana'))] })
    const out: (readonly [string, string])[] = []
    for (;;) {
      const claimed = await store.claim({ except: [] }, LATER, 9)
      if (!claimed.length) break
      for (const { id, platform, delivery } of claimed) {
        const to = delivery.kind === 'post' ? delivery.onlyFor : delivery.to
        out.push([id.replace(/#.*/, ''), `${platform} ${to}`])
        await store.sent(id)
      }
    }
    expect(out.sort()).toEqual(
      [
        ['acting', `other ${anna}`],
        ['acting', `other ${anna}`],
        ['acting', `other ${anna}`],
        ['acting', `web ${ref('ana')}`],
        ['acting', `web ${ref('ana')}`],
        ['unasked', `other ${anna}`],
      ].sort(),
    )
  })

  it('lets go of both accounts, and of what joined them, when the person is forgotten', async () => {
    const { store, settle, act, join } = await setUp()
    await join()
    await settle('bo', [added(3, { by: ref('bo') })])
    await act(anna, [{ kind: 'itemEdited', item: 3, title: 'a', body: 'of Anna' }])
    await act(ref('ana'), [{ kind: 'itemEdited', item: 3, title: 'b', body: 'of Ana' }])
    await act(ref('ana'), [added(1, { by: ref('ana') })])
    await act(anna, [{ kind: 'forgotten' }])
    expect(await store.items([1], SAVOIR)).toEqual([])
    expect((await store.items([3], SAVOIR))[0]?.body).toBe('body 3')
    expect(await store.accountsOf(anna)).toEqual([])
    expect((await store.accounts()).map(({ name }) => name)).toEqual(['', '', 'Bo'])
  })

  it('splits for whoever has the account, and for nobody else', async () => {
    const { store, settle, act, join } = await setUp()
    await join()
    await settle('bo', [{ kind: 'accountSplit', account: anna }])
    expect(await store.accountsOf(anna)).toHaveLength(2)
    await act(ref('ana'), [{ kind: 'accountSplit', account: anna }])
    expect(await store.accountsOf(anna)).toEqual([])
    expect(await store.accountsOf(ref('ana'))).toEqual([])
  })
}
