import type { ChatEvent } from '../../src/chat/event.ts'
import type { ChatHost } from '../../src/chat/platform.ts'
import { type Bearer, bearerOf, whereItWasSaid } from './bearer.ts'
import type { Contacts } from './contacts.ts'
import { isBot } from './directory.ts'
import { tenantOf } from './door.ts'
import type { Files } from './files.ts'
import { type At, atOf, hear, messageRefAt, threadAt } from './inbound.ts'
import { Introductions, isBetweenTwo } from './introductions.ts'
import {
  type Asked,
  askedBy,
  formWindow,
  type Marks,
  onCardAnswer,
  pageAgain,
  resultsAnswer,
  windowAnswer,
} from './invokes.ts'
import { permalinkOf } from './links.ts'
import type { LookUp } from './lookup.ts'
import type { Pages } from './pages.ts'
import type { Watch } from './reactions/index.ts'
import { person, readPerson, readPlace } from './refs.ts'
import type { Repeats } from './repeats.ts'
import type { Roster } from './roster.ts'
import type { SentCards } from './sent-cards.ts'
import type { TeamsSettings } from './settings.ts'
import type { Talk } from './talk.ts'
import { payloadText } from './text.ts'
import type { Trouble } from './trouble.ts'
import type { Waiting } from './waiting.ts'
import type { Whispers } from './whispers.ts'
import { type Activity, type InvokeAnswer, isRecord, type MessagePayload } from './wire.ts'
import { wordsFor } from './words.ts'

/** What taking things in needs. */
export interface Taking {
  readonly host: ChatHost
  readonly settings: TeamsSettings
  readonly contacts: Contacts
  readonly roster: Roster
  readonly talk: Talk
  readonly whispers: Whispers
  readonly pages: Pages
  readonly files: Files
  readonly waiting: Waiting
  readonly sentCards: SentCards
  readonly repeats: Repeats
  readonly marks: Marks
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  readonly watch: () => Watch
  readonly lookUpIn: (tenant: string, tell: (event: ChatEvent) => Promise<void>) => LookUp
  readonly failed: (trouble: Trouble) => void
}

/** Teams shows an error when an invoke is not answered within five seconds. */
const ANSWER_MS = 2_500

/** Hands everything that Teams tells to the core. `take` resolves once it is kept for good. */
export class Intake {
  private readonly taking: Taking
  private readonly introductions: Introductions

  constructor(taking: Taking) {
    this.taking = taking
    this.introductions = new Introductions({
      ...taking,
      lookUp: (tenant) => taking.lookUpIn(tenant, this.keep),
      tell: this.keep,
    })
  }

  /** Resolves to an answer where Teams waits for one. */
  async take(activity: Activity): Promise<InvokeAnswer | null> {
    const { contacts, settings } = this.taking
    const tenant = tenantOf(activity, settings.tenant)
    if (isReachable(activity)) await contacts.see(activity, tenant)
    else if (activity.from) await contacts.seeUser(tenant, activity.from)
    await this.introductions.author(activity, tenant)
    const at = this.at(activity, tenant)
    if (activity.type === 'invoke') return this.invoked(at)
    const press = pressIn(activity)
    if (press)
      await this.hand(at, {
        kind: 'pressed',
        ...at.happened,
        id: `teams:submit:${at.happened.in}/${activity.id}`,
        ...press,
      })
    else await this.heard(at)
    return null
  }

  /** Reads anew what was met so far, and lets go of what is old. */
  async readDirectory(): Promise<void> {
    const { settings, talk, whispers, watch, now } = this.taking
    await this.introductions.all(settings.tenant)
    await talk.forgetOld(now())
    await whispers.forgetOld(now())
    await watch().forgetOld(now())
  }

