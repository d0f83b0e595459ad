import type { Block, Button, Doc, Inline } from '../../src/chat/doc.ts'
import type { ActionSet, Card, CardElement, RichText, TextRun } from './card.ts'
import { attached, card, sizeOf } from './card.ts'
import { cut, literal, safeUrl } from './escape.ts'

/** What the connector takes. A text beside a card would make two messages of it: `summary` is for notifications. */
export interface TeamsMessage {
  readonly type: 'message'
  readonly summary: string
  readonly attachments: readonly ReturnType<typeof attached>[]
}

/** Teams takes more; near this size it begins to refuse on some ways. */
export const CARD_BYTES = 23_500
/** Of those, buttons may take so much: a person can always act. */
const FOR_BUTTONS = 0.4
const TEXT = 4_000
const HEADING = 300
const TITLE = 100
const SUMMARY = 250
/** More than six buttons in a row disappear behind dots. */
const BUTTONS = 6
const ACTION = 2_000

/** The verb of every button of Savoir. */
export const PRESS = 'savoir'

/** Writes a message for Teams, within its limits, so that no stored text can become markup, a link or a mention. */
export function renderMessage(doc: Doc, bytes = CARD_BYTES): TeamsMessage {
  return { type: 'message', summary: summaryOf(doc), attachments: [attached(renderCard(doc, bytes))] }
}

/** The card alone, in at most so many bytes: `…` stands where words had to go. */
export function renderCard(doc: Doc, bytes = CARD_BYTES): Card {
  const body = fitted(doc.flatMap(elements), bytes)
  return card(body.length > 0 ? body : [REST])
}

/** The card where somebody else than the reader would press its buttons: it has none. */
export const renderForOthers = (doc: Doc): Card => renderCard(doc.filter(({ kind }) => kind !== 'buttons'))

/** The card for a window, where a button hands in what the window holds. */
export function inWindow({ body, ...rest }: Card): Card {
  const submits = (action: ActionSet['actions'][number]) => {
    const { verb: _, ...kept } = action
    return { ...kept, type: 'Action.Submit' } as const
  }
  return {
    ...rest,
    body: body.map((one) => (one.type === 'ActionSet' ? { ...one, actions: one.actions.map(submits) } : one)),
  }
}

/** In one line, for notifications and lists: literal text. */
export function summaryOf(doc: Doc): string {
  const words = doc.flatMap((block) => (block.kind === 'buttons' ? [] : [plainOf(block)])).join(' · ')
  const line = literal(words.slice(0, 2 * SUMMARY)).replace(/\s+/g, ' ')
  return cut(line.trim(), SUMMARY) || 'Savoir'
}

function plainOf(block: Exclude<Block, { kind: 'buttons' }>): string {
  switch (block.kind) {
    case 'heading':
    case 'quote':
      return block.text
    case 'text':
    case 'context':
      return block.inlines.map(wordOf).join('')
    case 'list':
      return block.rows.map((row) => row.map(wordOf).join('')).join(' · ')
  }
}

const wordOf = (inline: Inline): string => (inline.kind === 'person' ? inline.name : inline.text)

function elements(block: Block): CardElement[] {
  switch (block.kind) {
    case 'heading':
      return words([run(block.text, HEADING, { weight: 'Bolder', size: 'Medium' })])
    case 'text':
      return words(runs(block.inlines))
    case 'quote':
      return words([run(block.text, TEXT)]).map((one) => ({ type: 'Container', style: 'emphasis', items: [one] }))
    case 'list':
      return block.rows.flatMap((row) => {
        const written = runs(row)
        return isBlank(written) ? [] : [rich([{ type: 'TextRun', text: '• ' }, ...written], 'Small')]
      })
    case 'context':
      return words(runs(block.inlines, { isSubtle: true, size: 'Small' }))
    case 'buttons':
      return actionSets(block.buttons)
  }
}

type Style = Omit<TextRun, 'type' | 'text'>

const rich = (inlines: readonly TextRun[], spacing?: RichText['spacing']): RichText => ({
  type: 'RichTextBlock',
  inlines,
  ...(spacing ? { spacing } : {}),
})

const words = (inlines: readonly TextRun[]): RichText[] => (isBlank(inlines) ? [] : [rich(inlines)])
const isBlank = (inlines: readonly TextRun[]): boolean => inlines.every(({ text }) => text.trim() === '')

