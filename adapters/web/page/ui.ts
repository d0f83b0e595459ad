import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Actor, View } from '../wire.ts'
import type { Lang, Words } from './words.ts'

/** What every part of the page works with. */
export interface Ui {
  readonly lang: Lang
  readonly t: Words
  readonly view: View
  /** Does something as the current person; false, with a line for the visitor, when it was refused. */
  readonly act: (name: string, body: Readonly<Record<string, unknown>>) => Promise<boolean>
  readonly go: (to: {
    readonly place?: string
    readonly thread?: string
    readonly found?: string
    readonly as?: string
  }) => void
  /** Says something to the visitor for a moment. */
  readonly tell: (line: string) => void
  readonly setLang: (lang: Lang) => void
}

export const UiContext = createContext<Ui | null>(null)

export function useUi(): Ui {
  const ui = useContext(UiContext)
  if (!ui) throw new Error('outside of the page')
  return ui
}

/** First name, to address somebody. */
export const firstName = (actor: Actor): string => actor.name.split(' ')[0] ?? actor.name

/** The time of a message, in the words of the page's language. */
export const timeOf = (at: string, lang: Lang): string =>
  new Intl.DateTimeFormat(localeOf(lang), { hour: '2-digit', minute: '2-digit' }).format(new Date(at))

/** The day of a message, with its year. */
export const dayOf = (at: string, lang: Lang): string =>
  new Intl.DateTimeFormat(localeOf(lang), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(at),
  )

const localeOf = (lang: Lang): string => (lang === 'fr' ? 'fr-FR' : 'en-IE')
