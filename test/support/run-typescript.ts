import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Makes one runnable file of a script and what it imports from here; packages are taken from `node_modules`. */
export async function bundled(script: string, folder: string): Promise<string> {
  const outfile = join(folder, 'script.cjs')
  await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    // Files are looked for from where the source stands.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(resolve('src/store/sqlite/index.ts')).href) },
    logLevel: 'error',
  })
  return outfile
}

/** Runs such a file in a process of its own. */
export const run = (file: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [file, ...args], {
    env: { ...process.env, NODE_PATH: resolve('node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
