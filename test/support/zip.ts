import { createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'
import { tempFolder } from './temp-folder.ts'

/** A zip with these files; what is neither text nor bytes is written as JSON. */
export function zipOf(files: Readonly<Record<string, unknown>>): Promise<string> {
  const path = newFile()
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(toBytes(content), name)
  zip.end()
  return new Promise((resolve, reject) => {
    zip.outputStream
      .pipe(createWriteStream(path))
      .on('finish', () => resolve(path))
      .on('error', reject)
  })
}

const newFile = (): string => join(tempFolder(), 'export.zip')

function toBytes(content: unknown): Buffer {
  if (Buffer.isBuffer(content)) return content
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content, null, 4))
}

/** An entry that an honest tool would not write. */
export interface RawEntry {
  readonly name: string | Buffer
  readonly content: unknown
  /** What the headers say of its size, when it is not true. */
  readonly claimedBytes?: number
  readonly crc?: number
  readonly unixMode?: number
  readonly flags?: number
  readonly method?: number
  /** Written in place of the packed bytes. */
  readonly packed?: Buffer
}

/** A zip with exactly these entries, whatever they are. */
export function rawZip(entries: readonly RawEntry[]): string {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const content = toBytes(entry.content)
    const packed = entry.packed ?? deflateRawSync(content)
    const name = Buffer.from(entry.name)
    const shared = sharedHeader(entry, content, packed, name)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), shared, name, packed])
    directory.push(Buffer.concat([centralHeader(entry, shared, offset), name]))
    parts.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  return fileOf(Buffer.concat([...parts, list, endRecord(entries.length, list.length, offset)]))
}

/** A file with these bytes. */
export function fileOf(bytes: Buffer): string {
  const path = newFile()
  writeFileSync(path, bytes)
  return path
}

function sharedHeader(entry: RawEntry, content: Buffer, packed: Buffer, name: Buffer): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(entry.flags ?? 0, 2)
  header.writeUInt16LE(entry.method ?? 8, 4)
  header.writeUInt32LE(entry.crc ?? crc32(content), 10)
  header.writeUInt32LE(packed.length, 14)
  header.writeUInt32LE(entry.claimedBytes ?? content.length, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}

function centralHeader(entry: RawEntry, shared: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 6)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from('504b01021403', 'hex'), shared, tail])
}

function endRecord(entries: number, listBytes: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.write('504b0506', 0, 'hex')
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(listBytes, 12)
  record.writeUInt32LE(offset, 16)
  return record
}
