/** Fields of records that somebody else wrote: each is what it should be, or absent. */
export type Fields = Readonly<Record<string, unknown>>

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A text that is not empty; null otherwise. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const LONGEST_NAME = 100

/** A name on one line, without anything that a terminal would obey; null when nothing is left. */
export const nameIn = (value: unknown): string | null =>
  textOf(
    textOf(value)
      ?.replace(/\p{Cc}+/gu, ' ')
      .normalize('NFC')
      .trim()
      .slice(0, LONGEST_NAME),
  )

/** An id of Slack's: letters and digits only, so that it cannot forge another ref. */
export const idOf = (value: unknown): string | null => {
  const text = textOf(value)
  return text && /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : null
}
