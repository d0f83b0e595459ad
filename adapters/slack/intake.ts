import { withMail } from '../../src/chat/directory.ts'
import type { ChatEvent, FormSent, MessageSaid } from '../../src/chat/event.ts'
import type { ChatHost } from '../../src/chat/platform.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import type { Workspace } from './client.ts'
import { failureOf } from './client.ts'
import { besideAField, emptyFields } from './form.ts'
import type { Heard } from './inbound.ts'
import { directKnown, hear } from './inbound.ts'
import type { Marks } from './interactions.ts'
import {
  fromAction,
  fromCommand,
  fromForm,
  fromShortcut,
  homeAgain,
  placeOfForm,
  SHORTCUTS,
  teamOf,
} from './interactions.ts'
import type { LookUp } from './lookup.ts'
import { closePrivate, readAll, readPerson, readPlace } from './lookup.ts'
import { Recheck } from './recheck.ts'
import { readPerson as partsOfPerson, readPlace as partsOfPlace, person, place, readMessage } from './refs.ts'
import { renderForm } from './render.ts'
import type { Replies } from './replies.ts'
import type { Roster } from './roster.ts'
import { Trouble } from './trouble.ts'
import {
  type ActionBody,
  type CommandBody,
  type EventBody,
  type ShortcutBody,
  type ViewBody,
  workspaceOf,
} from './wire.ts'
import { wordsFor } from './words.ts'
import type { Working } from './working.ts'
import type { Workspaces } from './workspaces.ts'

/** What taking things in needs. */
export interface Taking {
  readonly host: ChatHost
  readonly roster: Roster
  readonly replies: Replies
  readonly working: Working
  readonly marks: Marks
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  readonly workspaces: Workspaces
  /** The person's own conversation with Savoir. */
  readonly directPlaceOf: (ref: PersonRef) => Promise<PlaceRef>
  /** Told when Slack could not be asked. */
  readonly failed: (trouble: Trouble) => void
}

/** Slack tells so that a workspace is no longer Savoir's. */
const GONE = new Set(['app_uninstalled', 'tokens_revoked'])
/** Waited at most for people and places met for the first time, so that Slack gets its answer within three seconds. */
const INTRODUCTION_MS = 1_200
/** Waited at most to know whether a form can be taken. What is found out later is told afterwards. */
const REFUSAL_MS = 800

/** Hands everything that Slack tells to the core. Each method resolves once it is kept for good. */
export class Intake {
  private readonly taking: Taking
  private readonly lookUps = new Map<string, Promise<void>>()
  /** Those who opened their Home tab: a form that they fill may change it. */
  private readonly homes = new Set<PersonRef>()
  private readonly recheck = new Recheck()

  constructor(taking: Taking) {
    this.taking = taking
  }

  async event(body: EventBody): Promise<void> {
    if (GONE.has(body.event.type)) return this.removed(workspaceOf(body))
    const workspace = await this.taking.workspaces.of(workspaceOf(body))
    if (body.event.tab === 'messages') return this.offerPrompts(body, workspace)
    const heard: Heard = hear(body, this.taking.roster.reading(workspace))
    for (const event of await this.withMail(heard)) {
      if (event.kind === 'homeOpened') this.homes.add(event.by)
      if (event.kind === 'said') this.showWork(event, workspace)
      await this.hand(event)
    }
    if (heard.lookUp) void this.lookUpPlace(workspace, heard.lookUp)
  }

  async command(body: CommandBody): Promise<void> {
    const { now, roster, replies } = this.taking
    const workspace = await this.taking.workspaces.of(body.team_id)
    const event = fromCommand(body, roster.reading(workspace), now())
    await replies.remember(body.response_url, event.by, event.in, null)
    replies.rememberTrigger(event, body.trigger_id)
    await this.introduce(event)
    if (!roster.place(event.in)) await this.tell(unseenPlace(event, body.channel_name ?? '', now()))
    await this.keep(event)
  }

  async action(body: ActionBody): Promise<void> {
    const { now, replies } = this.taking
    const by = person(teamOf(body), body.user.id)
    const home = body.channel ? place('', '') : await this.taking.directPlaceOf(by)
    const event = fromAction(body, home, now())
    const message = event.kind === 'pressed' ? event.message : null
    const ephemeral = message && readMessage(message).ephemeral ? message : null
    if (body.response_url) await replies.remember(body.response_url, event.by, event.in, ephemeral)
    replies.rememberTrigger(event, body.trigger_id)
    await this.hand(event)
    if (!body.channel) await this.hand(homeAgain(event))
  }

