import { afterEach, describe, expect, it } from 'vitest'
import { personRef, placeRef } from '../../../src/chat/ref.ts'
import { asHttp, SIGNING_SECRET, signed } from '../../support/fake-slack/index.ts'
import {
  openSlackBot,
  type SlackBot,
  type SlackBotOptions,
  type TransportKind,
  until,
} from '../../support/slack-bot.ts'

const lea = personRef('slack:T1/ULEA')
const ops = placeRef('slack:T1/C1')
const transports: TransportKind[] = ['http', 'socket']

let bot: SlackBot
const open = async (options: SlackBotOptions = {}): Promise<void> => {
  bot = await openSlackBot(options)
  await bot.ready()
}
afterEach(() => bot.close())

const post = (words: string, more: object = {}) =>
  ({ kind: 'post', to: ops, thread: null, doc: [{ kind: 'quote', text: words }], ...more }) as const

describe.each(transports)('faults over %s', (transport) => {
  it('keeps an event before Slack gets its answer', async () => {
    await open({ transport })
    let safe = false
    bot.host.before = async (event) => {
      if (event.kind !== 'said') return
      await new Promise((resolve) => setTimeout(resolve, 60))
      safe = true
    }
    bot.fake.says('ULEA', 'C1', 'a thing')
    await until(() => bot.fake.wire.sent.some((sent) => sent.payload.type === 'event_callback' && sent.acked))
    expect(safe).toBe(true)
  })

  it('leaves an event that cannot be kept with Slack, and takes it when it comes again', async () => {
    await open({ transport, ackMs: 300 })
    let failures = 1
    bot.host.before = async (event) => {
      if (event.kind === 'said' && failures-- > 0) throw new Error('disk full')
    }
    bot.fake.says('ULEA', 'C1', 'a thing')
    await bot.settled()
    expect(bot.fake.wire.sent.map(({ tries, acked }) => [tries, acked])).toEqual([[2, true]])
    expect(bot.host.heard('said')).toHaveLength(1)
  })

  it('does not acknowledge a command that cannot be kept', async () => {
    await open({ transport, ackMs: 300 })
    bot.host.before = async () => {
      throw new Error('disk full')
    }
    const sent = bot.fake.command('ULEA', 'C1', '/ask', 'x')
    await bot.settled()
    expect(sent.acked).toBe(false)
  })

  it('has one effect for what comes three times', async () => {
    await open({ transport })
    bot.fake.wire.options.copies = 3
    const said = bot.fake.says('ULEA', 'C1', '<@UBOT> hello')
    bot.fake.happenings.reacts('UOMAR', bot.fake.at('C1'), said, 'brain')
    bot.fake.happenings.joins('UIRIS', bot.fake.at('C2'))
    await bot.settled()
    const kinds = bot.host.events.map(({ kind }) => kind).filter((kind) => kind !== 'personChanged')
    expect(kinds.filter((kind) => kind !== 'placeChanged').sort()).toEqual(['membersChanged', 'reacted', 'said'])
  })

  it('goes on after a restart, with its response URLs', async () => {
    await open({ transport })
    bot.fake.command('ULEA', 'C1', '/ask', 'x')
    await bot.settled()
    expect(JSON.stringify([...bot.host.drawer])).not.toContain('ULEA')
    bot = await bot.restart()
    await bot.platform.deliver('d1', post('late answer', { onlyFor: lea }))
    expect(bot.fake.ephemerals('ULEA').map(({ text }) => text)).toEqual(['late answer'])
    bot.fake.says('ULEA', 'C1', 'still there?')
    await bot.settled()
    expect(bot.host.heard('said').map(({ text }) => text)).toContain('still there?')
  })

  it('waits for what it is taking in before it stops', async () => {
    await open({ transport })
    let kept = 0
    bot.host.before = async () => {
      await new Promise((resolve) => setTimeout(resolve, 80))
      kept += 1
    }
    bot.fake.says('ULEA', 'C1', 'the last words')
    await new Promise((resolve) => setTimeout(resolve, 30))
    await bot.platform.stop()
    expect(kept).toBe(1)
    await bot.platform.stop()
  })
})

