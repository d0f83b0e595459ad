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
const CARD_BYTES = 24_000
/** Of those, buttons may take so much: a person can always act. */
const BUTTON_BYTES = 10_000
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
export function renderMessage(doc: Doc): TeamsMessage {
  return { type: 'message', summary: summaryOf(doc), attachments: [attached(renderCard(doc))] }
}

/** The card alone. `withButtons` is off where somebody else than the reader would press them. */
export function renderCard(doc: Doc, withButtons = true): Card {
  const shown = withButtons ? doc : doc.filter(({ kind }) => kind !== 'buttons')
  const body = fitted(shown.flatMap(elements))
  return card(body.length > 0 ? body : [rich([{ type: 'TextRun', text: '…' }])])
}

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

/** Over the limit, words go before buttons, the last ones first. */
function fitted(all: readonly CardElement[]): CardElement[] {
  const isButtons = (element: CardElement): boolean => element.type === 'ActionSet'
  const kept = new Set(within(all.filter(isButtons), BUTTON_BYTES))
  const left = CARD_BYTES - [...kept].reduce((sum, element) => sum + sizeOf(element) + 1, 0)
  for (const element of within(
    all.filter((one) => !isButtons(one)),
    left,
  ))
    kept.add(element)
  return all.filter((element) => kept.has(element))
}

/** The first of them that fit together. */
function within(all: readonly CardElement[], bytes: number): CardElement[] {
  let left = bytes
  return all.filter((element) => {
    left -= sizeOf(element) + 1
    return left >= 0
  })
}
