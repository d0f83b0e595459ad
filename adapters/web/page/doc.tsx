import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Block, Button, Doc, Inline } from '../../../src/chat/doc.ts'
import { Link } from './link.tsx'
import { partsOf } from './text.tsx'

interface DocProps {
  readonly doc: Doc
  /** Resolves once the press is kept. */
  readonly press: (action: string) => Promise<unknown>
}

/** A message of Savoir. Every text in it stays text: nothing stored can become markup. */
export function DocView({ doc, press }: DocProps): JSX.Element {
  return (
    <div class="doc">
      {doc.map((block, key) => (
        <BlockView key={key} block={block} press={press} />
      ))}
    </div>
  )
}

function BlockView({ block, press }: { readonly block: Block; readonly press: DocProps['press'] }): JSX.Element {
  switch (block.kind) {
    case 'heading':
      return <p class="doc-heading">{block.text}</p>
    case 'text':
      return <p class="doc-text">{inlines(block.inlines)}</p>
    case 'quote':
      return <blockquote class="doc-quote">{partsOf(block.text)}</blockquote>
    case 'list':
      return (
        <ul class="doc-list">
          {block.rows.map((row, key) => (
            <li key={key}>{inlines(row)}</li>
          ))}
        </ul>
      )
    case 'context':
      return <p class="doc-context">{inlines(block.inlines)}</p>
    case 'buttons':
      return (
        <div class="doc-buttons">
          {block.buttons.map((button, key) => (
            <DocButton key={key} button={button} press={press} />
          ))}
        </div>
      )
  }
}

function DocButton({ button, press }: { readonly button: Button; readonly press: DocProps['press'] }): JSX.Element {
  const [pressed, setPressed] = useState(false)
  const onClick = (): void => {
    if (pressed) return
    setPressed(true)
    void press(button.action).finally(() => setPressed(false))
  }
  return (
    <button type="button" class={`button ${button.style ?? ''}`} aria-busy={pressed} onClick={onClick}>
      {button.label}
    </button>
  )
}

const inlines = (row: readonly Inline[]): readonly JSX.Element[] =>
  row.map((inline, key) => <InlineView key={key} inline={inline} />)

function InlineView({ inline }: { readonly inline: Inline }): JSX.Element {
  switch (inline.kind) {
    case 'plain':
      return <>{inline.text}</>
    case 'bold':
      return <strong>{inline.text}</strong>
    case 'code':
      return <code>{inline.text}</code>
    case 'link':
      return <Link text={inline.text} url={inline.url} />
    case 'person':
      return <span class="named">{inline.name}</span>
  }
}
