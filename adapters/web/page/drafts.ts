const PREFIX = 'savoir-draft '

/** What was written and not sent, until the tab is closed. */
export const draftOf = (key: string): string => sessionStorage.getItem(PREFIX + key) ?? ''

/** Keeps a text that was not sent; an empty one is forgotten. */
export function keepDraft(key: string, text: string): void {
  if (text) sessionStorage.setItem(PREFIX + key, text)
  else sessionStorage.removeItem(PREFIX + key)
}
