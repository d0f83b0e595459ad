import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { linguist } from '../../src/languages/linguist.ts'
import { openSearch } from '../../src/search/engine.ts'
import { indexIn, openIndexFile } from '../../src/search/index-file.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { START, settlementOf } from './busy-events.ts'

const [folder = ''] = process.argv.slice(2)

/** Says a little and keeps the index, for ever; writes a line each time that it kept it. */
async function main(): Promise<void> {
  const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => START })
  const search = openSearch(store, linguist, openIndexFile(indexIn(folder)))
  for (;;) {
    const next = await store.lastSeq()
    await store.settle(settlementOf(`e${next}`, next))
    await search.save()
    writeSync(1, 'kept\n')
  }
}

void main()
