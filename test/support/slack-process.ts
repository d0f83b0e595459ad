import { writeSync } from 'node:fs'
import type { TransportKind } from './slack-bot.ts'
import { connect } from './slack-savoir.ts'

const [path = '', transport = 'socket', apiUrl = '', token = ''] = process.argv.slice(2)

/** Savoir in a process of its own; says on which port it listens once it does. */
async function main(): Promise<void> {
  const { platform, engine, store } = await connect({ transport: transport as TransportKind, path, apiUrl, token })
  writeSync(1, `listening ${platform.port ?? 0}\n`)
  process.once('SIGTERM', async () => {
    await engine.stop()
    await store.close()
    process.exit(0)
  })
}

void main()
