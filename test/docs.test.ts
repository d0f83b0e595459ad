import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VERBS } from '../src/languages/language.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGES = [...pagesIn('.', false), ...pagesIn('docs', true)]

describe('the README', () => {
  it('has every verb in its table of verbs, and no other', () => {
    expect([...new Set(verbsInTable(contentOf('README.md')))].sort()).toEqual([...VERBS].sort())
  })
})

describe('the documents', () => {
  it.each(PAGES)('lead from %s to what is there', (page) => {
    expect(linksOf(contentOf(page)).filter((link) => !leadsSomewhere(page, link))).toEqual([])
  })

  it('tell each decision in the same three parts', () => {
    const decisions = PAGES.filter((page) => page.startsWith('docs/decisions/'))
    expect(decisions.length).toBeGreaterThan(0)
    for (const page of decisions) {
      expect(headingsOf(contentOf(page)).slice(1), page).toEqual(['Context', 'Choice', 'Cost'])
    }
  })
})

function pagesIn(folder: string, recursive: boolean): readonly string[] {
  const names = readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.md')).map((name) => join(folder, name))
}

/** The first words in code of each row of the table that begins with the column "Verb". */
function verbsInTable(page: string): readonly string[] {
  const rows = page.slice(page.search(/^\| *Verb/im)).split(/\n(?!\|)/)[0] ?? ''
  const cells = rows
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1] ?? '')
  return cells.flatMap((cell) => [...cell.matchAll(/`([a-z]+)/g)].map((match) => match[1] ?? ''))
}

function linksOf(page: string): readonly string[] {
  return [
    ...withoutBlocks(page)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map((match) => match[1] ?? '')
}

/** Pages of others are not visited: a test asks nothing of the network. */
function leadsSomewhere(page: string, link: string): boolean {
  if (/^(https?|mailto):/.test(link)) return true
  const [path = '', anchor] = link.split('#')
  const target = path ? join(dirname(page), path) : page
  if (!existsSync(join(ROOT, target))) return false
  return anchor === undefined || headingsOf(contentOf(target)).some((heading) => toAnchor(heading) === anchor)
}

function headingsOf(page: string): readonly string[] {
  return [...withoutBlocks(page).matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '')
}

/** As GitHub and GitLab make it. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

function withoutBlocks(page: string): string {
  return page.replace(/^```.*?^```/gms, '')
}

function contentOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8')
}
