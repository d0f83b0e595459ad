import { button } from '../action.ts'
import { type Block, type Button, buttons, context, type Doc, heading, text } from '../chat/doc.ts'
import { localTime } from '../gate/hours.ts'
import type { DigestSetting } from '../knowledge/settings.ts'
import type { Phrases } from '../languages/phrases.ts'
import type { ShownEntry } from '../nudges/digest.ts'
import { arrow, cut, dotted, TITLE_MAX } from './lines.ts'

/** A digest: each line with its button, and how often it comes. */
export function digestDoc(
  phrases: Phrases,
  entries: readonly ShownEntry[],
  setting: DigestSetting,
  now: Date,
  timeZone: string | null = null,
): Doc {
  const { title, nothing } = phrases.nudges.digest
  const head = entries.length ? [heading(title(setting.every, entries.length))] : [text(nothing)]
  return [
    ...head,
    ...entries.flatMap((entry) => entryBlocks(phrases, entry)),
    ...footer(phrases, setting, now, timeZone),
  ]
}

/** Marks a button of the page that shows all settings: the page is to be shown anew. */
export const ON_PAGE = 'me'

/** How a person's digest is set, and the ways to change that. */
export function settingDoc(
  phrases: Phrases,
  setting: DigestSetting,
  now: Date,
  timeZone: string | null,
  where?: typeof ON_PAGE,
): Doc {
  const row = settingButtons(phrases, setting, now, where)
  return [text(settingSentence(phrases, setting, now, timeZone)), buttons(...row)]
}

/** The items that a digest shows. */
export const itemsIn = (entries: readonly ShownEntry[]): readonly number[] =>
  entries.flatMap((entry) => (entry.kind === 'merge' ? [] : [entry.item.id]))

function entryBlocks(phrases: Phrases, entry: ShownEntry): Block[] {
  const link = entry.view ? arrow(entry.view.answer?.permalink ?? entry.view.item.source.permalink) : null
  return [text(...dotted([entryLine(phrases, entry), link])), buttons(...entryButtons(phrases, entry))]
}

function entryLine(phrases: Phrases, entry: ShownEntry): string {
  const { digest } = phrases.nudges
  const title = entry.view ? cut(entry.view.item.title, TITLE_MAX) : ''
  const author = entry.view?.answer?.by ?? entry.view?.author ?? phrases.someone
  switch (entry.kind) {
    case 'question':
      return digest.question(title)
    case 'helped':
      return digest.helped(title, entry.people)
    case 'new':
      return digest.isNew(entry.tag, title, author)
    case 'merge':
      return digest.merge(entry.tag, entry.into)
    case 'decision':
      return digest.decision(title, author)
  }
}

function entryButtons({ buttons: labels, nudges }: Phrases, entry: ShownEntry): Button[] {
  const own = nudges.digest.buttons
  switch (entry.kind) {
    case 'question':
      return [
        { ...button(labels.answer, 'answerHere', entry.item.id), style: 'primary' },
        button(own.notMe, 'notMyTopic', entry.item.id),
      ]
    case 'merge':
      return [
        button(own.same, 'sameTag', entry.tag, entry.into),
        button(own.different, 'otherTag', entry.tag, entry.into),
      ]
    case 'helped':
    case 'new':
    case 'decision':
      return [button(`${labels.open} ${entry.item.id}`, 'show', entry.item.id)]
  }
}

const footer = (phrases: Phrases, setting: DigestSetting, now: Date, timeZone: string | null): Block[] => [
  context(settingSentence(phrases, setting, now, timeZone)),
  buttons(...settingButtons(phrases, setting, now)),
]

function settingSentence(phrases: Phrases, setting: DigestSetting, now: Date, timeZone: string | null): string {
  const { digest } = phrases.nudges
  if (setting.every === 'never') return digest.off
  const sentence = digest.setting(setting)
  if (setting.pausedUntil <= now.getTime()) return sentence
  const until = localTime(new Date(setting.pausedUntil), timeZone)
  return `${sentence} ${digest.pausedUntil(phrases.date(until.toJSDate(), now))}`
}

function settingButtons({ nudges }: Phrases, setting: DigestSetting, now: Date, where?: typeof ON_PAGE): Button[] {
  const { every, pausedUntil } = setting
  const labels = nudges.digest.buttons
  const choice = (label: string, to: string): Button => button(label, 'digest', to, ...(where ? [where] : []))
  const others = (['day', 'week', 'month'] as const).filter((rhythm) => rhythm !== every)
  const rhythms = others.map((rhythm) => choice(labels[rhythm], rhythm))
  if (every === 'never') return rhythms
  const paused = pausedUntil > now.getTime()
  const pause = paused ? choice(labels.resume, 'resume') : choice(labels.pause, 'pause')
  return [...rhythms, choice(labels.off, 'never'), pause]
}
