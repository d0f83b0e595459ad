/** Arrays of numbers with a description of what they are. */
export interface Pack {
  readonly about: unknown
  readonly arrays: readonly Numbers[]
}

export type Numbers = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array

/** Number of the form; what was packed in another one is not read. */
const FORM = 2
const MAGIC = 0x5341564f
const ALIGNED = 8
const HEADER_WORDS = 4

/** One run of bytes: magic, form, checksum, length of the description; the description; the arrays, aligned. */
export function pack({ about, arrays }: Pack): Uint8Array {
  const kinds = arrays.map((array) => ({ kind: kindOf(array), length: array.length }))
  const description = new TextEncoder().encode(JSON.stringify({ about, kinds }))
  const start = aligned(HEADER_WORDS * 4 + description.length)
  const bytes = new Uint8Array(arrays.reduce((end, array) => aligned(end + array.byteLength), start))
  bytes.set(description, HEADER_WORDS * 4)
  let at = start
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at = aligned(at + array.byteLength)
  }
  new Uint32Array(bytes.buffer, 0, HEADER_WORDS).set([MAGIC, FORM, checksum(bytes), description.length])
  return bytes
}

/** What was packed, without copying; null when the bytes are damaged or of another form. */
export function unpack(given: Uint8Array): Pack | null {
  const bytes = given.byteOffset % ALIGNED === 0 ? given : given.slice()
  if (bytes.length < HEADER_WORDS * 4 || bytes.length % ALIGNED !== 0) return null
  const [magic, form, sum, length = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_WORDS)
  if (magic !== MAGIC || form !== FORM || sum !== checksum(bytes)) return null
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

/** The sum that `pack` wrote into the bytes: it names this very content. */
export const checksumIn = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)

const KINDS = { u8: Uint8Array, i32: Int32Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array } as const
type Kind = keyof typeof KINDS

function kindOf(array: Numbers): Kind {
  if (array instanceof Uint8Array) return 'u8'
  if (array instanceof Int32Array) return 'i32'
  if (array instanceof Uint32Array) return 'u32'
  return array instanceof Float32Array ? 'f32' : 'f64'
}

const aligned = (at: number): number => Math.ceil(at / ALIGNED) * ALIGNED

// Over everything behind the header.
function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)
  let sum = 0x811c9dc5
  for (let i = HEADER_WORDS; i < words.length; i++) sum = Math.imul(sum ^ (words[i] as number), 0x01000193)
  return sum >>> 0
}
