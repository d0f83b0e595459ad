import { Parser } from 'htmlparser2'
import type { Activity, Entity, MessagePayload } from './wire.ts'

/** Nobody writes more into one message. */
const TEXT_MAX = 40_000
const HTML = 'text/html'

/** Plain text of a message: what people wrote, without the mention of Savoir, and without what they quote of others. */
export function plainText(activity: Activity, self: string): string {
  const rich = activity.attachments?.find(
    ({ contentType, content }) => contentType === HTML && typeof content === 'string',
  )
  const mentions = (activity.entities ?? []).filter(({ type }) => type === 'mention')
  if (rich) return normal(htmlText(String(rich.content), (index, name) => nameAt(mentions, index, name, self)))
  return normal(bareText(activity.text ?? '', mentions, self))
}

/** Plain text of the message that a message action was chosen on, or that Graph tells. */
export function payloadText({ body }: MessagePayload, self: string): string {
  const content = body?.content ?? ''
  if (body?.contentType !== 'html') return normal(bareText(content, [], self))
  return normal(htmlText(content, (_, name) => `@${name}`))
}

/** True when the message speaks to Savoir by name. */
export const mentions = ({ entities, recipient }: Activity): boolean =>
  (entities ?? []).some(
    ({ type, mentioned }) => type === 'mention' && mentioned?.id !== undefined && mentioned.id === recipient?.id,
  )

/** The message that this one quotes; null when it quotes none. */
export function quoted(activity: Activity): string | null {
  const entity = activity.entities?.find(({ type }) => type === 'quotedReply')
  return entity?.quotedReply?.messageId ?? null
}

/** Stands for Savoir's own mention until the comma or colon behind it is taken out with it. */
const SELF = '\ue000'

function nameAt(mentions: readonly Entity[], index: number, name: string, self: string): string {
  return mentions[index]?.mentioned?.id === self ? SELF : `@${name}`
}

/** `text` bears mentions as tags among what people typed, so that only those of the entities are taken for such. */
function bareText(text: string, mentions: readonly Entity[], self: string): string {
  let read = text.replace(/<quoted[^>]*>/g, '')
  for (const { text: tag, mentioned } of mentions) {
    if (!tag) continue
    const name = tag.replace(/<\/?at[^>]*>/g, '')
    read = read.replaceAll(tag, mentioned?.id === self ? SELF : `@${name}`)
  }
  return read.replace(/<at[^>]*>([^<]*)<\/at>/g, '@$1')
}

const CODE = new Set(['pre', 'codeblock'])
const BLOCKS = new Set(['p', 'div', 'li', 'tr', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'table'])
const UNSEEN = new Set(['script', 'style', 'head', 'title'])

type Attributes = Readonly<Record<string, string>>

/** What an HTML text says, line by line. */
class Reading {
  text = ''
  private skipping = 0
  private inBlock = false
  private mention: { readonly index: number; readonly from: number } | null = null
  private readonly links: { readonly href: string; readonly from: number }[] = []
  private readonly nameOf: (index: number, name: string) => string

  constructor(nameOf: (index: number, name: string) => string) {
    this.nameOf = nameOf
  }

  open(name: string, attributes: Attributes): void {
    if (this.skipping > 0 || UNSEEN.has(name) || isQuote(name, attributes)) this.skipping += VOID.has(name) ? 0 : 1
    else if (isMention(name, attributes))
      this.mention = { index: Number(attributes.itemid ?? attributes.id), from: this.text.length }
    else if (name === 'a') this.links.push({ href: attributes.href ?? '', from: this.text.length })
    else if (name === 'br') this.text += '\n'
    else if (name === 'img' || name === 'emoji') this.text += attributes.alt ?? ''
    else if (name === 'code') this.text += this.inBlock ? '' : '`'
    else if (CODE.has(name)) this.fence(true)
    else if (BLOCKS.has(name)) this.line(name === 'li' ? '• ' : '')
  }

  say(words: string): void {
    if (this.skipping === 0) this.text += words
  }

  close(name: string): void {
    if (VOID.has(name)) return
    if (this.skipping > 0) this.skipping -= 1
    else if (this.mention && (name === 'span' || name === 'at')) this.endMention(this.mention)
    else if (name === 'a') this.endLink()
    else if (CODE.has(name)) this.fence(false)
    else if (name === 'code') this.text += this.inBlock ? '' : '`'
    else if (BLOCKS.has(name)) this.line('')
  }

  private fence(opens: boolean): void {
    this.inBlock = opens
    this.line('```\n')
  }

  private line(start: string): void {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n'
    this.text += start
  }

  private endMention({ index, from }: { index: number; from: number }): void {
    this.text = this.text.slice(0, from) + this.nameOf(index, this.text.slice(from))
    this.mention = null
  }

  private endLink(): void {
    const link = this.links.pop()
    if (!link) return
    const label = this.text.slice(link.from)
    if (/^https?:/.test(link.href) && bare(label) !== bare(link.href)) this.text += ` (${link.href})`
  }
}

const VOID = new Set(['br', 'img', 'hr', 'input', 'meta', 'link'])
const bare = (address: string): string =>
  address
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')

const isMention = (name: string, { itemtype }: Attributes): boolean =>
  name === 'at' || (name === 'span' && itemtype === 'http://schema.skype.com/Mention')

/** Words of somebody else, which are theirs. */
const isQuote = (name: string, { itemtype }: Attributes): boolean =>
  name === 'quoted' || name === 'attachment' || (name === 'blockquote' && itemtype === 'http://schema.skype.com/Reply')

function htmlText(html: string, nameOf: (index: number, name: string) => string): string {
  const reading = new Reading(nameOf)
  const parser = new Parser({
    onopentag: (name, attributes) => reading.open(name, attributes),
    ontext: (words) => reading.say(words),
    onclosetag: (name) => reading.close(name),
  })
  parser.write(html.slice(0, 4 * TEXT_MAX))
  parser.end()
  return reading.text
}

/** Typographic variants that clients put in by themselves, and what is not to be seen. */
function normal(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\s*\ue000(?:\s*[,:])?\s*/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, TEXT_MAX)
}
