import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Message } from '../wire.ts'
import { EmojiPicker } from './emoji-picker.tsx'
import { Icon } from './icons.tsx'
import { useUi } from './ui.ts'

interface ActionsProps {
  readonly message: Message
  readonly inThread: boolean
  readonly edit: () => void
}

/** The row of small buttons of a message: shown when one points at it or reaches it with the keyboard. */
export function MessageActions({ message, inThread, edit }: ActionsProps): JSX.Element {
  const { act, go, t, tell, view } = useUi()
  const [picking, setPicking] = useState(false)
  const react = (emoji: string): void => void act('react', { message: message.ref, emoji, on: true })
  const copy = (): void => void navigator.clipboard.writeText(message.link).then(() => tell(t.copied))
  const canBeSaved = !message.onlyMe && !message.bySavoir && view.place.audience !== 'direct'
  const own = message.mine && !message.onlyMe
  return (
    <div class="message-actions" role="toolbar" aria-label={t.actions}>
      {canBeSaved && (
        <>
          <Tool label={t.save} press={() => react('brain')}>
            <span class="emoji">🧠</span>
          </Tool>
          <Tool label={t.accept} press={() => react('white_check_mark')}>
            <span class="emoji">✅</span>
          </Tool>
        </>
      )}
      {!message.onlyMe && (
        <>
          <Tool label={t.react} press={() => setPicking(true)}>
            <Icon name="smile" />
          </Tool>
          {!inThread && (
            <Tool label={t.replyInThread} press={() => go({ thread: message.ref })}>
              <Icon name="reply" />
            </Tool>
          )}
        </>
      )}
      <Tool label={t.copyLink} press={copy}>
        <Icon name="link" />
      </Tool>
      {own && (
        <Tool label={t.edit} press={edit}>
          <Icon name="pencil" />
        </Tool>
      )}
      {own && <Remove remove={() => void act('remove', { message: message.ref })} />}
      {picking && <EmojiPicker choose={react} close={() => setPicking(false)} />}
    </div>
  )
}

interface ToolProps {
  readonly label: string
  readonly press: () => void
  readonly children: JSX.Element
}

const Tool = ({ label, press, children }: ToolProps): JSX.Element => (
  <button type="button" class="icon-button" aria-label={label} title={label} onClick={press}>
    {children}
  </button>
)

// Asks once more, in place, since nothing brings the message back.
function Remove({ remove }: { readonly remove: () => void }): JSX.Element {
  const { t } = useUi()
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Tool label={t.remove} press={() => setAsking(true)}>
        <Icon name="trash" />
      </Tool>
    )
  }
  return (
    <>
      <button type="button" class="button danger" onClick={remove}>
        {t.reallyRemove}
      </button>
      <button type="button" class="button" onClick={() => setAsking(false)}>
        {t.keep}
      </button>
    </>
  )
}
