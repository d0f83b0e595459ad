import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'
import { type Entry, fromFdPromise, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl'

/** What a zip may ask of this machine. Sizes are counted while inflating: headers may lie. */
export interface ZipLimits {
  readonly entries: number
  readonly bytesPerEntry: number
  readonly bytes: number
  /** Inflated to packed size; text of a chat rarely passes 30, deflate ends at 1032. */
  readonly ratio: number
}

export const ZIP_LIMITS: ZipLimits = { entries: 500_000, bytesPerEntry: 1024 ** 3, bytes: 10 * 1024 ** 3, ratio: 250 }

/** A zip, read entry by entry; nothing is ever written to disk. */
export interface Zip {
  /** In the order of the archive, directories left out, each name once. */
  readonly entries: readonly ZipEntry[]
  /** Entries that are not offered, and why. */
  readonly refused: readonly { readonly where: string; readonly why: string }[]
  /** The inflated bytes. Throws `Damaged` when they are not what the archive says, or beyond a limit. */
  read(entry: ZipEntry): AsyncIterable<Buffer>
  /** Lets go of the file; the next read opens it again. */
  close(): void
}

export interface ZipEntry {
  readonly name: string
  readonly packedBytes: number
  readonly entry: Entry
}

/** An entry, or the whole archive, cannot be trusted. The message says why, in words for the person who imports. */
export class Damaged extends Error {}

/** Below this many inflated bytes no ratio is suspicious. */
const RATIO_FROM_BYTES = 1024 * 1024
const LONGEST_NAME = 1024
const NOTHING = Buffer.alloc(0)
const SYMBOLIC_LINK = 0o120000
const FILE_TYPE = 0o170000

/** Lists a zip. The file is opened again for the first entry that is read. */
export async function openZip(file: string, limits: ZipLimits = ZIP_LIMITS): Promise<Zip> {
  const listed = await open(file)
  const listing = await list(listed.zip, limits).finally(() => listed.zip.close())
  let source: Source | null = null
  let left = { bytes: limits.bytes }
  return {
    ...listing,
    read: async function* (entry) {
      source ??= await open(file)
      yield* read(source, entry, limits, left)
    },
    close: () => {
      source?.zip.close()
      source = null
      left = { bytes: limits.bytes }
    },
  }
}

/** The zip and the file beneath, which is closed with it. */
interface Source {
  readonly zip: ZipFile
  readonly fd: number
}

async function open(file: string): Promise<Source> {
  const fd = openSync(file, 'r')
  try {
    const zip = await fromFdPromise(fd, { autoClose: false, decodeStrings: false, validateEntrySizes: false })
    return { zip, fd }
  } catch (error) {
    closeSync(fd)
    if (isSystemError(error)) throw error
    throw new Damaged('this is not a whole zip file: it is of another kind, or the download stopped half-way')
  }
}

/** Trouble of the machine (no such file, no permission), not of the archive. */
const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

async function list(zip: ZipFile, limits: ZipLimits): Promise<Pick<Zip, 'entries' | 'refused'>> {
  const entries = new Map<string, ZipEntry>()
  const refused: { where: string; why: string }[] = []
  let seen = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (++seen > limits.entries) throw new Damaged(`it lists more than ${limits.entries} files; the rest is left out`)
      const name = nameOf(entry)
      if (name.endsWith('/')) continue
      const why = reasonToRefuse(entry, name) ?? (entries.has(name) ? 'the name stands twice in the archive' : null)
      if (why) refused.push({ where: printable(name), why })
      else entries.set(name, { name, packedBytes: entry.compressedSize, entry: slim(entry) })
    }
  } catch (error) {
    if (isSystemError(error)) throw error
    refused.push({ where: 'list of files', why: error instanceof Damaged ? error.message : 'it is damaged' })
  }
  return { entries: [...entries.values()], refused }
}

/** Names are UTF-8 in practice, whatever the flag of the entry says; else as the zip format wants it. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw
  if (isUtf8(raw)) return raw.toString('utf8').replaceAll('\\', '/').normalize('NFC')
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
}

function reasonToRefuse(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null || hasControls(name)) return 'its name points outside the archive'
  if (name.length > LONGEST_NAME) return 'its name is too long'
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK) return 'it is a link, not a file'
  if (entry.isEncrypted()) return 'it is encrypted'
  if (!entry.canDecodeFileData()) return 'it is packed in a way that is not known here'
  return null
}

const hasControls = (name: string): boolean => /\p{Cc}/u.test(name)

/** A name that can be shown on a terminal. */
const printable = (name: string): string => name.replace(/\p{Cc}/gu, '?').slice(0, 200)

/** Half a million entries are kept: what is not needed to read them goes. */
function slim(entry: Entry): Entry {
  entry.fileNameRaw = entry.extraFieldRaw = entry.fileCommentRaw = NOTHING
  entry.extraFields = []
  return entry
}

async function* read(
  source: Source,
  { entry }: ZipEntry,
  limits: ZipLimits,
  left: { bytes: number },
): AsyncIterable<Buffer> {
  let bytes = 0
  let sum = 0
  try {
    for await (const chunk of await chunksOf(source, entry)) {
      bytes += chunk.length
      left.bytes -= chunk.length
      checkLimits(bytes, entry.compressedSize, limits, left)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    if (error instanceof Damaged || isSystemError(error)) throw error
    throw new Damaged('it is damaged')
  }
  if (sum !== entry.crc32 >>> 0) throw new Damaged('it is damaged: its checksum is wrong')
}

/** Most days of most channels are small: these are inflated at a stroke, others as a stream. */
const SMALL_PACKED_BYTES = 256 * 1024
const SMALL_BYTES = 4 * 1024 * 1024
const DEFLATED = 8

function chunksOf({ zip, fd }: Source, entry: Entry): Iterable<Buffer> | Promise<AsyncIterable<Buffer>> {
  if (entry.compressionMethod === DEFLATED && entry.compressedSize <= SMALL_PACKED_BYTES) {
    try {
      return [inflateRawSync(packedBytes(fd, entry), { maxOutputLength: SMALL_BYTES })]
    } catch (error) {
      if (!isTooLarge(error)) throw error
    }
  }
  return zip.openReadStreamPromise(entry) as Promise<AsyncIterable<Buffer>>
}

const LOCAL_HEADER_BYTES = 30

/** Behind the local header, whose name and extra field may be longer or shorter than those of the list. */
function packedBytes(fd: number, entry: Entry): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES)
  readSync(fd, header, 0, header.length, entry.relativeOffsetOfLocalHeader)
  const start = header.length + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = Buffer.alloc(entry.compressedSize)
  readSync(fd, packed, 0, packed.length, entry.relativeOffsetOfLocalHeader + start)
  return packed
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

function checkLimits(bytes: number, packed: number, limits: ZipLimits, left: { bytes: number }): void {
  if (bytes > limits.bytesPerEntry) throw new Damaged('it is too large once unpacked')
  if (left.bytes < 0) throw new Damaged('the archive is too large once unpacked')
  if (bytes > RATIO_FROM_BYTES && bytes > packed * limits.ratio) {
    throw new Damaged('it unpacks to far more than a chat would: this looks like a zip bomb')
  }
}
