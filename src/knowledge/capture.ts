import type { ThreadMessage } from '../chat/platform.ts'
import type { PersonRef } from '../chat/ref.ts'
import { fold } from './fold.ts'
import type { ItemKind, LanguageCode, Reply } from './item.ts'
import type { Linguist } from './linguist.ts'
import { type Heard, proposedAmong } from './proposal.ts'
import { isSubstantive, roleOf } from './roles.ts'
import { proposeTags } from './tags.ts'
import { titleOf, withPlainHeading } from './title.ts'

/** What a thread of talk says, before it has a number and an audience. */
export interface Captured {
  readonly kind: Extract<ItemKind, 'question' | 'thread'>
  readonly title: string
  readonly body: string
  readonly by: PersonRef
  readonly at: Date
  readonly language: LanguageCode
  readonly tags: readonly string[]
  readonly replies: readonly Reply[]
  /** The reply that somebody marked (the asker's mark first), with who did. A mark has no date: it is that of the reply. */
  readonly accepted: { readonly reply: string; readonly by: PersonRef; readonly at: Date } | null
  /** The reply that looks most like the answer, when nobody marked one. */
  readonly proposed: string | null
}

export interface CaptureTools {
  readonly linguist: Linguist
  readonly newId: () => string
  /** Emoji that accept a reply. */
  readonly accept: readonly string[]
  /** Messages by these people are left out: bots, and whoever does not want their words saved. */
  readonly leaveOut: (person: PersonRef) => boolean
  /** Tags in use, which come first. */
  readonly knownTags: readonly string[]
}

/** Reads a thread, first message first: what is asked, what answers it; null when nothing is left to keep. */
export function captureThread(messages: readonly ThreadMessage[], tools: CaptureTools): Captured | null {
  const kept = messages.filter((message) => !tools.leaveOut(message.by) && message.text.trim() !== '')
  const [root] = kept
  if (!root) return null
  const { linguist } = tools
  const opening = kept.slice(0, lengthOfOpening(kept, linguist))
  const body = opening.map((message) => message.text.trim()).join('\n')
  const rest = kept.slice(opening.length)
  const mark = acceptedAmong(rest, root.by, tools)
  const kind = mark || linguist.isQuestion(body) || ASKS_FOR_HELP.test(fold(body)) ? 'question' : 'thread'
  const heard = rest.map((message) => heardAs(message, kind, message === mark?.message, root.by, tools))
  const language = linguist.languageOf(body, linguist.languageOf(rest.map(({ text }) => text).join('\n')))
  return {
    kind,
    title: titleOf(body),
    body: withPlainHeading(body),
    by: root.by,
    at: root.at,
    language,
    tags: proposeTags([body, ...substanceOf(heard)], linguist, tools.knownTags),
    replies: heard.map(({ reply }) => reply),
    accepted: acceptance(heard, mark),
    proposed: mark || kind === 'thread' ? null : proposedAmong(heard, body, root.by, language, linguist),
  }
}

/** True when an import should keep it: an answered question, or a discussion in which something was said. */
export function worthKeeping(captured: Captured): boolean {
  if (captured.accepted) return true
  if (captured.kind === 'question') {
    return captured.replies.some(
      (reply) => reply.role === 'answer' && (isSubstantive(reply.text) || reply.id === captured.proposed),
    )
  }
  const said = [captured.body, ...captured.replies.map(({ text }) => text)].filter(isSubstantive)
  return captured.replies.length > 0 && said.length >= FEWEST_IN_DISCUSSION
}

const FEWEST_IN_DISCUSSION = 2
/** Minutes in which the asker's next messages still belong to the question. */
const OPENING_MINUTES = 10

/** How many messages make the question: the first, and what its author adds before anybody else speaks. */
function lengthOfOpening(kept: readonly ThreadMessage[], linguist: Linguist): number {
  const [root] = kept
  const end = kept.findIndex(
    (message, index) =>
      index > 0 &&
      (message.by !== root?.by ||
        message.at.getTime() - root.at.getTime() > OPENING_MINUTES * 60_000 ||
        linguist.thanks(message.text) !== null ||
        roleOf(message, message.by, linguist) === 'answer'),
  )
  return end === -1 ? kept.length : end
}

/** A problem told without a question mark asks for help all the same. */
const ASKS_FOR_HELP =
  /\b(?:i(?:'m| am)? (?:keep |just |still )?(?:get|getting|see|seeing|having|have|ran into|hit|hitting) (?:\S+ ){0,4}(?:error|errors|trouble|issues?|problems?|failures?)|i (?:can't|cant|cannot|can not|couldn't) (?:get|make|find|figure|access|connect|log|open|run|install|seem)|(?:doesn't|does not|isn't|is not|stopped) (?:work|working)|(?:fails?|failing|failed|crash(?:es|ed|ing)) (?:with|today|since|when|every|again)|unable to|need (?:some |your )?help|(?:please|pls) help|help (?:please|pls)|no longer works?|(?:am |'m )?not able to|won't (?:open|start|load|connect|send|work|install|run)|j'ai (?:\S+ ){0,3}(?:erreur|probleme|souci)|je n'arrive (?:pas|plus)|(?:ne )?(?:marche|fonctionne) (?:pas|plus)|impossible de|besoin d'aide)\b/

interface Mark {
  readonly message: ThreadMessage
  readonly by: PersonRef
}

/** The reply that bears the asker's mark; else the earliest of those with the most marks. */
function acceptedAmong(rest: readonly ThreadMessage[], asker: PersonRef, tools: CaptureTools): Mark | null {
  let best: { mark: Mark; votes: number } | null = null
  for (const message of rest) {
    const marks = message.reactions.filter(({ emoji }) => tools.accept.includes(emoji)).flatMap(({ by }) => by)
    const people = [...new Set(marks)].filter((person) => !tools.leaveOut(person))
    if (people.includes(asker)) return { message, by: asker }
    const [by] = people
    if (by && people.length > (best?.votes ?? 0)) best = { mark: { message, by }, votes: people.length }
  }
  return best?.mark ?? null
}

function heardAs(
  message: ThreadMessage,
  kind: Captured['kind'],
  isAccepted: boolean,
  asker: PersonRef,
  tools: CaptureTools,
): Heard {
  const role = isAccepted ? 'answer' : kind === 'thread' ? 'remark' : roleOf(message, asker, tools.linguist)
  const { by, at, permalink } = message
  return {
    message,
    reply: { id: tools.newId(), by, at, text: message.text.trim(), message: message.message, permalink, role },
  }
}

const substanceOf = (heard: readonly Heard[]): string[] =>
  heard.map(({ reply }) => reply.text).filter((text) => isSubstantive(text))

function acceptance(heard: readonly Heard[], mark: Mark | null): Captured['accepted'] {
  const accepted = heard.find(({ message }) => message === mark?.message)
  return mark && accepted ? { reply: accepted.reply.id, by: mark.by, at: accepted.reply.at } : null
}
