import type { types } from '@slack/bolt'
import type { Block, Button, Doc, Form, Inline } from '../../src/chat/doc.ts'
import { cut, escapeMarkdown, escapeWire, safeUrl, tidy } from './escape.ts'

/** What `chat.postMessage` and its kin take: blocks for the eye, `text` for notifications and screen readers. */
export interface SlackMessage {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

// Limits of Block Kit, from Slack's reference.
const MESSAGE_BLOCKS = 50
const VIEW_BLOCKS = 100
const HEADER = 150
const SECTION = 3000
const BUTTONS = 25
const BUTTON = 75
const ACTION = 2000
const MODAL_TITLE = 24
const LABEL = 2000
const INPUT = 3000
/** `chat.update` refuses a longer text. */
const FALLBACK = 4000
/** All texts of a message together: Slack fails near 13,200. */
const TEXT_BUDGET = 12_000
/** Of those, words leave this much to the labels of buttons. */
const BUTTON_RESERVE = 1_000

/** Writes a message for Slack, within its limits, so that no stored text can become markup, a link or a mention. */
export function renderMessage(doc: Doc): SlackMessage {
  return { text: fallback(doc), blocks: blocksOf(doc, MESSAGE_BLOCKS) }
}

/** Writes a Home tab. */
export function renderHome(doc: Doc): types.HomeView {
  return { type: 'home', blocks: blocksOf(doc, VIEW_BLOCKS) }
}

/** Writes a form as a modal. `metadata` comes back with what was typed. */
export function renderForm(form: Form, metadata: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: metadata,
    title: plainText(form.title, MODAL_TITLE),
    submit: plainText(form.submit, MODAL_TITLE),
    close: plainText(form.cancel, MODAL_TITLE),
    blocks: form.fields.slice(0, VIEW_BLOCKS).map(inputBlock),
  }
}

/** The name under which Slack gives filled forms back. */
export const FORM_CALLBACK = 'savoir_form'
/** Action ids of Savoir's buttons start so; what the button means is in its value. */
export const BUTTON_ID = 'savoir_button'

/** Words for notifications, escaped: nothing in them is read as a mention. */
function fallback(doc: Doc): string {
  const words = doc.flatMap((block) => (block.kind === 'buttons' ? [] : [plainOf(block)])).join('\n')
  return cut(tidy(words.slice(0, 2 * FALLBACK)).trim() || '…', FALLBACK, escapeWire)
}

function plainOf(block: Exclude<Block, { kind: 'buttons' }>): string {
  switch (block.kind) {
    case 'heading':
    case 'quote':
      return block.text
    case 'text':
    case 'context':
      return wordsOf(block.inlines)
    case 'list':
      return block.rows.map((row) => `• ${wordsOf(row)}`).join('\n')
  }
}

const wordsOf = (inlines: readonly Inline[]): string => inlines.map(wordOf).join('')
const wordOf = (inline: Inline): string => (inline.kind === 'person' ? inline.name : inline.text)

function blocksOf(doc: Doc, max: number): types.KnownBlock[] {
  const budget = { left: TEXT_BUDGET }
  return fitted(joined(doc.flatMap((block) => rendered(block, budget))), max)
}

/** What may still be written into this message; each renderer takes from it. */
interface Budget {
  left: number
}

function rendered(block: Block, budget: Budget): types.KnownBlock[] {
  switch (block.kind) {
    case 'heading':
      return headerBlock(block.text, budget)
    case 'text':
      return richBlock('rich_text_section', elementsOf(block.inlines, budget))
    case 'quote':
      return richBlock('rich_text_quote', elementsOf([{ kind: 'plain', text: block.text }], budget))
    case 'list':
      return listBlock(block.rows, budget)
    case 'context':
      return contextBlock(block.inlines, budget)
    case 'buttons':
      return actionBlocks(block.buttons, budget)
  }
}

function headerBlock(words: string, budget: Budget): types.KnownBlock[] {
  const text = spend(words.replace(/\s+/g, ' ').trim(), budget, HEADER)
  return text ? [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }] : []
}

type RichElement = types.RichTextElement

function richBlock(type: 'rich_text_section' | 'rich_text_quote', elements: RichElement[]): types.KnownBlock[] {
  return elements.length > 0 ? [{ type: 'rich_text', elements: [{ type, elements }] }] : []
}

