import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { useUi } from './ui.ts'

interface DialogProps {
  readonly label: string
  readonly close: () => void
  readonly small?: boolean
  readonly children: ComponentChildren
}

/** A modal window: the browser keeps the focus in it, Escape and a click beside it close it. */
export function Dialog({ label, close, small = false, children }: DialogProps): JSX.Element {
  const { t } = useUi()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('input, textarea')?.focus()
    return () => before instanceof HTMLElement && before.focus()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      class={small ? 'dialog small' : 'dialog'}
      aria-labelledby={id}
      onClose={close}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="dialog-inside">
        <header>
          <h2 id={id}>{label}</h2>
          <button type="button" class="icon-button" aria-label={t.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
