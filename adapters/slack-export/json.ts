import { isUtf8 } from 'node:buffer'

/** One element of a JSON list, or the reason why it could not be read. */
export type Element =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'broken'; readonly line: number; readonly why: string }

/** An element that is longer cannot be a message or a person. */
const LONGEST_ELEMENT_BYTES = 4 * 1024 * 1024

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const COMMA = 0x2c
const CARRIAGE_RETURN = 0x0d
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/**
 * The elements of a JSON list, a few at a time, without holding the whole list. A broken element costs only itself
 * as long as its brackets pair, or it begins on a line of its own as Slack writes them.
 */
export async function* elementsOf(chunks: AsyncIterable<Buffer>): AsyncIterable<readonly Element[]> {
  const list = new ListReader()
  for await (const chunk of chunks) {
    const elements = list.take(chunk)
    if (elements.length > 0) yield elements
    if (list.over) break
  }
  const rest = list.end()
  if (rest.length > 0) yield rest
}

/** Finds where elements begin and end, byte by byte: all that matters to JSON is ASCII. */
class ListReader {
  over = false
  private state: 'before' | 'inside' | 'after' = 'before'
  private depth = 0
  private inString = false
  private escaped = false
  private line = 1
  private offset = 0
  /** Parts of the element that is being read, and the line it began on. */
  private parts: Buffer[] = []
  private partsBytes = 0
  private startLine = 1
  /** Spaces before the element on its line; null when something else stands there. */
  private indent: number | null = null
  private spaces: number | null = 0
  private found: Element[] = []
  /** Brackets did not pair: the end of the list is not to be relied on. */
  private salvaged = false

  take(chunk: Buffer): readonly Element[] {
    let start = this.depth > 0 ? 0 : -1
    for (let at = 0; at < chunk.length && !this.over; at++) {
      const byte = chunk[at] as number
      if (this.depth > 0) {
        if (this.insideElement(byte)) {
          this.parts.push(chunk.subarray(start, at + 1))
          this.finish()
          start = -1
        }
      } else if (this.betweenElements(byte)) start = at
    }
    if (start >= 0) this.hold(chunk.subarray(start))
    return this.taken()
  }

  end(): readonly Element[] {
    if (this.depth > 0) this.salvage(this.text(), 'it breaks off before its end')
    else if (this.state === 'before') this.fail('there is no list in it')
    else if (this.state === 'inside' && !this.salvaged) this.fail('it breaks off before its end')
    return this.taken()
  }

  private taken(): readonly Element[] {
    const elements = this.found
    this.found = []
    return elements
  }

  /** True when this byte ends the element. */
  private insideElement(byte: number): boolean {
    if (byte === NEWLINE) this.line++
    if (this.inString) {
      if (this.escaped) this.escaped = false
      else if (byte === BACKSLASH) this.escaped = true
      // JSON has no line end inside a string: a quote is missing, and only this element suffers.
      else if (byte === QUOTE || byte === NEWLINE) this.inString = false
      return false
    }
    if (byte === QUOTE) this.inString = true
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.depth++
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) return --this.depth === 0
    return false
  }

  /** True when an element begins with this byte. */
  private betweenElements(byte: number): boolean {
    if (this.offset < 3 && byte === BYTE_ORDER_MARK[this.offset++]) return false
    if (byte === NEWLINE) {
      this.line++
      this.spaces = 0
    } else if (byte === 0x20 || byte === 0x09) this.spaces = this.spaces === null ? null : this.spaces + 1
    else if (byte === CARRIAGE_RETURN) return false
    else if (this.state !== 'inside') this.outside(byte)
    else if (byte === OPEN_OBJECT) return this.beginElement()
    else if (byte === CLOSE_LIST) this.state = 'after'
    else if (byte !== COMMA) this.stray()
    return false
  }

  private outside(byte: number): void {
    this.spaces = null
    if (this.state === 'before' && byte === OPEN_LIST) {
      this.state = 'inside'
      return
    }
    this.fail(this.state === 'before' ? 'there is no list in it' : 'something stands behind the end of the list')
    this.state = 'after'
    this.over = true
  }

  private beginElement(): boolean {
    this.depth = 1
    this.startLine = this.line
    this.indent = this.spaces
    this.spaces = null
    return true
  }

  private stray(): void {
    const last = this.found.at(-1)
    if (last?.kind !== 'broken' || last.line !== this.line) this.fail('something that is not a record stands there')
    this.spaces = null
  }

  private hold(part: Buffer): void {
    this.partsBytes += part.length
    this.parts.push(part)
    if (this.partsBytes <= LONGEST_ELEMENT_BYTES) return
    this.salvage(this.text(), 'a record is far too long')
    this.over = true
    this.state = 'after'
    this.depth = 0
  }

  private finish(): void {
    const text = this.text()
    const { value, error } = parse(text)
    if (error) this.salvage(text, 'the JSON is wrong')
    else this.found.push({ kind: 'value', value })
  }

  /** A bracket or a quote is missing: elements that begin on lines of their own are tried one by one. */
  private salvage(text: string, why: string): void {
    const pieces = this.indent === null ? [text] : text.split(new RegExp(`\n(?=[ \t]{${this.indent}}\\{)`))
    let line = this.startLine
    this.salvaged = true
    for (const piece of pieces) {
      const whole = piece.slice(0, piece.lastIndexOf('}') + 1)
      const { value, error } = parse(whole)
      if (error) this.found.push({ kind: 'broken', line: line + badLine(whole), why })
      else this.found.push({ kind: 'value', value })
      line += 1 + newlines(piece)
    }
  }

  private text(): string {
    const bytes = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts)
    this.parts = []
    this.partsBytes = 0
    return decode(bytes)
  }

  private fail(why: string): void {
    this.found.push({ kind: 'broken', line: this.line, why })
  }
}

/** What is not UTF-8 was most likely written as Latin-1. */
const decode = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')

function parse(text: string): { readonly value?: unknown; readonly error?: unknown } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { error }
  }
}

/** Lines before the one on which the text stops being JSON: the parser tells only sometimes, so that it is asked by halves. */
function badLine(text: string): number {
  let [good, bad] = [0, newlines(text)]
  while (good < bad) {
    const middle = Math.floor((good + bad) / 2)
    if (isCutShort(firstLines(text, middle + 1))) good = middle + 1
    else bad = middle
  }
  return bad
}

/** True when all that is wrong with the text is that more should follow. */
function isCutShort(text: string): boolean {
  const { error } = parse(text)
  if (!(error instanceof Error)) return true
  const position = /at position (\d+)/.exec(error.message)?.[1]
  return /end of JSON input|^Unterminated string/.test(error.message) || Number(position) === text.length
}

const firstLines = (text: string, lines: number): string => text.split('\n').slice(0, lines).join('\n')

const newlines = (text: string): number => text.split('\n').length - 1
