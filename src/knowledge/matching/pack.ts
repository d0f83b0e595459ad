import type { Steps } from './steps.ts'

/** Arrays of numbers with a description of what they are. */
export interface Pack {
  readonly about: unknown
  readonly arrays: readonly Numbers[]
}

/** A pack as bytes: the pieces make one run. The arrays are not copied, so they must not change until it is written. */
export interface Packed {
  readonly pieces: readonly Uint8Array[]
  /** Names this very content; see `checksumIn`. */
  readonly checksum: number
}

export type Numbers = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array

/** Number of the form; what was packed in another one is not read. */
const FORM = 2
const MAGIC = 0x5341564f
const ALIGNED = 8
const HEADER_WORDS = 4
const FIRST_SUM = 0x811c9dc5
/** Bytes that are summed in one step: some milliseconds. */
const SUMMED_AT_ONCE = 1 << 22

/** One run of bytes: magic, form, checksum, length of the description; the description; the arrays, aligned. */
export function* packing({ about, arrays }: Pack): Steps<Packed> {
  const kinds = arrays.map((array) => ({ kind: kindOf(array), length: array.length }))
  const description = new TextEncoder().encode(JSON.stringify({ about, kinds }))
  const content = [description, ...arrays.map(bytesOf)].flatMap(inWholeWords)
  let checksum = FIRST_SUM
  for (const piece of content) {
    for (let from = 0; from < piece.length; from += SUMMED_AT_ONCE) {
      checksum = summed(checksum, piece.subarray(from, from + SUMMED_AT_ONCE))
      yield
    }
  }
  const header = Uint32Array.of(MAGIC, FORM, checksum, description.length)
  return { pieces: [bytesOf(header), ...content], checksum }
}

/** What was packed, without copying; null when the bytes are damaged or of another form. */
export function unpack(given: Uint8Array): Pack | null {
  const bytes = given.byteOffset % ALIGNED === 0 ? given : given.slice()
  if (bytes.length < HEADER_WORDS * 4 || bytes.length % ALIGNED !== 0) return null
  const [magic, form, sum, length = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_WORDS)
  if (magic !== MAGIC || form !== FORM || sum !== summed(FIRST_SUM, bytes.subarray(HEADER_WORDS * 4))) return null
  const text = new TextDecoder().decode(bytes.subarray(HEADER_WORDS * 4, HEADER_WORDS * 4 + length))
  const { about, kinds } = JSON.parse(text) as { about: unknown; kinds: { kind: Kind; length: number }[] }
  let at = aligned(HEADER_WORDS * 4 + length)
  const arrays = kinds.map((one) => {
    const array = new KINDS[one.kind](bytes.buffer as ArrayBuffer, bytes.byteOffset + at, one.length)
    at = aligned(at + array.byteLength)
    return array
  })
  return { about, arrays }
}

/** The sum that stands in the bytes: it names this very content. */
export const checksumIn = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)

const KINDS = { u8: Uint8Array, i32: Int32Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array } as const
type Kind = keyof typeof KINDS

function kindOf(array: Numbers): Kind {
  if (array instanceof Uint8Array) return 'u8'
  if (array instanceof Int32Array) return 'i32'
  if (array instanceof Uint32Array) return 'u32'
  return array instanceof Float32Array ? 'f32' : 'f64'
}

const bytesOf = (array: Numbers): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

// The bytes up to the last whole word of the run, and what is left of them, filled up with zeros.
function inWholeWords(bytes: Uint8Array): Uint8Array[] {
  const whole = bytes.length - (bytes.length % ALIGNED)
  if (whole === bytes.length) return [bytes]
  const rest = new Uint8Array(ALIGNED)
  rest.set(bytes.subarray(whole))
  return [bytes.subarray(0, whole), rest]
}

const aligned = (at: number): number => Math.ceil(at / ALIGNED) * ALIGNED

function summed(before: number, bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)
  let sum = before
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ (words[i] as number), 0x01000193)
  return sum >>> 0
}
