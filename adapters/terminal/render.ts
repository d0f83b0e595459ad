import { styleText } from 'node:util'
import type { Block, Button, Doc, Inline } from '../../src/chat/doc.ts'
import { harmless, harmlessLines } from './harmless.ts'
import { type Lead, layOut, type Run } from './layout.ts'

export interface TextOptions {
  /** Off when the text goes into a pipe or a file. */
  readonly colour: boolean
  /** In columns. A word that is longer stays whole. */
  readonly width: number
}

/** A message as lines for the command line. Nothing stored in it can move the cursor, colour the screen or turn the text around. */
export function renderText(doc: Doc, { colour, width }: TextOptions): string {
  const paint: Paint = (style, text) => (colour && style ? styleText(style, text, { validateStream: false }) : text)
  return doc.flatMap((block) => toLines(block, paint, width)).join('\n')
}

type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'underline' | null
type Paint = (style: Style, text: string) => string

const NOTHING: Lead = { first: '', next: '' }
const QUOTED: Lead = { first: '  > ', next: '  > ' }
const ROW: Lead = { first: '• ', next: '  ' }
// What a shell takes as it stands; anything else is put between quotes.
const SAFE_IN_SHELL = /^[\w:.,/@%+=-]+$/

function toLines(block: Block, paint: Paint, width: number): readonly string[] {
  const lay = (runs: readonly Run<Style>[], lead: Lead) => layOut(runs, lead, width, paint)
  switch (block.kind) {
    case 'heading':
      return lay([{ text: harmless(block.text), style: 'bold' }], NOTHING)
    case 'text':
      return lay(block.inlines.map(toRun), NOTHING)
    case 'quote':
      return harmlessLines(block.text).flatMap((text) => lay([{ text, style: 'green' }], QUOTED))
    case 'list':
      return block.rows.flatMap((row) => lay(row.map(toRun), ROW))
    case 'context':
      return lay(
        block.inlines.map((inline) => ({ ...toRun(inline), style: 'dim' })),
        NOTHING,
      )
    case 'buttons':
      return block.buttons.map((button) => paint('dim', toHint(button)))
  }
}

function toRun(inline: Inline): Run<Style> {
  switch (inline.kind) {
    case 'plain':
      return { text: harmless(inline.text), style: null }
    case 'bold':
      return { text: harmless(inline.text), style: 'bold' }
    case 'code':
      return { text: `\`${harmless(inline.text)}\``, style: 'cyan' }
    case 'link':
      return toLink(harmless(inline.text), harmless(inline.url))
    case 'person':
      return { text: harmless(inline.name), style: 'bold' }
  }
}

function toLink(text: string, url: string): Run<Style> {
  if (!/^https?:\/\/\S+$/i.test(url)) return { text, style: null }
  return { text: text === url ? url : `${text} <${url}>`, style: 'underline' }
}

/** There is nothing to press on the command line: the hint is the call that does the same. */
function toHint({ label, action }: Button): string {
  const safe = harmless(action)
  const word = SAFE_IN_SHELL.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`
  return `[${harmless(label)}: savoir press ${word}]`
}
