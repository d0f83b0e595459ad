import type { JSX } from 'preact'
import { PlaceMark, SavoirMark } from './avatar.tsx'
import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { MessageList } from './message-list.tsx'
import { useUi } from './ui.ts'
import { Suggestions, Welcome } from './welcome.tsx'

interface MainProps {
  readonly found: string
  readonly openMenu: () => void
  readonly earlier: () => void
}

/** The place that is open: its messages, and where to write. */
export function MainPane({ found, openMenu, earlier }: MainProps): JSX.Element {
  const { t, view } = useUi()
  const { place } = view
  const direct = place.audience === 'direct'
  const label = direct ? t.toSavoir : t.message(place.name)
  return (
    <main class="main" id="messages" tabIndex={-1}>
      <header class="pane-head">
        <button type="button" class="icon-button only-narrow" aria-label={t.menu} onClick={openMenu}>
          <Icon name="menu" />
        </button>
        {direct ? <SavoirMark /> : <PlaceMark audience={place.audience} />}
        <h1>{place.name}</h1>
        <span class="quiet">{direct ? t.justYou : t.people(place.members)}</span>
      </header>
      <MessageList key={`${view.me.ref} ${place.ref}`} messages={place.messages} found={found}>
        {place.earlier && (
          <button type="button" class="button earlier" onClick={earlier}>
            {t.earlier}
          </button>
        )}
        {direct && !place.earlier && <Welcome />}
        {!direct && place.messages.length === 0 && <p class="quiet nothing">{t.nothingYet(place.name)}</p>}
      </MessageList>
      {direct && place.messages.length < 6 && <Suggestions />}
      {place.archived ? (
        <p class="quiet nothing">{t.archived}</p>
      ) : (
        <Composer key={`${view.me.ref} ${place.ref}`} label={label} hint={direct ? t.directHint : t.hint} />
      )}
    </main>
  )
}
