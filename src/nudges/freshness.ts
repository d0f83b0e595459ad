import { button } from '../action.ts'
import type { Direct } from '../chat/delivery.ts'
import type { Person } from '../chat/directory.ts'
import { buttons, text } from '../chat/doc.ts'
import { bestReply, type Item } from '../knowledge/item.ts'
import type { Phrases } from '../languages/phrases.ts'
import { cut, TITLE_MAX } from '../say/lines.ts'

/** What is older than that, and was not confirmed since, is asked about when it is used; what nobody uses never is. */
const FRESH_DAYS = 180
const DAY_MS = 86_400_000

/** Asks whoever has just used an old answer whether it is still right; null when it is fresh. */
export function stillRight(item: Item, by: Person, phrases: Phrases, now: Date): Direct | null {
  if (now.getTime() - lastWordOn(item) < FRESH_DAYS * DAY_MS || item.kind === 'status') return null
  const { prompt } = phrases.nudges
  const doc = [
    text(prompt.stillRight(cut(item.title, TITLE_MAX))),
    buttons(
      { ...button(phrases.buttons.yes, 'confirm', item.id), style: 'primary' },
      button(prompt.fixIt, 'edit', item.id),
      button(phrases.buttons.wrong, 'wrong', item.id),
    ),
    buttons(button(phrases.buttons.never, 'never', 'prompt')),
  ]
  return { kind: 'direct', to: by.ref, doc, nudge: 'prompt', about: [item.id] }
}

/** When it was said, answered or confirmed, whichever came last. Where one person found it wrong, another's word counts. */
function lastWordOn(item: Item): number {
  const said = [item.at, bestReply(item)?.at, ...item.confirmations.map(({ at }) => at)]
  return Math.max(...said.map((at) => at?.getTime() ?? 0))
}
