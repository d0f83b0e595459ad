/** One line of stored text without anything that a terminal obeys: escapes, controls, marks that turn the direction. */
export function harmless(text: string): string {
  // French keeps a word and its colon together by a space that does not break.
  return text.replace(/[^\S\u00a0\u202f]+/gu, ' ').replace(OBEYED, REPLACEMENT)
}

/** The same for words that keep their lines. */
export function harmlessLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/u).map(harmless)
}

// Cc: controls, the escape and the one-character CSI among them; Cs: half a character, which some terminals choke on.
const OBEYED = /[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu
const REPLACEMENT = '\uFFFD'
