import type { Change, LogEntry, VoiceKind } from './change.ts'
import { PLACE_DEFAULTS, type PlaceSettings } from './settings.ts'

/** The change that takes a logged one back; null where there is nothing to take back. */
export function inverse(entry: LogEntry): Change | null {
  return entry.item === null ? inverseOfWords(entry) : inverseOnItem(entry, entry.item)
}

function inverseOnItem({ kind, reply, detail, before }: LogEntry, item: number): Change | null {
  switch (kind) {
    case 'itemAdded':
    case 'itemRestored':
      return { kind: 'itemRemoved', item }
    case 'itemRemoved':
      return { kind: 'itemRestored', item }
    case 'itemEdited':
      // The former text was erased with the person who wrote it.
      return before && { kind, item, title: textIn(before, 'title'), body: textIn(before, 'body') }
    case 'itemSuperseded':
      return { kind, item, by: numberIn(before, 'by') }
    case 'audienceSet':
      return { kind, item, audience: before?.audience === 'everyone' ? 'everyone' : 'members' }
    case 'replyAdded':
    case 'replyRestored':
      return reply === null ? null : { kind: 'replyRemoved', item, reply }
    case 'replyRemoved':
      return reply === null ? null : { kind: 'replyRestored', item, reply }
    case 'replyEdited':
      return reply === null || before === null ? null : { kind, item, reply, text: textIn(before, 'text') }
    case 'accepted':
      return { kind, item, reply: textIn(before, 'reply') || null, byAsker: before?.byAsker === true }
    case 'tagged':
      return { kind: 'untagged', item, tag: textIn(detail, 'tag') }
    case 'untagged':
      return { kind: 'tagged', item, tag: textIn(detail, 'tag') }
    default:
      return isVoice(kind) ? { kind: 'voiceTaken', item, voice: kind } : null
  }
}

function inverseOfWords({ kind, place, detail, before }: LogEntry): Change | null {
  if (kind === 'placeSet' && place !== null) return { kind, place, settings: formerly(detail.settings, before) }
  const tag = textIn(detail, 'tag')
  if (kind === 'tagsMerged') return { kind: 'tagsSplit', tag }
  if (kind === 'tagsSplit') return { kind: 'tagsMerged', tag, into: textIn(before, 'into') }
  return null
}

/** The settings that were changed, as they stood before. */
const formerly = (changed: unknown, before: LogEntry['before']): Partial<PlaceSettings> => {
  const stood: PlaceSettings = { ...PLACE_DEFAULTS, ...before }
  return Object.fromEntries(Object.entries(stood).filter(([name]) => Object.hasOwn(Object(changed), name)))
}

const VOICES: readonly string[] = ['endorsed', 'confirmed', 'foundWrong', 'helped', 'notIt'] satisfies VoiceKind[]

const isVoice = (kind: string): kind is VoiceKind => VOICES.includes(kind)

const textIn = (values: LogEntry['before'], name: string): string => {
  const value = values?.[name]
  return typeof value === 'string' ? value : ''
}

const numberIn = (values: LogEntry['before'], name: string): number | null => {
  const value = values?.[name]
  return typeof value === 'number' ? value : null
}
