import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Actor } from '../wire.ts'
import { Avatar } from './avatar.tsx'
import { Dialog } from './dialog.tsx'
import { fold } from './emoji-table.ts'
import { useUi } from './ui.ts'

/** Chooses whom to act as; Enter takes the first who is found. */
export function PeopleDialog({ close }: { readonly close: () => void }): JSX.Element {
  const { go, t, view } = useUi()
  const [query, setQuery] = useState('')
  const found = view.people.filter((person) => fold(person.name).includes(fold(query.trim())))
  const be = (person: Actor | undefined): void => {
    if (!person) return
    close()
    go({ as: person.ref })
  }
  return (
    <Dialog label={t.switchPerson} close={close}>
      <p class="quiet">{t.switchHint}</p>
      <input
        class="search"
        type="search"
        aria-label={t.searchPeople}
        placeholder={t.searchPeople}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && be(found[0])}
      />
      <ul class="people">
        {found.map((person) => (
          <li key={person.ref}>
            <button type="button" aria-current={person.ref === view.me.ref} onClick={() => be(person)}>
              <Avatar refText={person.ref} name={person.name} />
              <span>{person.name}</span>
              <Tag person={person} />
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="quiet">{t.noPerson}</p>}
    </Dialog>
  )
}

function Tag({ person }: { readonly person: Actor }): JSX.Element | null {
  const { t } = useUi()
  const standing = { guest: t.guest, outsider: t.outsider, member: '', left: '' }[person.standing]
  const platform = person.ref.slice(0, person.ref.indexOf(':'))
  const words = [platform === 'web' ? '' : platform, standing].filter(Boolean).join(' · ')
  return words ? <span class="tag">{words}</span> : null
}
