import { percentile } from './measures.ts'
import { makeTalk } from './texts.ts'

/** Questions of so many words: the same in every process. */
export function questionsOf(words: number, count: number): string[] {
  const talk = makeTalk(7)
  // The words are those of the items; what is said of them is not.
  talk.say(100_000 + words)
  return Array.from({ length: count }, () => talk.say(words))
}

const WARMING = 20

/** How long an engine takes over each question, in milliseconds, and how much of the processor it has. */
export async function timesOf(questions: readonly string[], ask: (question: string) => unknown) {
  for (const question of questions.slice(0, WARMING)) await ask(question)
  const times: number[] = []
  const before = process.cpuUsage()
  for (const question of questions) {
    const start = performance.now()
    await ask(question)
    times.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(before)
  const cpuMs = round((user + system) / 1000 / questions.length)
  return { p50ms: round(percentile(times, 0.5)), p99ms: round(percentile(times, 0.99)), cpuMs }
}

const round = (ms: number): number => Math.round(ms * 100) / 100
