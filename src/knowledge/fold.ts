/** The text as it is compared: lower case, without accents, invisible characters or typographic variants. */
export const fold = (text: string): string => clean(text).toLowerCase()

/** `fold` that keeps capitals: they tell where the parts of `camelCase` begin. */
export function clean(text: string): string {
  if (ASCII_ONLY.test(text)) return text
  return text
    .replace(INVISIBLE, '')
    .replace(BROKEN, ' ')
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(VARIANTS, (character) => PLAIN[character] ?? ' ')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII has them
const ASCII_ONLY = /^[\x00-\x7f]*$/
/** Soft hyphen, zero width and bidirectional marks, variation selectors: two words that look the same must be the same. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/gu
/** Halves of a surrogate pair that stand alone. */
const BROKEN = /\p{Cs}/gu
const ACCENTS = /[\u0300-\u036f]/g

const PLAIN: Readonly<Record<string, string>> = {
  ...{ '‘': "'", '’': "'", '‛': "'", ʼ: "'", '′': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
  ...{ '‐': '-', '‑': '-', '−': '-' },
  ...{ œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE', ß: 'ss', ẞ: 'SS', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i' },
}
const VARIANTS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')