describe('sockets', () => {
  it('loses nothing while Slack renews a socket', async () => {
    await open({ transport: 'socket' })
    for (let turn = 0; turn < 20; turn += 1) {
      if (turn === 5 || turn === 12) bot.fake.refresh()
      bot.fake.says('ULEA', 'C1', `words ${turn}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await bot.settled()
    expect(bot.host.heard('said')).toHaveLength(20)
    await until(() => bot.fake.wire.sockets.size === 2)
  })

  it('comes back after an outage, by itself', async () => {
    await open({ transport: 'socket', ackMs: 200, retryMs: [100, 200, 400, 800, 1600] })
    bot.fake.goesDown()
    bot.fake.says('ULEA', 'C1', 'said in the dark')
    await until(() => bot.troubles.length > 0)
    expect((await bot.platform.health()).ready).toBe(false)
    await new Promise((resolve) => setTimeout(resolve, 300))
    bot.fake.comesBack()
    await until(() => bot.fake.wire.sockets.size === 2, 5_000)
    await bot.settled()
    expect(bot.host.heard('said')).toHaveLength(1)
    expect(bot.troubles.map(({ message }) => message).join()).not.toContain('xapp')
    expect((await bot.platform.health()).ready).toBe(true)
  })

  it('gives up a socket that is never greeted, and gets another', async () => {
    await open({ transport: 'socket', hurry: 100 })
    bot.fake.wire.mute = true
    bot.fake.refresh()
    await until(() => bot.troubles.length > 0)
    bot.fake.wire.mute = false
    await until(() => bot.fake.wire.sockets.size === 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(bot.fake.wire.sockets.size).toBe(2)
    bot.fake.says('ULEA', 'C1', 'hello')
    await bot.settled()
    expect(bot.host.heard('said')).toHaveLength(1)
  })

  it('bears a notice of too many events, which its library does not', async () => {
    await open({ transport: 'socket' })
    const notice = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1767600000, api_app_id: 'A1' }
    for (const socket of bot.fake.wire.sockets) {
      socket.send(JSON.stringify({ envelope_id: 'e0', type: 'events_api', payload: notice }))
      socket.send('no JSON at all')
    }
    await until(() => bot.troubles.length === 2)
    expect(bot.troubles.map(({ message }) => message)[0]).toContain('does not understand')
    bot.fake.says('ULEA', 'C1', 'hello')
    await bot.settled()
    expect(bot.host.heard('said')).toHaveLength(1)
  })

  it('stops in the middle of an outage without a complaint', async () => {
    await open({ transport: 'socket' })
    bot.fake.goesDown()
    await until(() => bot.troubles.length > 0)
    await bot.platform.stop()
    expect(bot.host.heard('said')).toEqual([])
  })

  it('tells on /readyz whether it is connected', async () => {
    await open({ transport: 'socket' })
    const ready = await fetch(`http://127.0.0.1:${bot.platform.port}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true, why: 'connected' }])
    bot.fake.goesDown()
    await until(() => bot.troubles.length > 0)
    const deaf = await fetch(`http://127.0.0.1:${bot.platform.port}/readyz`)
    expect([deaf.status, await deaf.json()]).toEqual([503, { ok: false, why: 'no socket to Slack' }])
    expect((await fetch(`http://127.0.0.1:${bot.platform.port}/healthz`)).status).toBe(200)
  })
})

describe('calls over http', () => {
  const event = {
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'EvX',
    event: { type: 'message', ts: '1767600009.000100' },
  }
  const { body, contentType } = asHttp({ type: 'events_api', payload: event })
  const now = (): number => Math.floor(Date.now() / 1000)
  const call = async (headers: Record<string, string>, sent = body): Promise<number> => {
    const url = bot.fake.wire.httpUrl ?? ''
    const response = await fetch(url, {
      method: 'POST',
      body: sent,
      headers: { 'content-type': contentType, ...headers },
    })
    return response.status
  }

  it('takes what Slack signed, and nothing else', async () => {
    await open()
    expect(await call(signed(SIGNING_SECRET, String(now()), body))).toBe(200)
    expect(await call(signed('another secret of that length', String(now()), body))).toBe(401)
    expect(await call(signed(SIGNING_SECRET, String(now()), `${body} `))).toBe(401)
    expect(await call({})).toBe(401)
  })

  it('refuses what is too old or from the future', async () => {
    await open()
    expect(await call(signed(SIGNING_SECRET, String(now() - 400), body))).toBe(401)
    expect(await call(signed(SIGNING_SECRET, String(now() + 400), body))).toBe(401)
    expect(await call(signed(SIGNING_SECRET, String(now() + 100), body))).toBe(200)
  })

  it('refuses a body of two megabytes', async () => {
    await open()
    const huge = 'x'.repeat(2_000_000)
    expect(await call(signed(SIGNING_SECRET, String(now()), huge), huge)).toBe(413)
  })

  it('tells on /readyz that the store does not answer', async () => {
    await open()
    bot.host.keep.get = async () => {
      throw new Error('disk full')
    }
    const base = `http://127.0.0.1:${bot.platform.port}`
    expect((await fetch(`${base}/readyz`)).status).toBe(503)
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
    expect((await fetch(`${base}/elsewhere`)).status).toBe(404)
  })
})
