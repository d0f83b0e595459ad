type CharacterClass = 0 | 1 | 2

/** Not part of a word. */
export const OTHER = 0
/** Letters, digits and the underscore. */
export const LETTER = 1
/** Letters of scripts that put no space between words. */
export const UNSPACED = 2

/** What the character at this place is; `OTHER` outside the text. */
export function characterClass(text: string, at: number): CharacterClass {
  const code = text.charCodeAt(at)
  if (Number.isNaN(code)) return OTHER
  if (code >= 0xd800 && code <= 0xdfff) return classOf(String.fromCodePoint(codePointAround(text, at)))
  const known = KNOWN[code]
  if (known !== undefined && known !== UNSEEN) return known as CharacterClass
  const found = classOf(String.fromCharCode(code))
  KNOWN[code] = found
  return found
}

const UNSEEN = 255
const KNOWN = new Uint8Array(0x10000).fill(UNSEEN)

const WORDISH = /[\p{L}\p{N}\p{M}_]/u
const UNSPACED_SCRIPT = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u

function classOf(character: string): CharacterClass {
  if (!WORDISH.test(character)) return OTHER
  return character > '\u0e00' && UNSPACED_SCRIPT.test(character) ? UNSPACED : LETTER
}

function codePointAround(text: string, at: number): number {
  const isSecondHalf = text.charCodeAt(at) >= 0xdc00
  return text.codePointAt(isSecondHalf ? at - 1 : at) ?? 0
}
