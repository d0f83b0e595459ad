import { context, text } from '../chat/doc.ts'
import type { Change } from '../knowledge/change.ts'
import type { Item } from '../knowledge/item.ts'
import { cleanTag } from '../knowledge/tags.ts'
import type { Phrases } from '../languages/phrases.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type Request } from '../request.ts'
import { doneDoc } from '../say/item.ts'
import { tagLine } from '../say/lines.ts'
import type { World } from '../world.ts'
import { itemFor, numberFirst } from './words.ts'

const TAGS_SHOWN = 30

/** Adds tags to an item, makes two tags one (`k8s = kubernetes`), or lists the tags in use. */
export const tag: Command = async (request, world) => {
  if (!request.text.trim()) return listTags(request, world)
  const [left, right, ...more] = request.text.split('=')
  if (right !== undefined && !more.length) return mergeTags(request, left ?? '', right, world)
  const { id, rest } = numberFirst(request.text)
  const item = await itemFor(request, world, id)
  const added = await tagsIn(rest, world)
  return retagged(
    request,
    item,
    [...item.tags, ...added],
    added.map((word) => ({ kind: 'tagged', item: id, tag: word })),
  )
}

/** Takes tags from an item, or splits a merged tag off again. */
export const untag: Command = async (request, world) => {
  if (!/^\s*#?\d/.test(request.text)) return splitTag(request)
  const { id, rest } = numberFirst(request.text)
  const item = await itemFor(request, world, id)
  const gone = await tagsIn(rest, world)
  const left = item.tags.filter((word) => !gone.includes(word))
  return retagged(
    request,
    item,
    left,
    gone.map((word) => ({ kind: 'untagged', item: id, tag: word })),
  )
}

/** The words of a text as clean tags, merged ones under their common name. */
async function tagsIn(words: string, world: World): Promise<string[]> {
  const merged = await world.store.mergedTags()
  const clean = words.split(/[\s,]+/u).flatMap((word) => cleanTag(word) ?? [])
  if (!clean.length) throw new Refusal('noTag')
  return [...new Set(clean.map((word) => merged.get(word) ?? word))]
}

function retagged(request: Request, item: Item, now: readonly string[], changes: readonly Change[]) {
  return answer(
    request,
    doneDoc(request.phrases, tagsSentence(request.phrases, item.id, now), request.event.id),
    changes,
  )
}

function tagsSentence(phrases: Phrases, id: number, tags: readonly string[]): string {
  const line = tagLine([...new Set(tags)].sort())
  return line ? `${id} · ${phrases.items.tagsNow} ${line}` : `${id} · ${phrases.items.noTags}`
}

async function mergeTags(request: Request, left: string, right: string, world: World) {
  const [from, into] = [cleanTag(left), cleanTag(right)]
  if (!from || !into) throw new Refusal('noTag')
  const merged = await world.store.mergedTags()
  const root = merged.get(into) ?? into
  if (from === root || merged.get(from) === root) throw new Refusal('sameTag')
  const doc = doneDoc(request.phrases, request.phrases.items.merged(from, root), request.event.id)
  return answer(request, doc, [{ kind: 'tagsMerged', tag: from, into: root }])
}

function splitTag(request: Request) {
  const word = cleanTag(request.text)
  if (!word) throw new Refusal('noTag')
  const doc = doneDoc(request.phrases, request.phrases.items.split(word), request.event.id)
  return answer(request, doc, [{ kind: 'tagsSplit', tag: word }])
}

async function listTags(request: Request, world: World) {
  const used = (await world.store.tags(request.reader)).slice(0, TAGS_SHOWN)
  if (!used.length) throw new Refusal('noTag')
  const line = used.map(({ tag: word, items }) => `#${word} (${items})`).join(' ')
  return answer(request, [text(request.phrases.items.yourTags), context(line)])
}
