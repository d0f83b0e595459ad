/** How a message reads as plain text: what people wrote, with names instead of ids and without Slack's markup. */
export interface Reading {
  /** The shown name of a user; null when unknown. */
  readonly nameOf: (user: string) => string | null
  /** The name of a channel; null when unknown. */
  readonly channelOf: (channel: string) => string | null
  /** Savoir's own user: its mention is left out. */
  readonly self: string
}

/** The parts of a message that bear words, as Slack sends them. */
export interface WireWords {
  readonly text?: string
  readonly blocks?: readonly unknown[]
}

/** Plain text of a message. Rich text is preferred: it is what was typed, with nothing escaped. */
export function plainText(message: WireWords, reading: Reading): string {
  const rich = Array.isArray(message.blocks) ? message.blocks.filter(isRichText) : []
  const words =
    rich.length > 0 ? rich.map((block) => richText(block, reading)).join('\n') : wireText(message.text ?? '', reading)
  return normal(words)
}

/** Plain text of a slash command or another bare text. */
export const plainWire = (text: string, reading: Reading): string => normal(wireText(text, reading))

/** True when the message speaks to Savoir by name. */
export const mentions = (message: WireWords, self: string): boolean =>
  new RegExp(`<@${self}(\\|[^>]*)?>`).test(message.text ?? '')

/** Decodes Slack's wire format: control sequences first, entities once afterwards. */
export function wireText(text: string, reading: Reading): string {
  return text
    .split(/(<[^<>]*>)/)
    .map((part, index) => (index % 2 === 1 ? control(part.slice(1, -1), reading) : decoded(part)))
    .join('')
}

function control(inside: string, reading: Reading): string {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? '' : decoded(inside.slice(bar + 1))
  switch (target[0]) {
    case '@':
      return personName(target.slice(1), label, reading)
    case '#':
      return `#${label || reading.channelOf(target.slice(1)) || target.slice(1)}`
    case '!':
      return special(target.slice(1), label)
    default:
      return link(decoded(target), label)
  }
}

function personName(user: string, label: string, reading: Reading): string {
  if (user === reading.self) return SELF
  return `@${reading.nameOf(user) || label || user}`
}

function special(target: string, label: string): string {
  const [name = '', ...rest] = target.split('^')
  if (name === 'date') return label || rest[1] || ''
  if (name === 'subteam') return label || '@group'
  return label || `@${name}`
}

function link(url: string, label: string): string {
  if (url.startsWith('mailto:') || url.startsWith('tel:')) return label || url.slice(url.indexOf(':') + 1)
  const short = (address: string): string => address.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return label === '' || short(label) === short(url) ? url : `${label} (${url})`
}

const decoded = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

interface RichNode {
  readonly type?: string
  readonly elements?: readonly RichNode[]
  readonly text?: string
  readonly url?: string
  readonly user_id?: string
  readonly channel_id?: string
  readonly name?: string
  readonly unicode?: string
  readonly range?: string
  readonly value?: string
  readonly fallback?: string
  readonly style?: string | { readonly code?: boolean }
  readonly indent?: number
}

/** Whatever Slack may add one day, a message is still read. */
const childrenOf = (node: RichNode): readonly RichNode[] =>
  Array.isArray(node.elements) ? node.elements.filter((child) => typeof child === 'object' && child !== null) : []

const isRichText = (block: unknown): block is RichNode =>
  typeof block === 'object' && block !== null && (block as RichNode).type === 'rich_text'

/** Stands for Savoir's own mention until the comma or colon behind it is taken out with it. */
const SELF = '\ue000'

const richText = (block: RichNode, reading: Reading): string =>
  childrenOf(block)
    .map((part) => richPart(part, reading))
    .join('\n')

function richPart(part: RichNode, reading: Reading): string {
  const words = (): string =>
    childrenOf(part)
      .map((element) => richElement(element, reading))
      .join('')
  switch (part.type) {
    case 'rich_text_list':
      return listLines(part, reading)
    case 'rich_text_quote':
      return words().replace(/^/gm, '> ')
    case 'rich_text_preformatted':
      return `\`\`\`\n${words()}\n\`\`\``
    default:
      // Sections end in a line break of their own when something follows.
      return words().replace(/\n$/, '')
  }
}

function listLines(list: RichNode, reading: Reading): string {
  const indent = '  '.repeat(Math.min(Math.max(list.indent ?? 0, 0), 8))
  const bullet = (index: number): string => (list.style === 'ordered' ? `${index + 1}.` : '•')
  return childrenOf(list)
    .map((row, index) => `${indent}${bullet(index)} ${richPart(row, reading)}`)
    .join('\n')
}

function richElement(element: RichNode, reading: Reading): string {
  switch (element.type) {
    case 'link':
      return link(element.url ?? '', element.text ?? '')
    case 'user':
      return personName(element.user_id ?? '', '', reading)
    case 'channel':
      return `#${reading.channelOf(element.channel_id ?? '') ?? element.channel_id ?? ''}`
    case 'usergroup':
      return '@group'
    case 'broadcast':
      return `@${element.range ?? ''}`
    case 'emoji':
      return emoji(element)
    case 'color':
      return element.value ?? ''
    case 'date':
      return element.fallback ?? ''
    default:
      return isCode(element) ? `\`${element.text ?? ''}\`` : (element.text ?? '')
  }
}

const isCode = (element: RichNode): boolean => typeof element.style === 'object' && element.style.code === true

function emoji(element: RichNode): string {
  const codes = (element.unicode ?? '').split('-').map((code) => Number.parseInt(code, 16))
  const known = codes.every((code) => code > 0 && code <= 0x10ffff)
  return known ? String.fromCodePoint(...codes) : `:${element.name ?? ''}:`
}

/** Typographic variants that clients put in by themselves, and what is not to be seen. */
function normal(text: string): string {
  return text
    .replace(/[ \t]?\ue000[,:]?/g, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/:skin-tone-[2-6]:/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/^[ \t]+(?=\S)/, '')
    .trim()
}
