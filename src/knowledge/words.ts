import { characterClass, LETTER, OTHER, UNSPACED } from './characters.ts'
import { clean } from './fold.ts'
import { cutWord, partsOf } from './word-parts.ts'

/** A word as it is compared: lower case, without accents. */
export interface Word {
  readonly text: string
  /** `name`: an identifier, a path, a version, kept whole; `part`: a piece of the name or compound before it. */
  readonly kind: 'word' | 'name' | 'part'
}

/** The words of a text in reading order. Identifiers come whole, then in parts; elisions and possessives are split off. */
export function words(text: string): Word[] {
  const found: Word[] = []
  const source = clean(text)
  let at = 0
  while (at < source.length) {
    const kind = characterClass(source, at)
    if (kind === LETTER) at = addToken(source, at, found)
    else if (kind === UNSPACED) at = addUnspaced(source, at, found)
    else at++
  }
  return found
}

function addToken(source: string, start: number, found: Word[]): number {
  const end = endOfToken(source, start)
  const token = source.slice(start, end)
  if (source.startsWith('://', end)) return end + 3
  const sign = signBefore(source, start, token)
  if (sign !== '') addName(sign, token, found)
  else if (token.includes("'")) addElided(token, found)
  else addName('', token, found)
  return end
}

// Scripts without spaces give pairs of characters, which find their words without a dictionary.
function addUnspaced(source: string, start: number, found: Word[]): number {
  let end = start
  while (characterClass(source, end) === UNSPACED) end++
  const characters = [...source.slice(start, end)]
  if (characters.length === 1) found.push({ text: characters.join(''), kind: 'word' })
  for (let i = 0; i + 1 < characters.length; i++) {
    found.push({ text: `${characters[i]}${characters[i + 1]}`, kind: 'word' })
  }
  return end
}

function endOfToken(source: string, start: number): number {
  let end = start
  while (end < source.length) {
    const step = characterClass(source, end) === LETTER ? 1 : joinerAt(source, end)
    if (step === 0) break
    end += step
  }
  const isSharp = source[end] === '#' && end - start === 1 && characterClass(source, end + 1) === OTHER
  return isSharp ? end + 1 : end
}

/** Width of what holds two halves of one token together here; 0 when the token ends. */
function joinerAt(source: string, at: number): number {
  const sign = source[at] ?? ''
  const isLetterNext = characterClass(source, at + 1) === LETTER
  if (sign === '+') return source[at + 1] === '+' ? 2 : 0
  if (sign === '&') return INITIAL.test(source[at - 1] ?? '') && INITIAL.test(source[at + 1] ?? '') ? 1 : 0
  if (sign === ':' && source[at + 1] === ':') return characterClass(source, at + 2) === LETTER ? 2 : 0
  return isLetterNext && JOINERS.has(sign) ? 1 : 0
}

const INITIAL = /[A-Z]/
const JOINERS = new Set(["'", '-', '.', '/', ':', '@', '\\'])

/** What belongs to the name in front of it: `/etc`, `--flag`, `-x`, `.env`, `@scope/name`. */
function signBefore(source: string, start: number, token: string): string {
  switch (source[start - 1]) {
    case '/':
    case '.':
      return isEdge(source, start - 2) ? (source[start - 1] ?? '') : ''
    case '@':
      return isEdge(source, start - 2) && token.includes('/') ? '@' : ''
    case '-':
      if (source[start - 2] === '-' && isEdge(source, start - 3)) return '--'
      return isEdge(source, start - 2) && SHORT_FLAG.test(token) ? '-' : ''
    case undefined:
    case ' ':
      return ''
  }
  return ''
}

const isEdge = (source: string, at: number): boolean => at < 0 || EDGES.test(source[at] ?? '')
const EDGES = /[\s('"[{<=,;`|]/
const SHORT_FLAG = /^[a-zA-Z]{1,2}$/

/** `l'accès` is l + accès, `server's` is server, `don't` is dont. */
function addElided(token: string, found: Word[]): void {
  const pieces = token.split("'")
  let i = 0
  while (i < pieces.length) {
    let piece = pieces[i++] ?? ''
    const next = pieces[i]?.toLowerCase()
    if (next !== undefined && ELIDED.has(piece.toLowerCase())) {
      found.push({ text: piece.toLowerCase(), kind: 'word' })
      continue
    }
    if (next === 't' || next === 'hui') piece += pieces[i++]
    else if (next !== undefined && ENGLISH_ENDINGS.has(next)) i++
    addName('', piece, found)
  }
}

const ELIDED = new Set(['l', 'd', 'j', 'm', 't', 's', 'n', 'c', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu'])
const ENGLISH_ENDINGS = new Set(['s', 're', 've', 'll', 'd', 'm'])

function addName(sign: string, token: string, found: Word[]): void {
  const text = token.toLowerCase()
  if (sign === '' && PLAIN.test(token)) found.push({ text: cutWord(text), kind: 'word' })
  else if (sign === '' && INVERTED.test(token)) addInverted(text, found)
  else if (sign === '' && NUMBER.test(token)) found.push({ text: cutWord(text), kind: 'word' })
  else {
    const parts = partsOf(token, sign !== '')
    const isPlain = sign === '' && COMPOUND.test(token) && (parts.length === 0 || token.includes('-'))
    if (text.length <= LONGEST_NAME && HAS_CONTENT.test(text)) {
      found.push({ text: sign + text, kind: isPlain ? 'word' : 'name' })
    }
    for (const part of parts) found.push({ text: part, kind: 'part' })
  }
}

/** Longer ones are data: only their parts are kept. */
const LONGEST_NAME = 128
const PLAIN = /^(?:[A-Z]?[a-z]+|[A-Z]+|[\u0080-\uffff]+)$/
const COMPOUND = /^[A-Za-z]+(?:-[A-Za-z]+)*$/
const NUMBER = /^\d+(?:[-.:/]\d+)*$/
const HAS_CONTENT = /[^_+]/
/** `avez-vous`, `est-ce`, `a-t-il`: two words of French rather than one name. */
const INVERTED = /^[a-z]+(?:-t)?-(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|lui|leur|le|la|les|en|y|ci)$/i

function addInverted(text: string, found: Word[]): void {
  for (const piece of text.split('-')) found.push({ text: cutWord(piece), kind: 'word' })
}
