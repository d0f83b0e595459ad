import type { PersonRef } from './ref.ts'

/**
 * A message as structure, not as markup: each adapter decides how bold looks.
 * Texts are plain; a renderer escapes them, so that nothing stored can become a mention, a link or markup.
 */
export type Doc = readonly Block[]

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly inlines: readonly Inline[] }
  /** Somebody's own words, kept line by line. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly rows: readonly (readonly Inline[])[] }
  /** Small print: who, where, when. */
  | { readonly kind: 'context'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }

export type Inline =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  /** `url` is http or https; a renderer shows the text alone when it is not. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** Names a person without notifying them. */
  | { readonly kind: 'person'; readonly ref: PersonRef; readonly name: string }

export interface Button {
  readonly label: string
  /** Name and ids, such as `accept:42:k3`; at most 200 characters. Rights are checked again when it is pressed. */
  readonly action: string
  readonly style?: 'primary' | 'danger'
}

/** A small form. It comes back as a `FormSent` with the same action. */
export interface Form {
  readonly action: string
  readonly title: string
  readonly submit: string
  readonly cancel: string
  readonly fields: readonly Field[]
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly kind: 'line' | 'lines'
  readonly value: string
  /** In characters. */
  readonly max: number
  readonly required: boolean
}

export const plain = (text: string): Inline => ({ kind: 'plain', text })
export const bold = (text: string): Inline => ({ kind: 'bold', text })
export const code = (text: string): Inline => ({ kind: 'code', text })
export const text = (...inlines: readonly (Inline | string)[]): Block => ({
  kind: 'text',
  inlines: inlines.map(toInline),
})
export const context = (...inlines: readonly (Inline | string)[]): Block => ({
  kind: 'context',
  inlines: inlines.map(toInline),
})
export const heading = (words: string): Block => ({ kind: 'heading', text: words })
export const quote = (words: string): Block => ({ kind: 'quote', text: words })
export const list = (rows: readonly (readonly (Inline | string)[])[]): Block => ({
  kind: 'list',
  rows: rows.map((row) => row.map(toInline)),
})
export const buttons = (...row: readonly Button[]): Block => ({ kind: 'buttons', buttons: row })

const toInline = (inline: Inline | string): Inline => (typeof inline === 'string' ? plain(inline) : inline)
