import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Room } from '../wire.ts'
import { Avatar, PlaceMark, SavoirMark } from './avatar.tsx'
import { Icon } from './icons.tsx'
import { PeopleDialog } from './people-dialog.tsx'
import { useUi } from './ui.ts'
import type { Lang } from './words.ts'

/** Who the visitor is, and where they can go. */
export function Sidebar({ unread }: { readonly unread: ReadonlySet<string> }): JSX.Element {
  const { t, view } = useUi()
  const of = (audience: Room['audience']): readonly Room[] => view.places.filter((room) => room.audience === audience)
  return (
    <nav class="sidebar" aria-label={t.menu}>
      <Me />
      <div class="places">
        <Rooms rooms={of('direct')} unread={unread} />
        <Rooms title={t.channels} rooms={of('everyone')} unread={unread} />
        <Rooms title={t.privateChannels} rooms={of('members')} unread={unread} />
      </div>
      <LangSwitch />
    </nav>
  )
}

function Me(): JSX.Element {
  const { t, view } = useUi()
  const [choosing, setChoosing] = useState(false)
  return (
    <div class="me">
      <button type="button" class="me-button" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
        <Avatar refText={view.me.ref} name={view.me.name} />
        <span class="me-name">
          <small>{t.actingAs}</small>
          <strong>{view.me.name}</strong>
        </span>
        <Icon name="chevron" />
      </button>
      {choosing && <PeopleDialog close={() => setChoosing(false)} />}
    </div>
  )
}

interface RoomsProps {
  readonly title?: string
  readonly rooms: readonly Room[]
  readonly unread: ReadonlySet<string>
}

function Rooms({ title, rooms, unread }: RoomsProps): JSX.Element | null {
  const { go, t, view } = useUi()
  if (rooms.length === 0) return null
  return (
    <section>
      {title && <h2>{title}</h2>}
      <ul>
        {rooms.map((room) => (
          <li key={room.ref}>
            <button
              type="button"
              class={unread.has(room.ref) ? 'room unread' : 'room'}
              aria-current={room.ref === view.place.ref ? 'page' : undefined}
              onClick={() => go({ place: room.ref })}
            >
              {room.audience === 'direct' ? <SavoirMark /> : <PlaceMark audience={room.audience} />}
              <span class="room-name">{room.name}</span>
              {room.audience === 'members' && <span class="unseen">{t.privateChannel}</span>}
              {unread.has(room.ref) && <span class="dot">{t.newMessages}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function LangSwitch(): JSX.Element {
  const { lang, setLang, t } = useUi()
  const choice = (code: Lang, name: string): JSX.Element => (
    <button type="button" lang={code} aria-pressed={lang === code} onClick={() => setLang(code)}>
      {name}
    </button>
  )
  return (
    <fieldset class="lang" aria-label={t.language}>
      {choice('en', 'English')}
      {choice('fr', 'Français')}
    </fieldset>
  )
}