  private async heard(at: At): Promise<void> {
    const { contacts } = this.taking
    const heard = hear(at.activity, at.known)
    for (const event of heard.events) {
      if (event.kind === 'said') await this.overhear(event)
      if (!(await this.readInstead(at, event))) await this.follow(at, event)
    }
    for (const ref of heard.closed ?? []) await contacts.close(ref)
    for (const conversation of heard.lookUp ?? []) void this.introductions.place(at, conversation)
    if (heard.lookUpTeam) void this.introductions.team(at.known.tenant, heard.lookUpTeam)
    if (at.activity.type === 'installationUpdate') await this.reconsider(at)
  }

  /** Takes in what Graph told, as if Teams had told it by itself. */
  async told(event: ChatEvent): Promise<void> {
    const { tenant, conversation } = readPlace(event.in)
    const { user } = readPerson(event.by)
    const from = isBot({ id: user }) ? {} : { from: { id: user, aadObjectId: user } }
    await this.follow(this.at({ type: 'event', conversation: { id: conversation }, ...from }, tenant), event)
  }

  private async follow(at: At, event: ChatEvent): Promise<void> {
    const { talk } = this.taking
    if (event.kind === 'edited') await talk.edit(event.message, event.text, event.at)
    if (event.kind === 'deleted') await talk.forget(event.message)
    await this.hand(at, event)
  }

  /** Where Graph tells of reactions, it alone does: each has one id, and one effect. */
  private async readInstead(at: At, event: ChatEvent): Promise<boolean> {
    const watch = this.taking.watch()
    if ((event.kind !== 'reacted' && event.kind !== 'unreacted') || !watch.covers(event.in)) return false
    await watch.changed(event.message, at.root)
    return true
  }

  private async reconsider({ activity, happened }: At): Promise<void> {
    const team = activity.channelData?.team?.id
    await this.taking.watch().installed(team ? this.taking.contacts.placesOf(team) : [happened.in])
  }

  /** What is said where others hear it can become part of a thread that somebody saves. */
  private async overhear(event: Extract<ChatEvent, { kind: 'said' }>): Promise<void> {
    const { contacts, talk } = this.taking
    if (!event.message || contacts.place(event.in)?.kind === 'personal') return
    // A quoted message may itself be a reply: the thread is that of the first.
    const root = event.thread && (await talk.rootOf(event.thread))
    const { by, text, permalink } = event
    await talk.hear(event.message, root, { by, at: event.at.getTime(), text, permalink })
  }

  private async invoked(at: At): Promise<InvokeAnswer> {
    const { marks, roster, settings } = this.taking
    const words = wordsFor(at.activity.locale ?? roster.person(at.happened.by)?.locale)
    const textOf = (payload: MessagePayload) => payloadText(payload, `28:${settings.appId}`)
    const asked = askedBy(at, marks, words, textOf)
    switch (asked.kind) {
      case 'event':
        return this.answered(at, asked, words)
      case 'form':
        return formWindow(asked.form, words)
      case 'cancel':
        return this.putAway(at, words)
      case 'file':
        await this.introductions.guarded(() => this.taking.files.answered(asked.value, at.happened.by))
        return { status: 200, body: {} }
      case 'nothing':
        return asked.answer
    }
  }

  private async answered(at: At, { event, where }: Asked & { kind: 'event' }, words: ReturnType<typeof wordsFor>) {
    const { waiting, repeats, whispers, roster } = this.taking
    const bearer = where === 'card' ? await bearerOf(at, whispers) : null
    const once = repeats.named(where === 'card' ? whereItWasSaid(event, bearer, roster) : event)
    await this.learnPayload(at)
    if (where === 'card' && (await this.isOnPage(once))) return this.answeredOnPage(at, once, bearer, words)
    const answer = waiting.answerTo(once, where === 'card' ? 'card' : 'window', ANSWER_MS)
    await this.hand(at, once)
    const delivery = await answer
    if (where === 'results') return resultsAnswer(delivery)
    if (where === 'window') return windowAnswer(delivery, words)
    return onCardAnswer(delivery, this.cardOf(bearer), words)
  }

  private async isOnPage(event: ChatEvent): Promise<boolean> {
    const bears = event.kind === 'pressed' || event.kind === 'formSent' ? event.message : null
    return Boolean(bears) && bears === (await this.taking.pages.of(event.by))
  }

