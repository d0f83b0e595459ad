import type { Where } from './api.ts'

const ACTING = 'savoir-acting-as'
// A conversation with Savoir is somebody's own: the next person has another one.
const CONVERSATION = 'web:direct/'
const FIRST_LIMIT = 60

/** Where the address of the page leads, as the person of last time. */
export function startingPlace(): Where {
  const query = new URLSearchParams(location.search)
  const message = query.get('message') ?? ''
  return {
    as: localStorage.getItem(ACTING) ?? '',
    place: query.get('place') ?? '',
    thread: message,
    found: message,
    limit: FIRST_LIMIT,
  }
}

/** The next place after a step; another place closes the thread unless it names one, another person goes home. */
export function step(from: Where, to: Partial<Where>): Where {
  const other = (to.as ?? from.as) !== from.as
  const moved = other || (to.place ?? from.place) !== from.place
  const home = other && from.place.startsWith(CONVERSATION) ? { place: '' } : {}
  return { ...from, ...home, ...(moved ? { thread: '', limit: FIRST_LIMIT } : {}), found: '', ...to }
}

/** Writes where the visitor is into the address, so that Back and a reload lead here again. */
export function noteWhere(where: Where, replace: boolean): void {
  localStorage.setItem(ACTING, where.as)
  const query = new URLSearchParams()
  if (where.place) query.set('place', where.place)
  if (where.thread) query.set('message', where.thread)
  const address = query.size > 0 ? `/?${query}` : '/'
  if (address === location.pathname + location.search) return
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
}
