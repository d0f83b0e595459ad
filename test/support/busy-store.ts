import { writeSync } from 'node:fs'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { START, said, settlementOf } from './busy-events.ts'

const [path = '', from = '0'] = process.argv.slice(2)

/** Receives and settles for ever, and says what was acknowledged: `r` an event is safe, `s` it has had its effects. */
async function main(): Promise<void> {
  const store = await openSqliteStore({ path, exclusive: true, now: () => START })
  for (let number = Number(from); ; number += 3) {
    const events = [number, number + 1, number + 2].map(said)
    await Promise.all(
      events.map(async (event) => {
        await store.receive(event)
        writeSync(1, `r ${event.id}\n`)
      }),
    )
    for (const event of events.slice(0, 2)) {
      await store.settle(settlementOf(event.id, await store.lastSeq()))
      writeSync(1, `s ${event.id}\n`)
    }
  }
}

void main()
