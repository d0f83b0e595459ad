import type { JSX } from 'preact'
import { Link } from './link.tsx'

const PARTS = /```\n?([\s\S]*?)```|`([^`\n]+)`|(https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]'"’»])|(@Savoir\b)/g

/** What a person wrote: lines kept, code and addresses recognised, everything else as it stands. */
export function TextView({ text }: { readonly text: string }): JSX.Element {
  return <div class="said">{partsOf(text)}</div>
}

/** The same words, for whatever stands around them. */
export function partsOf(text: string): readonly (string | JSX.Element)[] {
  const parts: (string | JSX.Element)[] = []
  let from = 0
  for (const found of text.matchAll(PARTS)) {
    parts.push(text.slice(from, found.index), part(found))
    from = found.index + found[0].length
  }
  return [...parts, text.slice(from)]
}

function part([whole, block, code, url]: RegExpExecArray): JSX.Element {
  if (block !== undefined) return <pre>{block}</pre>
  if (code !== undefined) return <code>{code}</code>
  if (url !== undefined) return <Link text={url} url={url} />
  return <span class="named">{whole}</span>
}
