import type { Block, Doc, Inline } from '../../src/chat/doc.ts'
import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import type { Entry, Talk } from './talk.ts'
import type { Said } from './wire.ts'

/** The thread of a message as the core reads it: what everybody in the place sees of it. */
export function readThread(
  message: MessageRef,
  talk: Talk,
  link: (message: MessageRef) => string,
): readonly ThreadMessage[] | null {
  const entry = talk.find(message)
  if (!entry) return null
  const shared = talk.threadOf(entry).filter((one) => one.onlyFor === null && one.said.kind !== 'gone')
  return shared.length > 0 ? shared.map((one) => toThreadMessage(one, link)) : null
}

/** Messages before and after one that are read with it: a conversation without threads is found among them. */
const AROUND = 50

/** What everybody in the place sees around a message at top level: those that begin no thread. */
export function readAround(
  message: MessageRef,
  talk: Talk,
  link: (message: MessageRef) => string,
): readonly ThreadMessage[] | null {
  const entry = talk.find(message)
  if (!entry || entry.thread !== null) return null
  const begun = new Set(talk.in(entry.place).map((one) => one.thread))
  const shared = talk
    .in(entry.place)
    .filter((one) => one.thread === null && !begun.has(one.ref) && one.onlyFor === null && one.said.kind !== 'gone')
  const at = shared.indexOf(entry)
  if (at < 0) return null
  return shared.slice(Math.max(0, at - AROUND), at + AROUND + 1).map((one) => toThreadMessage(one, link))
}

const toThreadMessage = (entry: Entry, link: (message: MessageRef) => string): ThreadMessage => ({
  message: entry.ref,
  place: entry.place,
  by: entry.by,
  at: new Date(entry.at),
  text: plainText(entry.said),
  permalink: link(entry.ref),
  reactions: entry.reactions,
})

function plainText(said: Said): string {
  switch (said.kind) {
    case 'text':
      return said.text
    case 'doc':
      return docText(said.doc)
    case 'gone':
      return ''
  }
}

const docText = (doc: Doc): string => doc.map(blockText).filter(Boolean).join('\n')

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'quote':
      return block.text
    case 'text':
    case 'context':
      return lineText(block.inlines)
    case 'list':
      return block.rows.map(lineText).join('\n')
    case 'buttons':
      return ''
  }
}

const lineText = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => (inline.kind === 'person' ? inline.name : inline.text)).join('')
