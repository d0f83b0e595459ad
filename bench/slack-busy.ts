import { once } from 'node:events'
import { join } from 'node:path'
import { bundled, run } from '../test/support/run-typescript.ts'
import { openSlackSavoir } from '../test/support/slack-savoir.ts'
import { percentile } from './measures.ts'
import { tempFolder } from './temp-folder.ts'

/** Five messages each. */
const THREADS = 3_000
const EVERY_MS = 20

/**
 * How long Slack waits for its acknowledgement while an import runs beside Savoir and people talk, ask and search. The
 * stand-in and Savoir share this process: what one waits for the other counts.
 */
async function main(): Promise<void> {
  const folder = tempFolder()
  const path = join(folder, 'savoir.db')
  const savoir = await openSlackSavoir({ transport: 'socket', path })
  const child = run(await bundled('bench/slack-import.ts', folder), path, String(THREADS))
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += String(chunk)
  })
  const ended = once(child, 'exit')
  while (!said.includes('begins')) await pause(1)
  for (let round = 0; !said.includes('imported') && child.exitCode === null; round += 1) {
    savoir.fake.says('ULEA', 'C1', `the deployment number ${round} went through without a question`)
    savoir.fake.command('UIRIS', 'C1', '/ask', 'how do I restart the printer after the night deployment?')
    savoir.fake.command('UOMAR', 'C1', '/savoir', 'find night deployment button')
    await pause(EVERY_MS)
  }
  await ended
  await savoir.quiet()
  const { sent } = savoir.fake.wire
  const acks = sent.filter(({ acked }) => acked).map(({ ackMs }) => ackMs)
  const [p50, p99] = [percentile(acks, 0.5), percentile(acks, 0.99)].map((ms) => `${ms.toFixed(0)} ms`)
  console.log(`${said.replace('begins', '').trim()} messages; meanwhile ${acks.length} of ${sent.length} acknowledged`)
  console.log(`ack p50 ${p50}, p99 ${p99}, longest ${Math.max(...acks).toFixed(0)} ms`)
  await savoir.close()
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

void main()
