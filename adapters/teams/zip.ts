import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive. */
export interface Entry {
  readonly name: string
  readonly content: Uint8Array
}

/** The same files make the same bytes: the archive tells no time. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content)
    const path = Buffer.from(name)
    const about = aboutOf(content, packed.length, path.length)
    const local = Buffer.concat([signature(0x04034b50), about, path, packed])
    directory.push(Buffer.concat([signature(0x02014b50), u16(20), about, placeOf(at), path]))
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const count = u16(entries.length)
  const end = [signature(0x06054b50), u16(0), u16(0), count, count, u32(listed.length), u32(at), u16(0)]
  return Buffer.concat([...parts, listed, ...end])
}

const UTF8 = 0x0800
const DEFLATED = 8
/** 1 January 1980, the first day that a zip knows. */
const FIRST_DAY = 0x0021

/** What both headers of a file have in common. */
function aboutOf(content: Uint8Array, packed: number, path: number): Buffer {
  const sizes = [u32(crc32(content)), u32(packed), u32(content.length)]
  return Buffer.concat([u16(20), u16(UTF8), u16(DEFLATED), u16(0), u16(FIRST_DAY), ...sizes, u16(path), u16(0)])
}

/** Comment, disk and attributes are empty. */
const placeOf = (at: number): Buffer => Buffer.concat([u16(0), u16(0), u16(0), u32(0), u32(at)])

const signature = (value: number): Buffer => u32(value)

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
