/** Words in one style. */
export interface Run<Style> {
  readonly text: string
  readonly style: Style
}

/** What stands in front of the first line and of the lines after it. */
export interface Lead {
  readonly first: string
  readonly next: string
}

/** Breaks runs into lines of at most `width` columns, between words only. Painting comes last: it takes no room. */
export function layOut<Style>(
  runs: readonly Run<Style>[],
  lead: Lead,
  width: number,
  paint: (style: Style, text: string) => string,
): readonly string[] {
  const room = width - columns(lead.first)
  return toRows(toWords(runs), room).map((row, index) => {
    const line = row.map((word) => word.map(({ style, text }) => paint(style, text)).join('')).join(' ')
    return `${index === 0 ? lead.first : lead.next}${line}`.replace(UNBREAKABLE, ' ').trimEnd()
  })
}

/** Once the lines are broken, a space is a space: it can be copied into a shell. */
const UNBREAKABLE = /[\u00a0\u202f]/gu

/** A word may change its style in the middle: **bold**, then a comma. */
type Word<Style> = readonly Run<Style>[]

function toWords<Style>(runs: readonly Run<Style>[]): readonly Word<Style>[] {
  const words: Run<Style>[][] = [[]]
  for (const { text, style } of runs) {
    text.split(' ').forEach((part, index) => {
      if (index > 0) words.push([])
      if (part) words.at(-1)?.push({ text: part, style })
    })
  }
  return words.filter((word) => word.length > 0)
}

function toRows<Style>(words: readonly Word<Style>[], room: number): readonly Word<Style>[][] {
  const rows: Word<Style>[][] = [[]]
  let used = 0
  for (const word of words) {
    const needed = word.reduce((sum, { text }) => sum + columns(text), 0)
    if (used > 0 && used + 1 + needed > room) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(word)
    used += used > 0 ? 1 + needed : needed
  }
  return rows
}

// East Asian wide characters and emoji take two columns. Unicode TR11, in blocks: close enough to break lines by.
const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const CHARACTERS = new Intl.Segmenter()

function columns(text: string): number {
  let sum = 0
  for (const { segment } of CHARACTERS.segment(text)) sum += WIDE.test(segment) ? 2 : 1
  return sum
}
