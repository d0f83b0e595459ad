import { join } from 'node:path'
import { settingsReaders } from '../../adapters/index.ts'
import type { Surroundings } from '../../src/cli/surroundings.ts'
import { readConfig } from '../../src/config.ts'
import { SEARCH_SCRIPT } from './built.ts'
import { START } from './store-fixtures.ts'

/** A command line that nobody watches, on a data folder; `lines` is what it printed. */
export function workplaceIn(folder: string) {
  const lines: string[] = []
  let ids = 0
  const config = readConfig({ SAVOIR_DATA: folder }, { file: join(folder, 'absent.env'), adapters: settingsReaders })
  const around: Surroundings = {
    config: () => config,
    now: () => START,
    newId: () => `x${++ids}`,
    random: (below) => (++ids * 7919) % below,
    out: { line: (text) => void lines.push(text), aside: () => {}, colour: false, width: 80, interactive: false },
    searchScript: SEARCH_SCRIPT,
    untilStopped: async () => {},
  }
  return { around, lines }
}
