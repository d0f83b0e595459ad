import { messageRef, type PersonRef, personRef, placeRef } from '../../chat/ref.ts'
import type { VoiceKind } from '../../knowledge/change.ts'
import type { Acceptance, Act, Item, ItemKind, LanguageCode, Reply } from '../../knowledge/item.ts'
import { personIn } from './accounts.ts'
import { json, type Sql } from './sql.ts'

export interface ItemRow {
  readonly id: number
  readonly kind: ItemKind
  readonly title: string
  readonly body: string
  readonly by: string | null
  readonly at: number
  readonly language: LanguageCode
  readonly audience: 'everyone' | 'members'
  readonly place: string
  readonly message: string | null
  readonly permalink: string | null
  readonly accepted_reply: string | null
  readonly accepted_by: string | null
  readonly accepted_at: number | null
  readonly accepted_by_asker: number | null
  readonly proposed_reply: string | null
  readonly superseded_by: number | null
  readonly edited: number
  readonly version: number
}

/** Rows become items, with their replies, tags and voices read in one go each. */
export function toItems(sql: Sql, rows: readonly ItemRow[]): Item[] {
  const ids = json(rows.map((row) => row.id))
  const replies = grouped(sql.all<ReplyRow>(SELECT_REPLIES, ids))
  const tags = grouped(sql.all<TagRow>(SELECT_TAGS, ids))
  const voices = grouped(lastOfEach(sql.all<VoiceRow>(SELECT_VOICES, ids)))
  return rows.map((row) => toItem(row, replies.get(row.id) ?? [], tags.get(row.id) ?? [], voices.get(row.id) ?? []))
}

interface ReplyRow {
  readonly item: number
  readonly id: string
  readonly by: string | null
  readonly at: number
  readonly text: string
  readonly message: string | null
  readonly permalink: string | null
  readonly role: 'answer' | 'remark'
}

const SELECT_REPLIES = `
  select r.item, r.id, ${personIn('r.by')} as by, r.at, r.text, r.message, r.permalink, r.role from reply r
  where r.item in (select value from json_each(?)) and r.removed = 0 order by r.item, r.at, r.rowid`

interface TagRow {
  readonly item: number
  readonly tag: string
}

const SELECT_TAGS = `
  select distinct t.item, coalesce(m.root, t.tag) as tag from item_tag t left join tag_merge m on m.tag = t.tag
  where t.item in (select value from json_each(?)) order by 1, 2`

interface VoiceRow {
  readonly item: number
  readonly person: PersonRef
  readonly kind: VoiceKind
  readonly at: number
  readonly seq: number
}

const SELECT_VOICES = `
  select v.item, ${personIn('v.person')} as person, v.kind, v.at, v.seq from voice v
  where v.item in (select value from json_each(?)) order by v.item, v.at, v.seq`

// What two accounts of a person say alike is one word of theirs: the later one.
function lastOfEach(voices: readonly VoiceRow[]): VoiceRow[] {
  const nameOf = ({ item, kind, person }: VoiceRow): string => `${item} ${kind} ${person}`
  const last = new Map(voices.map((voice) => [nameOf(voice), voice]))
  return voices.filter((voice) => last.get(nameOf(voice)) === voice)
}

function grouped<Row extends { readonly item: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.item)
    if (group) group.push(row)
    else groups.set(row.item, [row])
  }
  return groups
}

function toItem(row: ItemRow, replies: ReplyRow[], tags: TagRow[], voices: VoiceRow[]): Item {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    body: row.body,
    by: person(row.by),
    at: new Date(row.at),
    language: row.language,
    audience: row.audience,
    source: {
      place: placeRef(row.place),
      message: row.message === null ? null : messageRef(row.message),
      permalink: row.permalink,
    },
    tags: tags.map((tag) => tag.tag),
    replies: replies.map(toReply),
    accepted: toAcceptance(row),
    ...(row.proposed_reply === null ? {} : { proposed: row.proposed_reply }),
    supersededBy: row.superseded_by,
    endorsedBy: voices.filter((voice) => voice.kind === 'endorsed').map(toAct),
    confirmations: confirmations(voices),
    wrong: wrong(voices, row.edited),
    helped: voices.filter((voice) => voice.kind === 'helped').map(toAct),
    version: row.version,
  }
}

const person = (ref: string | null): PersonRef | null => (ref === null ? null : personRef(ref))

function toReply(row: ReplyRow): Reply {
  return {
    id: row.id,
    by: person(row.by),
    at: new Date(row.at),
    text: row.text,
    message: row.message === null ? null : messageRef(row.message),
    permalink: row.permalink,
    role: row.role,
  }
}

function toAcceptance(row: ItemRow): Acceptance | null {
  if (row.accepted_reply === null || row.accepted_by === null || row.accepted_at === null) return null
  return {
    reply: row.accepted_reply,
    by: personRef(row.accepted_by),
    at: new Date(row.accepted_at),
    byAsker: row.accepted_by_asker === 1,
  }
}

const toAct = (voice: VoiceRow): Act => ({ by: voice.person, at: new Date(voice.at) })

// The later word of a person holds: whoever says that it is wrong no longer confirms it, and the other way round.
const confirmations = (voices: readonly VoiceRow[]): Act[] => lastWord(voices, 'confirmed', 'foundWrong').map(toAct)

const wrong = (voices: readonly VoiceRow[], edited: number): Act[] =>
  lastWord(voices, 'foundWrong', 'confirmed')
    .filter((voice) => voice.seq > edited)
    .map(toAct)

function lastWord(voices: readonly VoiceRow[], kind: VoiceKind, against: VoiceKind): VoiceRow[] {
  const contrary = new Map(voices.filter((voice) => voice.kind === against).map((voice) => [voice.person, voice.seq]))
  return voices.filter((voice) => voice.kind === kind && voice.seq > (contrary.get(voice.person) ?? -1))
}
