import { button } from '../action.ts'
import type { Post } from '../chat/delivery.ts'
import type { Place } from '../chat/directory.ts'
import { buttons, context } from '../chat/doc.ts'
import type { PersonRef } from '../chat/ref.ts'
import { answersTo } from '../commands/ask.ts'
import { isHere } from '../commands/names.ts'
import { type Item, isOpen } from '../knowledge/item.ts'
import { SURE_UNASKED } from '../knowledge/suggestion.ts'
import { spoken } from '../languages/spoken.ts'
import { answerDoc } from '../say/answer.ts'
import { viewsOf } from '../views.ts'
import type { World } from '../world.ts'
import { settleOnce } from './settle-once.ts'

const SHOWN = 3

/** A question that was just posted is answered privately when Savoir is sure, and it still stands as it was posted. */
export async function suggest(id: number, world: World): Promise<null> {
  const [item] = await world.store.items([id], { kind: 'savoir' })
  const place = item && (await world.store.place(item.source.place))
  if (!item?.by || !place || !(await mayBeSuggestedTo(item, item.by, place, world))) return null
  const reader = place.external
    ? ({ kind: 'place', place: place.ref } as const)
    : ({ kind: 'person', person: item.by } as const)
  const { confidence, items, near } = await answersTo(item.body || item.title, reader, world, SHOWN)
  const [best, ...others] = confidence >= SURE_UNASKED ? await viewsOf(items.slice(0, near), world) : []
  if (!best) return null
  const phrases = spoken[await world.store.languageOf(item.by)]
  const ask = world.newId()
  const delivery: Post = {
    kind: 'post',
    to: place.ref,
    thread: null,
    onlyFor: item.by,
    doc: [
      context(phrases.ask.suggestion),
      ...answerDoc(phrases, [best, ...others], world.now(), { ask, shareable: true, question: item.id }),
      buttons(button(phrases.buttons.never, 'never', 'suggestion')),
    ],
    nudge: 'suggestion',
    about: [item.id, ...[best, ...others].map((view) => view.item.id)],
  }
  const asked = { kind: 'asked', ask, text: item.body || item.title, place: place.ref } as const
  await settleOnce(`suggest:${id}`, { changes: [asked], deliveries: [delivery] }, world, item.by)
  return null
}

/** The channel is still on, nobody has answered, and the author did not change their words meanwhile. */
async function mayBeSuggestedTo(item: Item, author: PersonRef, place: Place, world: World): Promise<boolean> {
  const { on } = await world.store.placeSettings(place.ref)
  if (!on || place.archived || !isOpen(item) || item.replies.some(({ role }) => role === 'answer')) return false
  if (!isHere(await world.store.person(author)) || !item.source.message) return false
  const thread = await world.readThread(item.source.message).catch(() => null)
  return !thread?.[0]?.editedAt
}
