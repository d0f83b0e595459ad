import type { JSX } from 'preact'
import { SavoirMark } from './avatar.tsx'
import { firstName, useUi } from './ui.ts'

/** What the conversation with Savoir shows before anything was said in it. */
export function Welcome(): JSX.Element {
  const { t, view } = useUi()
  return (
    <div class="welcome">
      <SavoirMark />
      <h2>{t.welcomeTitle(firstName(view.me))}</h2>
      {(view.example ? t.welcome : t.welcomeBack).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}

/** Things worth asking; pressing one asks it. */
export function Suggestions(): JSX.Element {
  const { act, t, view } = useUi()
  return (
    <fieldset class="suggestions" aria-label={t.tryThis}>
      <span class="quiet">{t.tryThis}</span>
      {(view.example ? t.suggestions : t.fewSuggestions).map((text) => (
        <button key={text} type="button" class="chip" onClick={() => void act('say', { place: view.place.ref, text })}>
          {text}
        </button>
      ))}
    </fieldset>
  )
}
