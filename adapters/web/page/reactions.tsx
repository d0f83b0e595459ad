import type { JSX } from 'preact'
import type { Message } from '../wire.ts'
import { characterOf } from './emoji-table.ts'
import { useUi } from './ui.ts'

/** The emoji on a message; pressing one adds or takes away one's own. */
export function Reactions({ message }: { readonly message: Message }): JSX.Element | null {
  const { act, t } = useUi()
  if (message.reactions.length === 0) return null
  return (
    <div class="reactions">
      {message.reactions.map(({ emoji, mine, names }) => {
        const label = t.reactedBy(characterOf(emoji), names.join(', '), names.length)
        return (
          <button
            key={emoji}
            type="button"
            class="reaction"
            aria-pressed={mine}
            aria-label={label}
            title={names.join(', ')}
            onClick={() => void act('react', { message: message.ref, emoji, on: !mine })}
          >
            <span class="emoji">{characterOf(emoji)}</span> {names.length}
          </button>
        )
      })}
    </div>
  )
}
