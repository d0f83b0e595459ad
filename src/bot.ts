import { readAction } from './action.ts'
import { text } from './chat/doc.ts'
import type { ButtonPressed, ChatEvent, FormSent, MessageSaid } from './chat/event.ts'
import { deleted, edited, overheard } from './commands/follow.ts'
import { reacted, unreacted } from './commands/gestures.ts'
import { home } from './commands/home.ts'
import { commands } from './commands/index.ts'
import { pressNamed } from './commands/presses.ts'
import { wordsOf } from './commands/words.ts'
import { tidy } from './knowledge/tidy.ts'
import { languages } from './languages/index.ts'
import { type Parsed, parse } from './languages/parse.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { Refusal } from './refusal.ts'
import { answer, type Request } from './request.ts'
import { requestOf } from './requester.ts'
import { unknownDoc } from './say/help.ts'
import type { World } from './world.ts'

/** Decides what an event brings about. Reads, but changes nothing: the outcome is settled by the caller. */
export async function decide(event: ChatEvent, world: World): Promise<Outcome> {
  switch (event.kind) {
    case 'personChanged':
      return changing({ kind: 'personSeen', person: event.person })
    case 'placeChanged':
      return changing({ kind: 'placeSeen', place: event.place, members: event.members })
    case 'membersChanged':
      return changing({ kind: 'membersChanged', place: event.in, joined: event.joined, left: event.left })
    case 'edited':
      return edited({ ...event, text: tidy(event.text) }, world)
    case 'deleted':
      return deleted(event, world)
    case 'said':
      return withRequest(event, world, (request) =>
        said({ ...event, by: request.by.ref, text: tidy(event.text) }, request, world),
      )
    case 'reacted':
      return withRequest(event, world, (request) => reacted(event.message, event.emoji, request, world))
    case 'unreacted':
      return withRequest(event, world, (request) => unreacted(event.message, event.emoji, request, world))
    case 'homeOpened':
      return withRequest(event, world, (request) => home(request, world))
    case 'pressed':
    case 'formSent':
      return withRequest(event, world, (request) => pressed(event, request, world))
  }
}

/** The sentence that this form would be refused with; null when it would be taken. */
export async function refusalOf(form: FormSent, world: World): Promise<string | null> {
  const { refused } = await decide(form, world)
  return refused ? (await requestOf(form, world)).phrases.refusals[refused] : null
}

const changing = (change: Outcome['changes'][0]): Outcome => ({ changes: [change], deliveries: [] })

/** Finds out who asks, where, and in which language; a refusal becomes a private line. */
async function withRequest(
  event: ChatEvent,
  world: World,
  act: (request: Request) => Promise<Outcome>,
): Promise<Outcome> {
  const request = await requestOf(event, world)
  if (request.by.isBot) return NOTHING
  try {
    return await act(request)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...answer(request, [text(request.phrases.refusals[error.key])]), refused: error.key }
  }
}

async function said(event: MessageSaid, request: Request, world: World): Promise<Outcome> {
  if (event.addressed === 'no') return request.by.standing === 'left' ? NOTHING : overheard(event, request, world)
  const parsed = parse(event.text, request.language, event.addressed)
  switch (parsed.kind) {
    case 'verb':
      return commands[parsed.verb]({ ...request, text: parsed.text }, world)
    case 'thanks':
      return answer(request, [text(request.phrases.bot.gladToHelp)])
    case 'unknown':
      return notUnderstood(parsed, request, world)
  }
}

/** The nearest verb is proposed, and the text is offered as a question. */
async function notUnderstood(parsed: Parsed & { kind: 'unknown' }, request: Request, world: World): Promise<Outcome> {
  const question = wordsOf({ text: parsed.text }, 'emptyQuestion')
  const ask = world.newId()
  const [verb = parsed.nearest] = languages[request.language].verbs[parsed.nearest]
  const doc = unknownDoc(request.phrases, verb, ask)
  return answer(request, doc, [{ kind: 'asked', ask, text: question, place: request.in.ref }])
}

async function pressed(event: ButtonPressed | FormSent, request: Request, world: World): Promise<Outcome> {
  const action = readAction(event.action)
  const handler = action && pressNamed(action.name)
  if (!action || !handler) throw new Refusal('oldButton')
  const fields = event.kind === 'formSent' ? mapValues(event.fields, tidy) : {}
  const shown = { pressed: event.kind === 'pressed' ? event.message : null, shownOn: event.message ?? null }
  return handler({ ...request, args: action.args, fields, ...shown }, world)
}

const mapValues = (fields: Readonly<Record<string, string>>, change: (value: string) => string) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]))
