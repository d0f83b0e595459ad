// Bundles the local page. `node scripts/build-page.mjs [folder]`, by default where the compiled server looks for it.
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const source = join(import.meta.dirname, '..', 'adapters', 'web', 'page')
const target = process.argv[2] ?? join(import.meta.dirname, '..', 'dist', 'adapters', 'web', 'page')

await mkdir(target, { recursive: true })
await build({
  entryPoints: { page: join(source, 'main.tsx') },
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
})
await build({ entryPoints: { page: join(source, 'page.css') }, outdir: target, bundle: true, minify: true })
for (const file of ['index.html', 'icon.svg']) await copyFile(join(source, file), join(target, file))
