import type { Message, View } from '../wire.ts'

/** What to read out after a change: the messages in sight that were not there before, from others. */
export function newsOf(before: View | null, after: View): string {
  if (!before || before.me.ref !== after.me.ref || before.place.ref !== after.place.ref) return ''
  const known = new Set(inSight(before).map((message) => message.ref))
  const last = before.place.messages.at(-1)?.at ?? ''
  return inSight(after)
    .filter((message) => !known.has(message.ref) && !message.mine && message.at >= last)
    .map((message) => `${message.by.name}: ${wordsOf(message)}`)
    .join('\n')
}

/** A thread in which Savoir has just told this person something privately; null when there is none. */
export function threadToOpen(before: View | null, after: View): string | null {
  const now = after.place.privately
  if (!before || before.me.ref !== after.me.ref || before.place.ref !== after.place.ref || after.thread) return null
  return now && now.message !== before.place.privately?.message ? now.thread : null
}

const inSight = (view: View): readonly Message[] => [...view.place.messages, ...(view.thread ?? [])]

function wordsOf({ said }: Message): string {
  switch (said.kind) {
    case 'text':
      return said.text
    case 'doc':
      return said.doc
        .flatMap((block) => {
          if ('inlines' in block) return block.inlines.map((inline) => ('text' in inline ? inline.text : inline.name))
          return 'text' in block ? [block.text] : []
        })
        .join(' ')
    case 'gone':
      return ''
  }
}
