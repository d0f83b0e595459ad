import type { ChatEvent, Happened } from '../../src/chat/event.ts'
import type { MessageRef, PlaceRef } from '../../src/chat/ref.ts'
import { placeRef } from '../../src/chat/ref.ts'
import { threadOf } from './inbound.ts'
import { ephemeral, homePage, message, person, place } from './refs.ts'
import type { Reading } from './text.ts'
import { plainText, plainWire } from './text.ts'
import type { ActionBody, CommandBody, ShortcutBody, ViewBody } from './wire.ts'

/** What a form carries with it, to know itself again when it comes back. */
export interface FormMetadata {
  readonly action: string
  readonly in: PlaceRef
}

/** The emoji that stand for the shortcuts: a shortcut is a gesture by another way. */
export interface Marks {
  readonly save: string
  readonly accept: string
}

export const SHORTCUTS = { save: 'savoir_save', accept: 'savoir_accept', askThis: 'savoir_ask_this', ask: 'savoir_ask' }

/** The action of the form behind the global shortcut. What is typed in it is a question. */
export const ASK_FORM = 'slack.ask'

/** A slash command is a sentence to Savoir that nobody else sees. */
export function fromCommand(body: CommandBody, reading: Reading, now: Date): ChatEvent {
  const verb = body.command.replace(/^\//, '')
  const words = plainWire(body.text ?? '', reading)
  return {
    kind: 'said',
    ...happened(`command:${body.trigger_id}`, body.team_id, body.user_id, place(body.team_id, body.channel_id), now),
    message: null,
    thread: null,
    text: verb === 'savoir' ? words : `${verb} ${words}`.trim(),
    addressed: 'command',
    permalink: null,
  }
}

/** A button was pressed. `home` is where it happened when no channel is told: in the Home tab. */
export function fromAction(body: ActionBody, home: PlaceRef, now: Date): ChatEvent {
  const team = teamOf(body)
  const { container } = body
  const channel = body.channel?.id
  const ts = container.message_ts
  const thread_ts = container.thread_ts ?? body.message?.thread_ts
  const where = channel ? place(team, channel) : home
  return {
    kind: 'pressed',
    ...happened(`pressed:${body.trigger_id}`, team, body.user.id, where, now),
    action: body.actions[0]?.value ?? '',
    message: pressedIn(body, team),
    thread: channel && thread_ts ? threadOf(team, channel, { thread_ts, ...(ts ? { ts } : {}) }) : null,
  }
}

/** The message that bears the button, or the person's page in the Home tab. */
function pressedIn({ container, channel, user }: ActionBody, team: string): MessageRef | null {
  if (!channel) return container.view_id ? homePage(team, user.id) : null
  if (!container.message_ts) return null
  return (container.is_ephemeral ? ephemeral : message)(team, channel.id, container.message_ts)
}

/** The page is to be shown anew, after something that the person did there. */
export function homeAgain(after: ChatEvent): ChatEvent {
  const { at, by, in: where } = after
  return { kind: 'homeOpened', id: `${after.id}:home`, at, by, in: where }
}

/** Where a form was asked for; null when it was asked for from anywhere. */
export const placeOfForm = (body: ViewBody): PlaceRef | null => readMetadata(body.view.private_metadata).in

/** A form came back, in this place. The same form counts once, however often its button was hit. */
export function fromForm(body: ViewBody, where: PlaceRef, now: Date): ChatEvent {
  const team = teamOf(body)
  const { action } = readMetadata(body.view.private_metadata)
  const by = happened(`form:${team}/${body.view.id}`, team, body.user.id, where, now)
  const fields = fieldsOf(body)
  if (action !== ASK_FORM) return { kind: 'formSent', ...by, action, fields }
  return commandOf(by, `ask ${fields.question ?? ''}`)
}

/** The message menu: saving and accepting are the gestures, asking is a question with the words of the message. */
export function fromShortcut(body: ShortcutBody, marks: Marks, reading: Reading, now: Date): ChatEvent | null {
  const team = teamOf(body)
  const { channel, message: shown } = body
  if (!channel || !shown) return null
  const by = happened(`shortcut:${body.trigger_id}`, team, body.user.id, place(team, channel.id), now)
  const ref = message(team, channel.id, shown.ts)
  switch (body.callback_id) {
    case SHORTCUTS.save:
      return { kind: 'reacted', ...by, message: ref, emoji: marks.save }
    case SHORTCUTS.accept:
      return { kind: 'reacted', ...by, message: ref, emoji: marks.accept }
    case SHORTCUTS.askThis:
      return commandOf(by, `ask ${plainText(shown, reading)}`)
    default:
      return null
  }
}

export const teamOf = (body: { team?: { id: string } | null; user: { team_id?: string } }): string =>
  body.team?.id ?? body.user.team_id ?? ''

const happened = (id: string, team: string, user: string, where: PlaceRef, now: Date): Happened => ({
  id: `slack:${id}`,
  at: now,
  by: person(team, user),
  in: where,
})

const commandOf = (by: Happened, text: string): ChatEvent => ({
  kind: 'said',
  ...by,
  message: null,
  thread: null,
  text: text.trim(),
  addressed: 'command',
  permalink: null,
})

function readMetadata(metadata: string | undefined): { action: string; in: PlaceRef | null } {
  try {
    const read = JSON.parse(metadata ?? '') as { action?: unknown; in?: unknown }
    return { action: String(read.action ?? ''), in: read.in ? placeRef(String(read.in)) : null }
  } catch {
    return { action: '', in: null }
  }
}

function fieldsOf(body: ViewBody): Record<string, string> {
  const values = Object.entries(body.view.state.values)
  return Object.fromEntries(values.map(([name, inputs]) => [name, Object.values(inputs)[0]?.value ?? '']))
}
