import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspect, ruleNames } from './support/architecture.ts'

const ROOT = join(import.meta.dirname, '..')
const BROKEN = join(import.meta.dirname, 'fixtures/broken-architecture')

// A checker that reads nothing reports success, so the reading itself is asserted.
const FEWEST_FILES = 15
const READ_FOR_CERTAIN = ['src/config.ts', 'src/chat/platform.ts', 'src/knowledge/item.ts', 'src/store/store.ts']

describe('the architecture', () => {
  it('is kept by every file', async () => {
    const { files, broken } = await inspect(ROOT)
    expect(broken).toEqual([])
    expect(files).toEqual(expect.arrayContaining([...READ_FOR_CERTAIN, ...onDisk('src'), ...onDisk('adapters')]))
    expect(onDisk('src').length).toBeGreaterThanOrEqual(FEWEST_FILES)
  })

  it('has a fixture that breaks it for each rule', () => {
    expect(readdirSync(BROKEN).sort()).toEqual([...ruleNames()].sort())
  })

  it.each(ruleNames())('is broken by the fixture of %s, and by it alone', async (name) => {
    const { broken } = await inspect(join(BROKEN, name))
    expect([...new Set(broken.map(({ rule }) => rule))]).toEqual([name])
  })
})

function onDisk(folder: string): readonly string[] {
  const names = existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    : []
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`)
}
