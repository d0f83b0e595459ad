import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'
import { findEmoji } from './emoji-table.ts'
import { useUi } from './ui.ts'

interface PickerProps {
  readonly choose: (emoji: string) => void
  readonly close: () => void
}

/** A small choice of emoji with a search; Enter takes the first. */
export function EmojiPicker({ choose, close }: PickerProps): JSX.Element {
  const { t } = useUi()
  const [query, setQuery] = useState('')
  const found = findEmoji(query)
  const take = (emoji: string | undefined): void => {
    if (!emoji) return
    choose(emoji)
    close()
  }
  return (
    <Dialog label={t.react} close={close} small>
      <input
        class="search"
        type="search"
        aria-label={t.searchEmoji}
        placeholder={t.searchEmoji}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && take(found[0]?.[0])}
      />
      <div class="emoji-grid">
        {found.map(([name, character]) => (
          <button key={name} type="button" title={name} aria-label={name} onClick={() => take(name)}>
            {character}
          </button>
        ))}
      </div>
      {found.length === 0 && <p class="quiet">{t.noEmoji}</p>}
    </Dialog>
  )
}
