import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

// What stands in for packages that are never loaded is here, in vendor/.
const packages = Object.entries(read('package-lock.json').packages as Record<string, Locked>).filter(
  ([path, locked]) => path && !path.startsWith('vendor/') && !(locked.link && locked.resolved?.startsWith('vendor/')),
)

describe('the lockfile', () => {
  it('tells the fingerprint of every package, and no address', () => {
    expect(packages.length).toBeGreaterThan(100)
    expect(packages.filter(([, locked]) => !locked.integrity || locked.resolved).map(([path]) => path)).toEqual([])
  })

  it('has the parts for every kind of machine, or npm ci refuses it', () => {
    const paths = new Set(packages.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13)))
    const optional = packages.flatMap(([, locked]) => Object.keys(locked.optionalDependencies ?? {}))
    expect(optional.filter((name) => !paths.has(name))).toEqual([])
  })

  it('runs the install scripts that are named, and no other', () => {
    const run = packages
      .filter(([, locked]) => locked.hasInstallScript)
      .map(([path]) => path.replace('node_modules/', ''))
    const named = Object.keys(read('package.json').allowScripts as Record<string, boolean>)
    expect(run.filter((name) => name !== 'fsevents').sort()).toEqual(named.sort())
  })
})

function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
}
