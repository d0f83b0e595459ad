import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FakeTeams } from '../test/support/fake-teams/index.ts'
import { bundled, run } from '../test/support/run-typescript.ts'
import { companyTeams, environmentFor, OPS } from '../test/support/teams-savoir.ts'
import { tempFolder } from './temp-folder.ts'

const EVENTS = 600
const WARM_UP = 100
/** Events under way at a time. */
const AT_ONCE = 24
const TURNS = 60
/** Each writes in their own chat, so that no limit of a conversation is in the way. */
const WRITERS = 30
/** Savoir keeps within 25 calls a second. */
const BETWEEN_TURNS_MS = 60
const ROUNDS = 3
const DAY_MS = 86_400_000

interface Measured {
  readonly perSecond: number
  readonly ack50: number
  readonly ack99: number
  readonly turn50: number
  readonly turn99: number
  readonly startMs: number
  readonly megabytes: number
}

/** Compares Savoir with the bare SDK on the same stand-in for Teams, in turns, each in a process of its own. */
async function main(): Promise<void> {
  const folder = tempFolder()
  const bare = await bundled('bench/teams-bare.ts', join(folder, 'bare'))
  const savoir = await bundled('test/support/teams-process.ts', join(folder, 'savoir'))
  const rounds: { bare: Measured; savoir: Measured }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = join(folder, `${round}.db`)
    rounds.push({
      bare: await measure((fake) => run(bare, fake.world.appId, fake.url)),
      savoir: await measure(() => run(savoir, path)),
    })
  }
  for (const name of ['bare', 'savoir'] as const)
    print(
      name,
      rounds.map((round) => round[name]),
    )
  await startUp(folder)
}

async function measure(start: (fake: FakeTeams) => ChildProcess): Promise<Measured> {
  // Each message is a second later than the one before: none of them may come out of the future.
  const fake = await companyTeams(new Date(Date.now() - DAY_MS))
  Object.assign(process.env, environmentFor(fake))
  const startedAt = performance.now()
  const child = start(fake)
  const [, port] = await saying(child, /listening (\d+)/)
  const startMs = performance.now() - startedAt
  fake.botUrl = `http://127.0.0.1:${port}`
  const token = fake.token()
  await acks(fake, token, WARM_UP)
  const began = performance.now()
  const taken = await acks(fake, token, EVENTS)
  const perSecond = EVENTS / ((performance.now() - began) / 1000)
  const turned = await turns(fake, token)
  const megabytes = memoryOf(child)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await fake.close()
  return {
    perSecond,
    ack50: at(taken, 0.5),
    ack99: at(taken, 0.99),
    turn50: at(turned, 0.5),
    turn99: at(turned, 0.99),
    startMs,
    megabytes,
  }
}

/** Talk in a channel that nobody addresses to Savoir: how long Teams waits for each to be taken. */
async function acks(fake: FakeTeams, token: string, events: number): Promise<readonly number[]> {
  const taken: number[] = []
  let said = 0
  const talk = async (): Promise<void> => {
    while (said < events) {
      const id = fake.nextId()
      said += 1
      const text = `the deployment number ${said} went through without a question`
      const activity = { ...fake.envelope('lea', OPS, id), type: 'message', id, text, entities: [] }
      const from = performance.now()
      await fake.tell(activity, { token })
      taken.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, talk))
  return taken
}

/** One after the other: from a message to its answer, as Teams sees it. */
async function turns(fake: FakeTeams, token: string): Promise<readonly number[]> {
  const chats = Array.from({ length: WRITERS }, (_, index) => {
    const ref = `p${index}`
    fake.user(ref, { name: `Person ${index}` })
    return { ref, home: fake.personal(ref) }
  })
  const taken: number[] = []
  for (let turn = 0; turn < WRITERS + TURNS; turn += 1) {
    const { ref, home } = chats[turn % WRITERS] as (typeof chats)[number]
    const before = fake.botMessages(home).length
    const words = { type: 'message', id: fake.nextId(), text: 'help', entities: [] }
    const from = performance.now()
    const told = fake.tell({ ...fake.envelope(ref, home), ...words }, { token })
    while (fake.botMessages(home).length === before) await new Promise((resolve) => setImmediate(resolve))
    // Whoever writes for the first time has to be looked up.
    if (turn >= WRITERS) taken.push(performance.now() - from)
    await told
    await pause(BETWEEN_TURNS_MS)
  }
  return taken
}

/** The command itself, with Teams and without, each as often. */
async function startUp(folder: string): Promise<void> {
  const fake = await companyTeams()
  const settings = environmentFor(fake)
  for (const name of Object.keys(settings)) delete process.env[name]
  const kinds = { 'without Teams': {}, 'with Teams': settings }
  const found = new Map<string, { ms: number; megabytes: number }[]>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, env] of Object.entries(kinds)) {
      const data = join(folder, `${name}${round}`)
      const from = performance.now()
      const child = spawn(process.execPath, ['dist/src/main.js', 'serve'], {
        env: { ...process.env, SAVOIR_DATA: data, SAVOIR_COMPANY: 'none', SAVOIR_PORT: '0', ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await saying(child, /connected|http/)
      const ms = performance.now() - from
      await pause(1_000)
      found.set(name, [...(found.get(name) ?? []), { ms, megabytes: memoryOf(child) }])
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  await fake.close()
  for (const [name, all] of found)
    console.log(
      `${name.padEnd(14)} start ${middle(all.map(({ ms }) => ms)).toFixed(0)} ms · ${middle(all.map((it) => it.megabytes)).toFixed(0)} MB`,
    )
}

const memoryOf = (child: ChildProcess): number => {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes ?? 0) / 1024
}

/** Resolves once the process says what is waited for. */
async function saying(child: ChildProcess, what: RegExp): Promise<RegExpExecArray> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    const found = what.exec(said)
    if (found) return found
  }
  throw new Error('it did not start')
}

const at = (all: readonly number[], share: number): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length * share)] ?? 0

const middle = (all: readonly number[]): number => at(all, 0.5)

function print(name: string, rounds: readonly Measured[]): void {
  const of = (figure: keyof Measured): number => middle(rounds.map((round) => round[figure]))
  const figures = [
    `${of('perSecond').toFixed(0)} events/s`,
    `ack p50 ${of('ack50').toFixed(1)} ms, p99 ${of('ack99').toFixed(1)} ms`,
    `turn p50 ${of('turn50').toFixed(1)} ms, p99 ${of('turn99').toFixed(1)} ms`,
    `start ${of('startMs').toFixed(0)} ms`,
    `${of('megabytes').toFixed(0)} MB`,
  ]
  console.log(`${name.padEnd(6)} ${figures.join(' · ')}`)
}

void main()
