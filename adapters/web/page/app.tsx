import type { JSX } from 'preact'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { View } from '../wire.ts'
import { Failed, act as send, type Where } from './api.ts'
import { FormDialog } from './form-dialog.tsx'
import { MainPane } from './main-pane.tsx'
import { newsOf, threadToOpen } from './news.ts'
import { Sidebar } from './sidebar.tsx'
import { ThreadPane } from './thread-pane.tsx'
import { type Ui, UiContext } from './ui.ts'
import { lookAt } from './unread.ts'
import { useNotice } from './use-notice.ts'
import { useView } from './use-view.ts'
import { noteWhere, startingPlace, step } from './where.ts'
import { type Lang, langOf, WORDS } from './words.ts'

/** The whole page. */
export function App(): JSX.Element {
  const [where, setWhere] = useState(startingPlace)
  const [chosen, setChosen] = useState<Lang | null>(null)
  const [menu, setMenu] = useState(false)
  const [notice, tell] = useNotice()
  const lang = chosen ?? langOf(navigator.language)
  const lostWay = useCallback(() => {
    tell(WORDS[lang].problems.notThere)
    setWhere((from) => {
      const next = from.place ? step(from, { place: '', thread: '' }) : step(from, { as: '' })
      noteWhere(next, true)
      return next
    })
  }, [lang, tell])
  const { view, connected } = useView(where, lostWay)
  const news = useNews(view, (thread) => setWhere((from) => step(from, { thread })))
  useBackButton(setWhere)

  const go = useCallback((to: Partial<Where>) => {
    setMenu(false)
    if (to.as !== undefined) setChosen(null)
    setWhere((from) => {
      const next = step(from, to)
      noteWhere(next, false)
      return next
    })
  }, [])
  if (!view) return <Waiting line={connected ? WORDS[lang].movingIn : WORDS[lang].lost} />
  const ui = uiOf({ view, lang: chosen ?? langOf(view.me.locale), tell, go, setLang: setChosen })
  return (
    <UiContext.Provider value={ui}>
      <Frame where={where} menu={menu} setMenu={setMenu} earlier={() => setWhere(more)} ui={ui} />
      <Lines lost={!connected} notice={notice} news={news} ui={ui} />
    </UiContext.Provider>
  )
}

const more = (from: Where): Where => ({ ...from, limit: from.limit * 3 })

interface FrameProps {
  readonly where: Where
  readonly menu: boolean
  readonly setMenu: (open: boolean) => void
  readonly earlier: () => void
  readonly ui: Ui
}

function Frame({ where, menu, setMenu, earlier, ui }: FrameProps): JSX.Element {
  const { lang, t, view } = ui
  const unread = useMemo(() => lookAt(view), [view])
  useEffect(() => {
    document.documentElement.lang = lang
    document.title = `${view.place.audience === 'direct' ? '' : `#${view.place.name} · `}Savoir`
  }, [lang, view.place.name, view.place.audience])
  const shows = menu ? 'menu' : view.thread ? 'thread' : 'main'
  return (
    <div class={`frame shows-${shows} ${view.thread ? 'with-thread' : ''}`}>
      <a class="skip" href="#messages">
        {t.skip}
      </a>
      <Sidebar unread={unread} />
      <MainPane found={where.found} openMenu={() => setMenu(true)} earlier={earlier} />
      {view.thread && <ThreadPane messages={view.thread} found={where.found} />}
      {view.form && <FormDialog key={view.form.trigger} opened={view.form} />}
    </div>
  )
}

interface LinesProps {
  readonly lost: boolean
  readonly notice: string
  readonly news: string
  readonly ui: Ui
}

const Lines = ({ lost, notice, news, ui }: LinesProps): JSX.Element => (
  <>
    <div class="lines" role="status">
      {lost && <p class="line lost">{ui.t.lost}</p>}
      {notice && <p class="line">{notice}</p>}
    </div>
    <div class="unseen" aria-live="polite">
      {news}
    </div>
  </>
)

const Waiting = ({ line }: { readonly line: string }): JSX.Element => (
  <p class="notice" role="status">
    {line}
  </p>
)

function uiOf(parts: Omit<Ui, 't' | 'act'>): Ui {
  const t = WORDS[parts.lang]
  const act: Ui['act'] = (name, body) =>
    send(name, { as: parts.view.me.ref, ...body }).then(
      () => true,
      (reason: unknown) => {
        parts.tell(t.problems[reason instanceof Failed ? reason.problem : 'lost'])
        return false
      },
    )
  return { ...parts, t, act }
}

// What changed since the last look: read out, and a private word in a closed thread opens it.
function useNews(view: View | null, open: (thread: string) => void): string {
  const [news, setNews] = useState('')
  const before = useRef<View | null>(null)
  useEffect(() => {
    if (!view) return
    setNews(newsOf(before.current, view))
    const thread = threadToOpen(before.current, view)
    before.current = view
    if (thread) open(thread)
  }, [view])
  return news
}

function useBackButton(setWhere: (change: (from: Where) => Where) => void): void {
  useEffect(() => {
    const back = (): void => setWhere((from) => ({ ...startingPlace(), as: from.as }))
    window.addEventListener('popstate', back)
    return () => window.removeEventListener('popstate', back)
  }, [setWhere])
}
