import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FakeSlack, Sent } from '../test/support/fake-slack/index.ts'
import { bundled, run } from '../test/support/run-typescript.ts'
import type { TransportKind } from '../test/support/slack-bot.ts'
import { companySlack } from '../test/support/slack-savoir.ts'
import { tempFolder } from './temp-folder.ts'

const EVENTS = 3_000
const WARM_UP = 500
/** Events under way at a time. */
const AT_ONCE = 24
const ROUNDS = 3

interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly startMs: number
  readonly megabytes: number
}

/** Compares Savoir with bare Bolt on the same stand-in for Slack, in turns, each in a process of its own. */
async function main(): Promise<void> {
  const folder = tempFolder()
  const bare = await bundled('bench/slack-bare.ts', join(folder, 'bare'))
  const savoir = await bundled('test/support/slack-process.ts', join(folder, 'savoir'))
  for (const transport of ['http', 'socket'] as const) {
    const rounds: { bare: Measured; savoir: Measured }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const path = join(folder, `${transport}${round}.db`)
      rounds.push({
        bare: await measure(transport, (fake) => run(bare, transport, fake.apiUrl, fake.world.bot.token)),
        savoir: await measure(transport, (fake) => run(savoir, path, transport, fake.apiUrl, fake.world.bot.token)),
      })
    }
    for (const name of ['bare', 'savoir'] as const)
      print(
        transport,
        name,
        rounds.map((round) => round[name]),
      )
    const ratios = rounds.map((round) => round.savoir.perSecond / round.bare.perSecond).sort((a, b) => a - b)
    console.log(`${transport}: Savoir does ${(ratios[Math.floor(ROUNDS / 2)] ?? 0).toFixed(2)} of what bare Bolt does`)
  }
}

async function measure(transport: TransportKind, start: (fake: FakeSlack) => ChildProcess): Promise<Measured> {
  const fake = await companySlack()
  const startedAt = performance.now()
  const child = start(fake)
  const port = await portOf(child)
  const startMs = performance.now() - startedAt
  fake.wire.httpUrl = transport === 'http' ? `http://127.0.0.1:${port}/slack/events` : null
  await load(fake, WARM_UP)
  const from = fake.wire.sent.length
  const began = performance.now()
  await load(fake, EVENTS)
  const seconds = (performance.now() - began) / 1000
  const acks = fake.wire.sent
    .slice(from)
    .map(({ ackMs }: Sent) => ackMs)
    .sort((a, b) => a - b)
  const megabytes = memoryOf(child)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await fake.close()
  const at = (share: number): number => acks[Math.floor(acks.length * share)] ?? 0
  return { perSecond: EVENTS / seconds, p50: at(0.5), p99: at(0.99), startMs, megabytes }
}

/** Messages in a channel, and a command behind them: its answer tells that all before it are handled. */
async function load(fake: FakeSlack, events: number): Promise<void> {
  const before = fake.ephemerals('ULEA').length
  let said = 0
  const talk = async (): Promise<void> => {
    while (said < events) {
      said += 1
      fake.says('ULEA', 'C1', `the deployment number ${said} went through without a question`)
      const sent = fake.wire.sent.at(-1)
      while (sent && !sent.acked) await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, talk))
  fake.command('ULEA', 'C1', '/savoir', 'help')
  while (fake.ephemerals('ULEA').length === before) await new Promise((resolve) => setTimeout(resolve, 1))
}

const memoryOf = (child: ChildProcess): number => {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes ?? 0) / 1024
}

async function portOf(child: ChildProcess): Promise<number> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    const port = /listening (\d+)/.exec(said)?.[1]
    if (port) return Number(port)
  }
  throw new Error('it did not start')
}

function print(transport: string, name: string, rounds: readonly Measured[]): void {
  const middle = (of: (one: Measured) => number): number =>
    rounds.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
  const figures = [
    `${middle((it) => it.perSecond).toFixed(0)} events/s`,
    `ack p50 ${middle((it) => it.p50).toFixed(1)} ms, p99 ${middle((it) => it.p99).toFixed(1)} ms`,
    `start ${middle((it) => it.startMs).toFixed(0)} ms`,
    `${middle((it) => it.megabytes).toFixed(0)} MB`,
  ]
  console.log(`${transport} ${name.padEnd(6)} ${figures.join(' · ')}`)
}

void main()
