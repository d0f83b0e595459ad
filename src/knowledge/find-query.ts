import { fold } from './fold.ts'

/** What `find` was asked for: the words, and the filters as they were typed. */
export interface FindQuery {
  readonly words: string
  readonly filters: Readonly<Partial<Record<FilterName, string>>>
}

export type FilterName = 'by' | 'in' | 'kind' | 'tag' | 'since' | 'until'

const FILTERS: Readonly<Record<string, FilterName>> = {
  by: 'by',
  par: 'by',
  in: 'in',
  dans: 'in',
  kind: 'kind',
  genre: 'kind',
  tag: 'tag',
  etiquette: 'tag',
  since: 'since',
  depuis: 'since',
  until: 'until',
  avant: 'until',
}

/** Splits `certs by:lea in:#ops since:2026-01` into words and filters. `#certs` alone asks for a tag. */
export function readFindQuery(text: string): FindQuery {
  const filters: Partial<Record<FilterName, string>> = {}
  const words = text.split(/\s+/u).filter((word) => {
    const [, name = '', value = ''] = /^(\p{L}+):(.+)$/u.exec(word) ?? (word.startsWith('#') ? ['', 'tag', word] : [])
    const filter = FILTERS[fold(name)]
    if (filter && value) filters[filter] = value
    return !(filter && value)
  })
  return { words: words.join(' ').trim(), filters }
}

/** A day or a month in UTC, as its first instant, or with `end` the first instant after it; null when it is neither. */
export function readDate(text: string, end = false): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? []
  if (!year || !month) return null
  const first = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))
  const valid = new Date(first).toISOString().startsWith(day ? text : `${text}-01`)
  const after = day
    ? Date.UTC(Number(year), Number(month) - 1, Number(day) + 1)
    : Date.UTC(Number(year), Number(month), 1)
  return valid ? new Date(end ? after : first) : null
}
