/** What Slack reads as control characters in any text. */
export const escapeWire = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The same, and an invisible space in front of what would be markup. */
export const escapeMarkdown = (text: string): string =>
  escapeWire(text)
    .replace(/[*_~`]/g, '\u200b$&')
    .replace(/^(\s*)&gt;/gm, '$1\u200b&gt;')

/** Text that a form-encoded call can carry: no lone surrogates, no control characters but line ends and tabs. */
export const tidy = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** At most `max` characters once written by `write`, with `…` where something was left out; never half a character. */
export function cut(text: string, max: number, write: (part: string) => string = (part) => part): string {
  // Writing never shortens, so that what stands far behind the limit need not be looked at.
  const whole = text.length > max ? null : write(text)
  if (whole !== null && whole.length <= max) return whole
  if (max < 1) return ''
  let kept = ''
  for (const character of text.slice(0, max + 1)) {
    const next = kept + write(character)
    if (next.length > max - 1) break
    kept = next
  }
  return `${kept}…`
}

/** The address if it is one of the web and within Slack's limit, with nothing in it that Slack reads as markup. */
export function safeUrl(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) return null
  const href = parsed.href.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C')
  return href.length <= 3000 ? href : null
}
