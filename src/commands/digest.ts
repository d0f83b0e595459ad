import { text } from '../chat/doc.ts'
import { digestFor, readPool } from '../digest.ts'
import { periodBefore } from '../hours.ts'
import type { DigestSetting } from '../knowledge/settings.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type PressHandler, type Request } from '../request.ts'
import { digestDoc, settingDoc } from '../say/digest.ts'
import type { World } from '../world.ts'
import { readDigestRequest } from './digest-request.ts'

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

/** `Daily`, `Weekly`, `Monthly`, `Off`, `Pause 2 weeks`, `Go on`, under a digest. */
export const digestButton: PressHandler = async (press, world) => {
  const [choice = ''] = press.args
  if (choice === 'pause') return setTo(press, pausedFor(BUTTON_PAUSE_DAYS, world), world)
  if (choice === 'resume') return setTo(press, { pausedUntil: 0 }, world)
  if (!RHYTHMS.includes(choice)) throw new Refusal('oldButton')
  return setTo(press, { every: choice as DigestSetting['every'], pausedUntil: 0 }, world)
}

/** What a person's digest holds at this time. */
export async function digestNow(request: Pick<Request, 'by'>, world: World) {
  const { digest: setting } = await world.store.personSettings(request.by.ref)
  const since = periodBefore(setting.every, world.now())
  const pool = await readPool({ kind: 'person', person: request.by.ref }, since, world)
  return { setting, entries: await digestFor(request.by.ref, since, pool, world) }
}

async function preview(request: Request, world: World): Promise<Outcome> {
  const { setting, entries } = await digestNow(request, world)
  const doc = digestDoc(request.phrases, entries, setting, world.now(), request.by.timeZone)
  const isNew = !entries.length && !(await world.store.tagsOf(request.by.ref, request.reader)).length
  const shown = isNew ? [text(request.phrases.nudges.digest.nothingYet), ...doc.slice(1)] : doc
  // It holds all that the person may read: nothing for a place where people of another company are.
  if (request.in.external) return { changes: [], deliveries: [{ kind: 'direct', to: request.by.ref, doc: shown }] }
  return answer(request, shown)
}

async function setTo(request: Request, change: Partial<DigestSetting>, world: World): Promise<Outcome> {
  const before = (await world.store.personSettings(request.by.ref)).digest
  const setting: DigestSetting = { ...before, ...change, since: world.now().getTime() }
  const doc = settingDoc(request.phrases, setting, world.now(), request.by.timeZone)
  const changes = [{ kind: 'personSet', settings: { digest: setting } }] as const
  return answer(request, doc, changes)
}

const pausedFor = (days: number, world: World): Partial<DigestSetting> => ({
  pausedUntil: world.now().getTime() + days * DAY_MS,
})
