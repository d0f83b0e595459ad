import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runBackup } from '../../src/cli/backup.ts'
import { databaseIn, openStore } from '../../src/cli/workplace.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { added, SAVOIR, START, settling } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { workplaceIn } from '../support/workplace.ts'

it('backs up beside a server at work, and never over a file that is there', async () => {
  const folder = tempFolder()
  const { around, lines } = workplaceIn(folder)
  const server = await openStore(around, true)
  await settling(server)('ana', [added(4207)])
  const file = join(folder, 'copy.db')

  await runBackup(file, around)
  await expect(runBackup(file, around)).rejects.toThrow('choose another name')
  await server.close()

  expect(lines).toEqual([`The backup is ${file}`])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const restored = await openSqliteStore({ path: file, exclusive: true, now: () => START })
  expect(await restored.items([4207], SAVOIR)).toHaveLength(1)
  await restored.close()
})

it('says that a backup cannot be written, and leaves no half of one', async () => {
  const folder = tempFolder()
  const { around } = workplaceIn(folder)
  await (await openStore(around, true)).close()
  await expect(runBackup(join(folder, 'none', 'copy.db'), around)).rejects.toThrow('cannot be written (ENOENT)')
  writeFileSync(databaseIn(folder), 'no database at all, but long enough to be read as one'.repeat(20))
  await expect(runBackup(join(folder, 'copy.db'), around)).rejects.toThrow('not a database')
  expect(existsSync(join(folder, 'copy.db'))).toBe(false)
})

it('says where no database is', async () => {
  const folder = tempFolder()
  const { around } = workplaceIn(folder)
  await expect(runBackup(join(folder, 'copy.db'), around)).rejects.toThrow('There is no database at')
})
