import { button } from '../action.ts'
import { type Block, type Button, bold, buttons, context, type Doc, list, text } from '../chat/doc.ts'
import type { LanguageCode } from '../knowledge/item.ts'
import type { PersonSettings } from '../knowledge/settings.ts'
import type { Phrases } from '../languages/phrases.ts'
import type { Account } from '../store/accounts.ts'
import { accountBlocks } from './accounts.ts'
import { ON_PAGE, settingDoc } from './digest.ts'
import { actLine, type EvidenceView } from './people.ts'

/** A topic of mine, with what shows it. */
export interface MyTopic {
  readonly topic: string
  readonly declared: boolean
  readonly evidence: readonly EvidenceView[]
}

export type Switch = 'learnFromMe' | 'showMe' | 'inferTopics'

const SWITCHES: readonly Switch[] = ['learnFromMe', 'showMe', 'inferTopics']
const TOPICS_MAX = 5
const ACTS_MAX = 2

/** What is shown of a person, to them. */
interface Mine {
  readonly topics: readonly MyTopic[]
  readonly hidden: readonly string[]
  readonly settings: PersonSettings
  readonly accounts: readonly Account[]
  readonly timeZone: string | null
  readonly otherLanguage: LanguageCode
}

/** Everything that Savoir sees of a person, for that person alone, and every switch. */
export function meDoc(phrases: Phrases, mine: Mine, now: Date): Doc {
  return [
    text(bold(phrases.me.title)),
    ...(mine.topics.length ? [] : [text(phrases.me.noTopics)]),
    ...mine.topics.slice(0, TOPICS_MAX).flatMap((topic) => topicBlocks(phrases, topic, now)),
    ...hiddenBlocks(phrases, mine.hidden),
    buttons(button(phrases.buttons.addTopic, 'addTopic')),
    ...SWITCHES.flatMap((name) => switchBlocks(phrases, name, mine.settings[name])),
    ...settingDoc(phrases, mine.settings.digest, now, mine.timeZone, ON_PAGE),
    ...refusedBlocks(phrases, mine.settings.refused),
    ...accountBlocks(phrases, mine.accounts),
    buttons(
      button(phrases.buttons.otherLanguage, 'language', mine.otherLanguage),
      button(phrases.buttons.export, 'export'),
      { ...button(phrases.buttons.forget, 'forget'), style: 'danger' },
    ),
  ]
}

function topicBlocks(phrases: Phrases, { topic, declared, evidence }: MyTopic, now: Date): Block[] {
  const acts = evidence.slice(0, ACTS_MAX).map((act) => actLine(phrases, act, now, phrases.me.youDid))
  return [
    text(bold(`#${topic}`), declared ? ` · ${phrases.me.says}` : ''),
    ...(acts.length ? [list(acts)] : []),
    buttons(button(phrases.buttons.hide, 'hide', topic), button(phrases.buttons.notMe, 'notMe', topic)),
  ]
}

function hiddenBlocks(phrases: Phrases, hidden: readonly string[]): Block[] {
  if (!hidden.length) return []
  const shown = hidden.slice(0, TOPICS_MAX)
  return [context(phrases.me.hiddenTopics), buttons(...shown.map((topic) => button(`#${topic}`, 'freeTopic', topic)))]
}

function switchBlocks(phrases: Phrases, name: Switch, on: boolean): Block[] {
  const turn: Button = on
    ? button(phrases.buttons.turnOff, 'switch', name, 'off')
    : button(phrases.buttons.turnOn, 'switch', name, 'on')
  return [text(`${phrases.me.switches[name][on ? 'on' : 'off']}.`), buttons(turn)]
}

/** What was refused for good, with the way back. */
function refusedBlocks(phrases: Phrases, refused: readonly string[]): Block[] {
  const back = (sentence: string, name: string) => [
    text(sentence),
    buttons(button(phrases.buttons.turnOn, 'switch', name, 'on')),
  ]
  return [
    ...(refused.includes('saving') ? back(phrases.me.neverSaved, 'saving') : []),
    ...(refused.some((kind) => kind !== 'saving') ? back(phrases.me.refused, 'prompts') : []),
  ]
}
