import type { JSX } from 'preact'

const PATHS = {
  hash: 'M6 3 4.5 13M11.5 3 10 13M3 6.2h10.5M2.5 9.8H13',
  lock: 'M4 7.5h8v6H4zM5.7 7.5V5.3a2.3 2.3 0 0 1 4.6 0v2.2',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14',
  send: 'M2.5 8 13.5 3 10 13.5 7.8 8.9zM7.8 8.9 13.5 3',
  close: 'm4 4 8 8m0-8-8 8',
  menu: 'M2.5 4.5h11M2.5 8h11m-11 3.5h11',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  smile: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.8 9.5c1.2 1.5 3.2 1.5 4.4 0M6 6.3v.4m4-.4v.4',
  reply: 'M2.5 3.5h11v7.5H8L5 13.5V11H2.5z',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 1 0-3.7-3.7l-.6.6m1 2.7a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 1 0 3.7 3.7l.6-.6',
  pencil: 'M3 13l.7-2.9L10.5 3.3l2.2 2.2-6.8 6.8z',
  trash: 'M3.5 4.5h9M6.5 4.5V3h3v1.5M4.8 4.5l.5 8.5h5.4l.5-8.5',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 9.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z',
  chevron: 'm5 6.5 3 3 3-3',
} as const

/** A drawing that only repeats what the label beside it says. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
