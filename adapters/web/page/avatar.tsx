import type { JSX } from 'preact'
import { Icon } from './icons.tsx'

const HUES = 12

/** Initials on a colour that stays the same for a person; decoration only, the name stands beside it. */
export function Avatar({ refText, name, savoir }: AvatarProps): JSX.Element {
  if (savoir) return <SavoirMark />
  const initials = name
    .split(/[\s-]+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
  return (
    <span class={`avatar hue-${hueOf(refText)}`} aria-hidden="true">
      {initials.toUpperCase() || '?'}
    </span>
  )
}

interface AvatarProps {
  readonly refText: string
  readonly name: string
  readonly savoir?: boolean
}

export const SavoirMark = (): JSX.Element => (
  <span class="avatar savoir" aria-hidden="true">
    S
  </span>
)

/** A lock for private places, a hash for the others. */
export function PlaceMark({ audience }: { readonly audience: string }): JSX.Element {
  return <Icon name={audience === 'members' ? 'lock' : 'hash'} />
}

function hueOf(text: string): number {
  let sum = 0
  for (const character of text) sum = (sum * 61 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % HUES
}
