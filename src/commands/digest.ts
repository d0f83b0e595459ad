import { type Doc, text } from '../chat/doc.ts'
import { periodBefore } from '../gate/hours.ts'
import type { DigestSetting } from '../knowledge/settings.ts'
import { digestFor, readPool, type ShownEntry } from '../nudges/digest.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type PressHandler, type Request } from '../request.ts'
import { digestDoc, ON_PAGE, settingDoc } from '../say/digest.ts'
import type { World } from '../world.ts'
import { readDigestRequest } from './digest-request.ts'
import { digestOnPage } from './me.ts'

const DAY_MS = 86_400_000
const BUTTON_PAUSE_DAYS = 14
const RHYTHMS: readonly string[] = ['day', 'week', 'month', 'never'] satisfies DigestSetting['every'][]

/** My digest as it would be now; or how often it comes, said back. */
export const digest: Command = async (request, world) => {
  const asked = readDigestRequest(request.text)
  switch (asked.kind) {
    case 'show':
      return preview(request, world)
    case 'set':
      return setTo(request, 'pausedUntil' in asked.change ? asked.change : { ...asked.change, pausedUntil: 0 }, world)
    case 'pause':
      return setTo(request, pausedFor(asked.days, world), world)
  }
}

/** `Daily`, `Weekly`, `Monthly`, `Off`, `Pause 2 weeks`, `Go on`, under a digest or on the page of all settings. */
export const digestButton: PressHandler = async (press, world) => {
  const [choice = '', where] = press.args
  const change = chosen(choice, world)
  return where === ON_PAGE
    ? digestOnPage(press, await changed(press, change, world), world)
    : setTo(press, change, world)
}

function chosen(choice: string, world: World): Partial<DigestSetting> {
  if (choice === 'pause') return pausedFor(BUTTON_PAUSE_DAYS, world)
  if (choice === 'resume') return { pausedUntil: 0 }
  if (!RHYTHMS.includes(choice)) throw new Refusal('oldButton')
  return { every: choice as DigestSetting['every'], pausedUntil: 0 }
}

/** What a person's digest holds at this time. */
export async function digestNow(request: Pick<Request, 'by'>, world: World) {
  const { digest: setting } = await world.store.personSettings(request.by.ref)
  return { setting, entries: await newsFor(request, periodBefore(setting.every, world.now()), world) }
}

async function newsFor({ by }: Pick<Request, 'by'>, since: Date, world: World): Promise<readonly ShownEntry[]> {
  const pool = await readPool({ kind: 'person', person: by.ref }, since, world)
  return digestFor(by.ref, since, pool, world)
}

async function preview(request: Request, world: World): Promise<Outcome> {
  const { setting, entries } = await digestNow(request, world)
  const shown = entries.length ? page(request, entries, setting, world) : await quietPage(request, setting, world)
  // It holds all that the person may read: nothing for a place where people of another company are.
  if (request.in.external) return { changes: [], deliveries: [{ kind: 'direct', to: request.by.ref, doc: shown }] }
  return answer(request, shown)
}

const page = ({ phrases, by }: Request, entries: readonly ShownEntry[], setting: DigestSetting, world: World): Doc =>
  digestDoc(phrases, entries, setting, world.now(), by.timeZone)

/** Nothing is new: what was new in the last month, if that is something, or why there can be nothing yet. */
async function quietPage(request: Request, setting: DigestSetting, world: World): Promise<Doc> {
  const { nothing, nothingLately, nothingYet } = request.phrases.nudges.digest
  const lately = await newsFor(request, periodBefore('month', world.now()), world)
  const known = lately.length > 0 || (await world.store.tagsOf(request.by.ref, request.reader)).length > 0
  const sentence = lately.length ? nothingLately : known ? nothing : nothingYet
  return [text(sentence), ...page(request, lately, setting, world).slice(1)]
}

async function setTo(request: Request, change: Partial<DigestSetting>, world: World): Promise<Outcome> {
  const setting = await changed(request, change, world)
  const doc = settingDoc(request.phrases, setting, world.now(), request.by.timeZone)
  return answer(request, doc, [{ kind: 'personSet', settings: { digest: setting } }])
}

async function changed({ by }: Request, change: Partial<DigestSetting>, world: World): Promise<DigestSetting> {
  return { ...(await world.store.personSettings(by.ref)).digest, ...change, since: world.now().getTime() }
}

const pausedFor = (days: number, world: World): Partial<DigestSetting> => ({
  pausedUntil: world.now().getTime() + days * DAY_MS,
})
