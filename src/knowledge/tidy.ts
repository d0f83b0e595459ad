/**
 * A text as it is kept: what people wrote, without what no reader can see. Control and bidirectional characters and
 * halves of surrogate pairs are gone, line ends are `\n`, accents are composed.
 */
export function tidy(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(UNSEEN, '').normalize('NFC')
}

const LINE_ENDS = /\r\n?|\u2028|\u2029/g
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/g