function listBlock(rows: readonly (readonly Inline[])[], budget: Budget): types.KnownBlock[] {
  const elements: types.RichTextSection[] = rows
    .map((row) => elementsOf(row, budget))
    .filter((row) => row.length > 0)
    .map((row) => ({ type: 'rich_text_section', elements: row }))
  if (elements.length === 0) return []
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements }] }]
}

function elementsOf(inlines: readonly Inline[], budget: Budget): RichElement[] {
  return inlines.flatMap((inline) => {
    const text = spend(wordOf(inline), budget)
    return text ? [elementOf(inline, text)] : []
  })
}

function elementOf(inline: Inline, text: string): RichElement {
  switch (inline.kind) {
    case 'plain':
    case 'person':
      return { type: 'text', text }
    case 'bold':
      return { type: 'text', text, style: { bold: true } }
    case 'code':
      return { type: 'text', text, style: { code: true } }
    case 'link': {
      const url = safeUrl(inline.url)
      return url ? { type: 'link', url, text } : { type: 'text', text }
    }
  }
}

/** The only place with mrkdwn: Slack's small print knows no rich text. */
function contextBlock(inlines: readonly Inline[], budget: Budget): types.KnownBlock[] {
  let text = ''
  for (const inline of inlines) {
    const piece = markdownOf(inline, budget)
    if (text.length + piece.length > SECTION) break
    text += piece
  }
  if (text.trim() === '') return []
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }]
}

function markdownOf(inline: Inline, budget: Budget): string {
  const words = tidy(wordOf(inline).slice(0, 2 * SECTION))
  const text = cut(words, Math.min(SECTION / 3, budget.left), escapeMarkdown)
  budget.left -= text.length
  if (text.trim() === '') return text
  switch (inline.kind) {
    case 'plain':
    case 'person':
      return text
    case 'bold':
      return `*${text}*`
    case 'code':
      return `\`${text}\``
    case 'link': {
      const url = safeUrl(inline.url)
      if (!url || url.length > SECTION / 2 || url.length > budget.left) return text
      budget.left -= url.length
      return `<${url}|${text.replaceAll('|', '¦')}>`
    }
  }
}

function actionBlocks(buttons: readonly Button[], budget: Budget): types.KnownBlock[] {
  const rows: types.KnownBlock[] = []
  const shown = buttons.slice(0, Math.max(0, Math.floor((budget.left + BUTTON_RESERVE) / BUTTON)))
  for (let from = 0; from < shown.length; from += BUTTONS) {
    const elements = shown.slice(from, from + BUTTONS).map((button, index) => buttonOf(button, index, budget))
    rows.push({ type: 'actions', elements })
  }
  return rows
}

function buttonOf(button: Button, index: number, budget: Budget): types.Button {
  const text = plainText(button.label, BUTTON)
  budget.left -= text.text.length
  const style = button.style ? { style: button.style } : {}
  return { type: 'button', text, action_id: `${BUTTON_ID}_${index}`, value: button.action.slice(0, ACTION), ...style }
}

function inputBlock(field: Form['fields'][number]): types.InputBlock {
  const max = Math.min(Math.max(Math.floor(field.max), 1), INPUT)
  const value = cut(tidy(field.value), max)
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(field.label, LABEL),
    optional: !field.required,
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: field.kind === 'lines',
      max_length: max,
      ...(value ? { initial_value: value } : {}),
    },
  }
}

/** Neighbours of rich text become one block: a long message stays under the number of blocks. */
function joined(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  const out: types.KnownBlock[] = []
  for (const block of blocks) {
    const last = out.at(-1)
    if (block.type === 'rich_text' && last?.type === 'rich_text') last.elements.push(...block.elements)
    else out.push(block)
  }
  return out
}

/** Over the limit, words go before buttons: a person can always act. */
function fitted(blocks: types.KnownBlock[], max: number): types.KnownBlock[] {
  const kept = [...blocks]
  while (kept.length > max) {
    const last = kept.findLastIndex((block) => block.type !== 'actions')
    kept.splice(last < 0 ? kept.length - 1 : last, 1)
  }
  return kept
}

function spend(words: string, budget: Budget, max = TEXT_BUDGET): string {
  const room = Math.min(max, Math.max(budget.left, 0))
  const text = cut(tidy(words.slice(0, 2 * TEXT_BUDGET)), room)
  budget.left -= text.length
  return text
}

/** Slack refuses an empty text where it asks for one. */
const plainText = (words: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(tidy(words), max).trim() || '…',
  emoji: false,
})
