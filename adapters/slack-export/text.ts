import { type Fields, fieldsOf, listOf, textOf } from './fields.ts'

/** Names to write for ids in a text; null when the name is unknown, or not for everybody's eyes. */
export interface Names {
  person(user: string): string | null
  place(channel: string): string | null
}

/** The plain text of a message: from its rich text where there is one, else from the text as Slack sends it. */
export function plainText(message: Fields, names: Names): string {
  const rich = listOf(message.blocks)
    .map(fieldsOf)
    .filter((block) => block.type === 'rich_text')
  const said = rich.length > 0 ? richText(rich, names) : wireText(textOf(message.text) ?? '', names)
  return tidy(said) || tidy(leftover(message, names))
}

/** Angle brackets and code are set apart first; then marks go and the three entities are turned back, once. */
export function wireText(text: string, names: Names): string {
  const apart: string[] = []
  const prose = text.replaceAll(APART, '').replace(SPECIAL, (found) => {
    apart.push(found.startsWith('`') ? code(found, names) : bracket(found, names))
    return APART
  })
  let next = 0
  return unescaped(withoutMarks(prose)).replaceAll(APART, () => apart[next++] ?? '')
}

/** A bold first line is a heading, and stays marked as one. */
const HEADING = /^\s*\*(?![\s*])([^*\n]+)\*[ \t]*(?=\n)/

/** Of the characters that Unicode gives no meaning to. */
const APART = '\ue000'

// Fenced code, code, or anything between angle brackets; a bracket that never closes ends at the next space.
const SPECIAL = /```[^`]*```|`[^`\n]+`|<[^<>]*>|<[@#!][^<>\s]*|</g

/** Links inside code keep what was typed. */
const code = (text: string, names: Names): string =>
  unescaped(text.replace(/<[^<>]*>|<[@#!][^<>\s]*|</g, (found) => bracket(found, names)))

function bracket(found: string, names: Names): string {
  const inner = found.slice(1).replace(/>$/, '')
  const bar = inner.indexOf('|')
  const target = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? '' : unescaped(inner.slice(bar + 1)).trim()
  if (target.startsWith('@')) return `@${names.person(target.slice(1)) ?? (label.replace(/^@/, '') || 'someone')}`
  if (target.startsWith('#'))
    return `#${names.place(target.slice(1)) ?? (label.replace(/^#/, '') || 'private-channel')}`
  if (target.startsWith('!')) return special(target, label)
  return link(unescaped(target), label)
}

function special(target: string, label: string): string {
  const broadcast = /^!(here|channel|everyone)\b/.exec(target)
  if (broadcast) return `@${broadcast[1]}`
  if (target.startsWith('!subteam')) return `@${label.replace(/^@/, '') || 'group'}`
  return label
}

function link(url: string, label: string): string {
  const bare = url.replace(/^mailto:/, '')
  if (!label || label === bare || sameLink(url, label)) return bare
  return `${label} (${bare})`
}

const sameLink = (url: string, label: string): boolean =>
  url.replace(/^https?:\/\//, '').replace(/\/$/, '') === label.replace(/^https?:\/\//, '').replace(/\/$/, '')

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|amp);/g, (_, entity: 'lt' | 'gt' | 'amp') => ({ lt: '<', gt: '>', amp: '&' })[entity])

// `*bold*`, `_italic_`, `~struck~`: marks that hug a phrase on one line, with no letter or digit outside of them.
const MARKS = [mark('\\*'), mark('_'), mark('~')]

function mark(sign: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}${sign}])${sign}(?![\\s${sign}])([^${sign}\n]*[^\\s${sign}])${sign}(?![\\p{L}\\p{N}${sign}])`,
    'gu',
  )
}

function withoutMarks(prose: string): string {
  const [heading = ''] = HEADING.exec(prose) ?? []
  return heading + MARKS.reduce((text, sign) => text.replace(sign, '$1'), prose.slice(heading.length))
}

/** A text of ten levels is nobody's; deeper ones are cut. */
const DEEPEST = 10

function richText(blocks: readonly Fields[], names: Names): string {
  return blocks.flatMap((block) => listOf(block.elements).map((part) => section(fieldsOf(part), names, 0))).join('\n')
}

function section(part: Fields, names: Names, depth: number): string {
  if (depth > DEEPEST) return ''
  const elements = listOf(part.elements).map(fieldsOf)
  switch (part.type) {
    case 'rich_text_list':
      return elements.map((row, at) => bullet(part, at) + section(row, names, depth + 1)).join('\n')
    case 'rich_text_quote':
      return prefixed('> ', elements.map((element) => inline(element, names)).join(''))
    case 'rich_text_preformatted':
      return `\`\`\`\n${elements.map((element) => inline(element, names)).join('')}\n\`\`\``
    default:
      return withHeading(elements, names).replace(/\n$/, '')
  }
}

