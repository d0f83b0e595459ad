/** Text that a card shows as it is: no half characters, no control characters, and nothing that cards expand. */
export const literal = (text: string): string => unexpanded(tidy(text))

/** Cards expand `{{DATE(…)}}` and `{{TIME(…)}}` even in literal text: an invisible space breaks it. */
const unexpanded = (text: string): string => text.replace(/\{(?=\{)/g, '{\u200b')

/** What was typed into a form comes back with those spaces. */
export const typed = (text: string): string => text.replaceAll('{\u200b', '{')

const tidy = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** At most `max` characters, with `…` where something was left out; never half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  let kept = ''
  for (const character of text.slice(0, max + 1)) {
    if (kept.length + character.length > max - 1) break
    kept += character
  }
  return `${kept}…`
}

const URL_MAX = 2_000

/** The address, if it is one of the web. */
export function safeUrl(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) return null
  const href = parsed.href.replaceAll('{', '%7B')
  return href.length <= URL_MAX ? href : null
}
