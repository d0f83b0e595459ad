/** Names in use on other platforms for characters that mean something to Savoir, and the names that Teams has for them. */
const NAMES: Readonly<Record<string, { readonly name: string; readonly teams: string }>> = {
  '✅': { name: 'white_check_mark', teams: 'whiteheavycheckmark' },
  '✔': { name: 'heavy_check_mark', teams: 'heavycheckmark' },
  '🧠': { name: 'brain', teams: 'brain' },
  '👀': { name: 'eyes', teams: 'eyes' },
  '📌': { name: 'pushpin', teams: 'pushpin' },
  '💡': { name: 'bulb', teams: 'lightbulb' },
  '🙏': { name: 'pray', teams: 'foldedhands' },
}

/** The six that every client has, by the words that Teams uses for them. */
const OLD: Readonly<Record<string, string>> = {
  like: 'thumbsup',
  heart: 'heart',
  laugh: 'laughing',
  surprised: 'open_mouth',
  sad: 'cry',
  angry: 'angry',
}

/** Any of the ways in which Teams names a reaction: `like`, `1f9e0_brain`, or the character. */
export function emojiName(type: string): string {
  const character = characterOf(type)
  return OLD[type] ?? NAMES[character.replace(/\ufe0f$/, '')]?.name ?? character
}

function characterOf(type: string): string {
  const codes = /^([0-9a-f]{2,6}(?:-[0-9a-f]{2,6})*)_/i.exec(type)?.[1]
  if (!codes) return type
  const points = codes.split('-').map((code) => Number.parseInt(code, 16))
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : type
}

/** How Teams names an emoji that Savoir puts; null when it has no such one. */
export function reactionId(emoji: string): string | null {
  const plain = emoji.replace(/\ufe0f$/, '')
  const found = Object.entries(NAMES).find(([character, { name }]) => plain === character || emoji === name)
  if (!found) return Object.entries(OLD).find(([, name]) => name === emoji)?.[0] ?? null
  const [character, { teams }] = found
  return `${character.codePointAt(0)?.toString(16)}_${teams}`
}