/** Bold words with the first line for themselves are a heading, marked as in a text without blocks. */
function withHeading(elements: readonly Fields[], names: Names): string {
  const texts = elements.map((element) => inline(element, names))
  const [first = '', second = ''] = texts
  const line = first.trim()
  const isBold = fieldsOf(elements[0]?.style).bold === true
  const isAlone = first.endsWith('\n') || second.startsWith('\n')
  if (!isBold || !isAlone || line === '' || /[*\n]/.test(line)) return texts.join('')
  return `*${line}*\n${texts.slice(1).join('').replace(/^\n/, '')}`
}

function bullet(list: Fields, at: number): string {
  const first = typeof list.offset === 'number' ? list.offset + 1 : 1
  const indent = typeof list.indent === 'number' ? Math.min(Math.max(list.indent, 0), DEEPEST) : 0
  return '  '.repeat(indent) + (list.style === 'ordered' ? `${first + at}. ` : '• ')
}

const prefixed = (prefix: string, text: string): string =>
  text
    .split('\n')
    .map((line) => prefix + line)
    .join('\n')

function inline(element: Fields, names: Names): string {
  const text = textOf(element.text) ?? ''
  switch (element.type) {
    case 'text':
      return fieldsOf(element.style).code === true && text.trim() ? `\`${text}\`` : text
    case 'link':
      return link(textOf(element.url) ?? '', text)
    case 'user':
      return `@${names.person(textOf(element.user_id) ?? '') ?? 'someone'}`
    case 'channel':
      return `#${names.place(textOf(element.channel_id) ?? '') ?? 'private-channel'}`
    case 'usergroup':
      return '@group'
    case 'broadcast':
      return `@${textOf(element.range) ?? 'channel'}`
    case 'emoji':
      return `:${textOf(element.name) ?? ''}:`
    case 'date':
      return textOf(element.fallback) ?? ''
    case 'color':
      return textOf(element.value) ?? ''
    default:
      return text
  }
}

/** What stands for a message without words: the texts of its attachments, else the names of its files. */
function leftover(message: Fields, names: Names): string {
  const attachments = listOf(message.attachments).map(fieldsOf)
  const texts = attachments.map((one) => textOf(one.text) ?? textOf(one.fallback) ?? textOf(one.title) ?? '')
  const files = listOf(message.files).map(fieldsOf)
  const titles = files.map((file) => textOf(file.title) ?? textOf(file.name) ?? '')
  return texts.some(Boolean)
    ? texts.map((text) => wireText(text, names)).join('\n')
    : titles.filter((title) => title !== '').join(', ')
}

const INVISIBLE = /[\u200b\u2060\ufeff]/g
const LONE_SURROGATE = /\p{Cs}/gu
const SKIN_TONE = /:skin-tone-[2-6]:/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(/\u00a0/g, ' ')
    .replace(SKIN_TONE, '')
    .replace(LONE_SURROGATE, '')
    .trim()