  /** Whatever was done there, the whole page is shown as it is then; a form comes first. */
  private async answeredOnPage(
    at: At,
    event: ChatEvent,
    bearer: Bearer | null,
    words: ReturnType<typeof wordsFor>,
  ): Promise<InvokeAnswer> {
    const { waiting } = this.taking
    const own = waiting.answerTo(event, 'page', ANSWER_MS / 2)
    await this.hand(at, event)
    const delivery = await own
    if (delivery?.kind === 'form') return onCardAnswer(delivery, this.cardOf(bearer), words)
    const page = pageAgain(event)
    const shown = waiting.answerTo(page, 'card', ANSWER_MS / 2)
    await this.hand(at, page)
    return onCardAnswer(await shown, this.cardOf(bearer), words)
  }

  private async putAway(at: At, words: ReturnType<typeof wordsFor>): Promise<InvokeAnswer> {
    this.taking.repeats.forget(at.happened.by)
    return onCardAnswer(null, this.cardOf(await bearerOf(at, this.taking.whispers)), words)
  }

  private cardOf(bearer: Bearer | null) {
    return bearer && this.taking.sentCards.get(bearer.message)
  }

  /** The message that an action was chosen on comes along: it is all that Teams shows of it. */
  private async learnPayload(at: At): Promise<void> {
    const payload = payloadOf(at.activity)
    const user = payload?.from?.user
    if (!payload?.id || !user?.id) return
    const { contacts, talk, roster } = this.taking
    const { tenant } = at.known
    const ref = messageRefAt(at, payload.id)
    const root = threadAt(at, payload.id) ?? (payload.replyToId ? messageRefAt(at, payload.replyToId) : null)
    const contact = contacts.place(at.happened.in)
    const place = { tenant, conversation: at.conversation, id: payload.id, targeted: false }
    const permalink = payload.linkToMessage ?? permalinkOf(place, at.root, contact)
    const text = payloadText(payload, `28:${this.taking.settings.appId}`)
    const by = person(tenant, user.id)
    const time = Date.parse(payload.createdDateTime ?? '') || Number(payload.id) || at.happened.at.getTime()
    await talk.hear(ref, root === ref ? null : root, { by, at: time, text, permalink })
    if (!roster.person(by)) {
      const fallback = { aadObjectId: user.id, name: user.displayName ?? '' }
      await this.introductions.person(at, user.id, fallback)
    }
  }

  private async hand(at: At, event: ChatEvent): Promise<void> {
    await this.introductions.before(at, event)
    await this.keep(event)
  }

  private readonly keep = async (event: ChatEvent): Promise<void> => {
    await this.taking.host.receive(event)
    this.taking.roster.follow(event)
  }

  private at(activity: Activity, tenant: string): At {
    const { contacts, roster, now } = this.taking
    return atOf(activity, {
      tenant,
      now: now(),
      personOf: (account) => contacts.personOf(tenant, account),
      placeOf: (ref) => roster.place(ref),
      contactOf: (ref) => contacts.place(ref),
      placesOf: (team) => contacts.placesOf(team),
    })
  }
}

/** Commands come also from chats that Savoir is not in: nothing can be sent there. */
function isReachable({ type, name, conversation }: Activity): boolean {
  const isCommand = type === 'invoke' && name?.startsWith('composeExtension/')
  return !isCommand || !isBetweenTwo(conversation?.id ?? '')
}

/** A button of an older kind hands in its data as a message without words. */
function pressIn({ type, value, text }: Activity): { action: string; message: null; thread: null } | null {
  if (type !== 'message' || text || !isRecord(value) || typeof value.action !== 'string') return null
  return { action: value.action, message: null, thread: null }
}

function payloadOf({ name, value }: Activity): MessagePayload | null {
  if (name !== 'composeExtension/fetchTask' || !isRecord(value) || !isRecord(value.messagePayload)) return null
  return value.messagePayload as MessagePayload
}