  /** Resolves with what is wrong, by field; then the form stays open. */
  async form(body: ViewBody): Promise<Readonly<Record<string, string>> | null> {
    const { roster } = this.taking
    const by = person(teamOf(body), body.user.id)
    const missing = emptyFields(body)
    const words = wordsFor(roster.person(by)?.locale ?? null)
    if (missing.length > 0) return Object.fromEntries(missing.map((field) => [field, words.missing]))
    const where = placeOfForm(body) ?? (await this.taking.directPlaceOf(by))
    const event = fromForm(body, where, this.taking.now())
    await this.introduce(event)
    const refusal = event.kind === 'formSent' ? await this.refusalOf(event) : null
    if (refusal !== null) return besideAField(body, refusal)
    this.taking.replies.rememberTrigger(event, body.trigger_id)
    await this.keep(event)
    if (this.homes.has(by)) await this.hand(homeAgain(event))
    return null
  }

  async shortcut(body: ShortcutBody): Promise<void> {
    const { now, roster, replies, marks } = this.taking
    const workspace = await this.taking.workspaces.of(teamOf(body))
    if (body.callback_id === SHORTCUTS.ask) return this.openAskForm(body, workspace)
    const event = fromShortcut(body, marks, roster.reading(workspace), now())
    if (!event) return
    if (body.response_url) await replies.remember(body.response_url, event.by, event.in, null)
    replies.rememberTrigger(event, body.trigger_id)
    await this.hand(event)
  }

  /** Reads the directory of every workspace, side by side, and tells what changed meanwhile. */
  async readDirectories(): Promise<void> {
    this.lookUps.clear()
    await this.guarded(async () => {
      const teams = await this.taking.workspaces.teams()
      await Promise.all(teams.map((team) => this.readDirectory(team)))
      await this.taking.replies.forgetOld()
    })
  }

  async readDirectory(team: string): Promise<void> {
    await this.guarded(async () => readAll(this.lookUpIn(await this.taking.workspaces.of(team))))
  }

  /** The app was taken out: its token goes, and so do the rights that can no longer be followed. */
  private async removed(team: string): Promise<void> {
    const workspace = this.taking.workspaces.known.find((one) => one.team === team)
    await this.taking.workspaces.remove(team)
    if (workspace) await closePrivate(this.lookUpIn(workspace))
  }

  private withMail({ events, mail = null }: Heard): Promise<readonly ChatEvent[]> {
    const keyOf = (address: string) => this.taking.host.mailKey(address)
    const known = events.map(async (event) =>
      event.kind === 'personChanged' ? { ...event, person: await withMail(event.person, mail, keyOf) } : event,
    )
    return Promise.all(known)
  }

  private async hand(event: ChatEvent): Promise<void> {
    await this.introduce(event)
    await this.keep(event)
  }

  private async keep(event: ChatEvent): Promise<void> {
    await this.taking.host.receive(event)
    this.taking.roster.follow(event)
  }

  private async refusalOf(form: FormSent): Promise<string | null> {
    const { host, pause } = this.taking
    const told = host.refusalOf?.(form).catch(() => null) ?? null
    return Promise.race([told, pause(REFUSAL_MS).then(() => null)])
  }

  private readonly tell = (event: ChatEvent): Promise<void> => this.keep(event)

  /** Tells of a person or a place that was never met, before what they did; not for longer than Slack waits. */
  private async introduce(event: ChatEvent): Promise<void> {
    if (event.kind === 'personChanged' || event.kind === 'placeChanged') return
    const { roster, now } = this.taking
    const { team, channel } = partsOfPlace(event.in)
    const unseen: Promise<void>[] = []
    if (!roster.place(event.in)) {
      if (channel.startsWith('D')) await this.tell(directKnown(team, channel, event.by, now()))
      else unseen.push(this.taking.workspaces.of(team).then((it) => this.lookUpPlace(it, channel)))
    }
    if (waitsForAnswer(event)) unseen.push(this.recheckRights(team, event))
    if (!roster.knowsPerson(event.by)) unseen.push(this.lookUpPerson(team, partsOfPerson(event.by).user, event.in))
    if (unseen.length > 0) await Promise.race([Promise.all(unseen), this.taking.pause(INTRODUCTION_MS)])
  }

