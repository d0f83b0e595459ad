/** The parts of Adaptive Cards 1.5 that Savoir writes. */
export interface Card {
  readonly type: 'AdaptiveCard'
  readonly $schema: string
  readonly version: '1.5'
  readonly body: readonly CardElement[]
}

export type CardElement = RichText | Container | ActionSet | TextInput

export interface RichText {
  readonly type: 'RichTextBlock'
  readonly inlines: readonly TextRun[]
  readonly spacing?: 'Small' | 'None' | 'Medium'
}

/** Literal text: the one element in which nothing is markup. */
export interface TextRun {
  readonly type: 'TextRun'
  readonly text: string
  readonly weight?: 'Bolder'
  readonly size?: 'Small' | 'Medium'
  readonly fontType?: 'Monospace'
  readonly isSubtle?: true
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string }
}

export interface Container {
  readonly type: 'Container'
  readonly style: 'emphasis'
  readonly items: readonly RichText[]
}

export interface ActionSet {
  readonly type: 'ActionSet'
  readonly actions: readonly CardAction[]
}

export interface CardAction {
  readonly type: 'Action.Execute' | 'Action.Submit'
  readonly title: string
  readonly verb?: string
  readonly data: Readonly<Record<string, unknown>>
  readonly style?: 'positive' | 'destructive'
  readonly associatedInputs?: 'none'
}

export interface TextInput {
  readonly type: 'Input.Text'
  readonly id: string
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly isMultiline: boolean
  readonly isRequired: boolean
  readonly errorMessage?: string
}

export const card = (body: readonly CardElement[]): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body,
})

/** A card as an attachment of a message. */
export const attached = (content: Card) => ({ contentType: CARD_TYPE, content })

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive'

/** In bytes, as it travels. */
export const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
