import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Settlement, Store } from '../store/store.ts'
import type { IndexFile } from './engine.ts'

const NAME = 'savoir.index'

/** The index of a data folder. Everything in it comes from the database: without it, Savoir reads that anew. */
export const indexIn = (folder: string): string => join(folder, NAME)

/** The index in this file, which its owner alone can read. */
export function openIndexFile(path: string): IndexFile {
  const fresh = freshOf(path)
  return {
    async read() {
      try {
        return await readFile(path)
      } catch {
        return null
      }
    },
    async write(pieces, wanted) {
      await mkdir(dirname(path), { recursive: true })
      await rm(fresh, { force: true })
      await writeThrough(fresh, pieces)
      if (!(await wanted())) {
        await rm(fresh, { force: true })
        return false
      }
      return putInPlace(fresh, path)
    },
  }
}

/**
 * The store, letting go of the index as soon as somebody was forgotten, before the caller is told that it is done: the one
 * who keeps the index makes it anew.
 */
export function forgetful(store: Store, path: string): Store {
  const clean = async (settlements: readonly Settlement[]) => {
    const kinds = settlements.flatMap(({ changes }) => changes.map(({ kind }) => kind))
    if (kinds.includes('forgotten')) await discard(path)
  }
  return {
    ...store,
    async settle(settlement) {
      await store.settle(settlement)
      await clean([settlement])
    },
    async settleAll(settlements) {
      await store.settleAll(settlements)
      await clean(settlements)
    },
  }
}

/**
 * Takes the index away, whoever is at work on it. The one being written goes first: who is about to rename it finds it
 * gone, and who has renamed it loses the other.
 */
export async function discard(path: string): Promise<void> {
  await rm(freshOf(path), { force: true })
  await rm(path, { force: true })
}

const freshOf = (path: string): string => `${path}.new`

/** False when it was taken away meanwhile. */
async function putInPlace(fresh: string, path: string): Promise<boolean> {
  try {
    await rename(fresh, path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
  await flushFolder(dirname(path))
  return true
}

async function writeThrough(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for (const piece of pieces) await file.writeFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

// Not every file system can; then the name may be older than the power cut, and the index is made anew.
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  try {
    await folder?.sync()
  } catch {
    return
  } finally {
    await folder?.close()
  }
}
