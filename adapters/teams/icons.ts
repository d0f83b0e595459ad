import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

const CLEAR: Colour = [0, 0, 0, 0]
const WHITE: Colour = [255, 255, 255, 255]
const BLUE: Colour = [29, 53, 87, 255]

/** 192 × 192, in colour. */
export const colourIcon = (): Buffer => png(192, (x, y) => (isInk(x, y) ? WHITE : BLUE))

/** 32 × 32, white on nothing. */
export const outlineIcon = (): Buffer => png(32, (x, y) => (isInk(x, y) ? WHITE : CLEAR))

/** A speech bubble with three lines in it. `x` and `y` run from 0 to 1. */
function isInk(x: number, y: number): boolean {
  const tail = x >= 0.3 && x <= 0.3 + (0.86 - y) * 0.9 && y >= 0.66 && y <= 0.86
  const bubble = x >= 0.16 && x <= 0.84 && y >= 0.2 && y <= 0.7
  const line = (at: number, to: number): boolean => y >= at && y <= at + 0.055 && x >= 0.27 && x <= to
  return (bubble || tail) && !line(0.3, 0.73) && !line(0.42, 0.73) && !line(0.54, 0.55)
}

function png(size: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4))
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      // Each row begins with the number of its filter: none.
      const at = y * (1 + size * 4) + 1 + x * 4
      rows.set(colourAt((x + 0.5) / size, (y + 0.5) / size), at)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // Eight bits, in red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8)
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([begin, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(content.length, 0)
  around.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
}