const run = (text: string, max: number, style: Style = {}): TextRun => ({
  type: 'TextRun',
  text: cut(literal(text.slice(0, 2 * max)), max),
  ...style,
})

function runs(inlines: readonly Inline[], style: Style = {}): TextRun[] {
  return inlines.map((inline) => run(wordOf(inline), TEXT, { ...style, ...styleOf(inline) })).filter(({ text }) => text)
}

function styleOf(inline: Inline): Style {
  switch (inline.kind) {
    case 'plain':
    case 'person':
      return {}
    case 'bold':
      return { weight: 'Bolder' }
    case 'code':
      return { fontType: 'Monospace' }
    case 'link': {
      const url = safeUrl(inline.url)
      return url ? { selectAction: { type: 'Action.OpenUrl', url } } : {}
    }
  }
}

function actionSets(buttons: readonly Button[]): ActionSet[] {
  const sets: ActionSet[] = []
  for (let from = 0; from < buttons.length; from += BUTTONS) {
    sets.push({ type: 'ActionSet', actions: buttons.slice(from, from + BUTTONS).map(actionOf) })
  }
  return sets
}

function actionOf(button: Button): ActionSet['actions'][number] {
  const style = { primary: 'positive', danger: 'destructive' } as const
  return {
    type: 'Action.Execute',
    title: titleOf(button.label),
    verb: PRESS,
    data: { action: literal(button.action).slice(0, ACTION) },
    ...(button.style ? { style: style[button.style] } : {}),
  }
}

/** The words on a button, or on a field. */
export const titleOf = (label: string): string => cut(literal(label.slice(0, 2 * TITLE)), TITLE).trim() || '…'

const CUT: TextRun = { type: 'TextRun', text: '…' }
const REST = rich([CUT])

/** Over the limit, words go before buttons, the last ones first. */
function fitted(all: readonly CardElement[], bytes: number): CardElement[] {
  const kept = new Set(within(all.filter(isButtons), bytes * FOR_BUTTONS))
  const left = bytes - sizeOf([...kept]) - sizeOf(REST)
  // What comes after the first cut would stand alone: who said it, and not what.
  const words = fromTheFirst(
    all.filter((element) => !isButtons(element)),
    left,
  )
  return all.flatMap((element) => {
    if (isButtons(element)) return kept.has(element) ? [element] : []
    return words.splice(0, 1)
  })
}

const isButtons = (element: CardElement): boolean => element.type === 'ActionSet'

function within(all: readonly CardElement[], bytes: number): CardElement[] {
  let left = bytes
  return all.filter((element) => {
    left -= sizeOf(element) + 1
    return left >= 0
  })
}

/** The first ones, as far as they fit; the next is cut where there is no room any more. */
function fromTheFirst(words: readonly CardElement[], bytes: number): CardElement[] {
  let left = bytes
  const kept: CardElement[] = []
  for (const element of words) {
    const size = sizeOf(element) + 1
    if (size > left) return [...kept, shortened(element, left) ?? REST]
    left -= size
    kept.push(element)
  }
  return kept
}

function shortened(element: CardElement, bytes: number): CardElement | null {
  if (element.type === 'RichTextBlock') return shortenedText(element, bytes)
  if (element.type !== 'Container') return null
  const [item] = element.items
  const around = sizeOf({ ...element, items: [] })
  const short = item ? shortenedText(item, bytes - around) : null
  return short && { ...element, items: [short] }
}

function shortenedText(text: RichText, bytes: number): RichText | null {
  let left = bytes - sizeOf({ ...text, inlines: [] })
  const kept: TextRun[] = []
  for (const one of text.inlines) {
    left -= sizeOf(one) + 1
    if (left >= 0) {
      kept.push(one)
      continue
    }
    const short = cutToSize(one.text, left + sizeOf(one.text) - 2)
    if (short) kept.push({ ...one, text: short })
    break
  }
  return kept.length > 0 ? { ...text, inlines: [...kept, CUT] } : null
}

/** The beginning of a text that takes so many bytes as JSON; never half a character. */
function cutToSize(text: string, bytes: number): string {
  let left = bytes
  let kept = ''
  for (const character of text) {
    left -= sizeOf(character) - 2
    if (left < 0) break
    kept += character
  }
  return kept
}