  private lookUpPlace(workspace: Workspace, channel: string): Promise<void> {
    return this.lookUpOnce(channel, () => readPlace(this.lookUpIn(workspace), channel))
  }

  /** `where` is the place that the person spoke in: the core handles what happens in a place in its order. */
  private lookUpPerson(team: string, user: string, where: PlaceRef): Promise<void> {
    const look = async () => readPerson(this.lookUpIn(await this.taking.workspaces.of(team)), user, where)
    return user === 'USLACKBOT' ? Promise.resolve() : this.lookUpOnce(user, look)
  }

  private recheckRights(team: string, event: ChatEvent): Promise<void> {
    return this.guarded(async () => {
      const look = this.lookUpIn(await this.taking.workspaces.of(team))
      await this.recheck.memberships(look, event.by, event.in)
    })
  }

  /** Many events from one place ask Slack once. */
  private lookUpOnce(key: string, look: () => Promise<void>): Promise<void> {
    const running = this.lookUps.get(key)
    if (running) return running
    const started = this.guarded(look).finally(() => this.lookUps.delete(key))
    this.lookUps.set(key, started)
    return started
  }

  private async guarded(look: () => Promise<void>): Promise<void> {
    try {
      await look()
    } catch (error) {
      const failure = failureOf(error)
      this.taking.failed(new Trouble('not asked', failure.kind === 'refused' ? failure.code : failure.kind))
    }
  }

  private lookUpIn(workspace: Workspace): LookUp {
    const { roster, now, pause } = this.taking
    const { host } = this.taking
    return { workspace, roster, now, pause, mailKey: (address) => host.mailKey(address), tell: this.tell }
  }

  /** In the conversation with Savoir, its answer may take a while. */
  private showWork(said: MessageSaid, { client }: Workspace): void {
    const { working, roster } = this.taking
    working.begin(said, (status, at) =>
      this.guarded(async () => {
        const { channel, ts } = readMessage(at)
        const words = wordsFor(roster.person(said.by)?.locale ?? null).working
        const thread = { channel_id: channel, thread_ts: ts }
        await client.assistant.threads.setStatus({ ...thread, status: status === 'working' ? words : '' })
      }),
    )
  }

  private async openAskForm(body: ShortcutBody, { client, team }: Workspace): Promise<void> {
    const { locale } = this.taking.roster.person(person(team, body.user.id)) ?? { locale: null }
    const form = wordsFor(locale).askForm
    const view = renderForm(form, JSON.stringify({ action: form.action }))
    await this.guarded(async () => void (await client.views.open({ trigger_id: body.trigger_id, view })))
  }

  /** The conversation with Savoir was opened: it offers what one may ask. */
  private async offerPrompts(body: EventBody, { client, team }: Workspace): Promise<void> {
    const { user, channel } = body.event
    if (typeof user !== 'string' || typeof channel !== 'string') return
    const { locale } = this.taking.roster.person(person(team, user)) ?? { locale: null }
    const [first, ...rest] = wordsFor(locale).prompts
    if (!first) return
    const offer = { channel_id: channel, prompts: [first, ...rest] as [typeof first, ...(typeof first)[]] }
    void this.guarded(async () => void (await client.assistant.threads.setSuggestedPrompts(offer)))
  }
}

/** Somebody will be shown what they may read. */
const waitsForAnswer = (event: ChatEvent): boolean =>
  event.kind === 'pressed' ||
  event.kind === 'formSent' ||
  event.kind === 'homeOpened' ||
  (event.kind === 'said' && event.addressed !== 'no')

/** A conversation that Savoir is not in and cannot see: nobody but the person is known to be there. */
function unseenPlace(event: ChatEvent, name: string, now: Date): ChatEvent {
  const place = { ref: event.in, name, audience: 'members', external: true, archived: false } as const
  const id = `slack:place:${event.in}:${event.by}:${now.getTime()}`
  return { kind: 'placeChanged', id, at: now, by: event.by, in: event.in, place, members: [event.by] }
}
