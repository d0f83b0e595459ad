import type { Place } from '../../src/chat/directory.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { pages } from './client.ts'
import type { LookUp } from './lookup.ts'
import { place, readPerson } from './refs.ts'

const PAGE = 200
/** Looked at once in this time for each person: between, Slack's events keep it. */
const GOOD_FOR_MS = 60_000

/** Asks Slack, before somebody gets an answer, whether they are still where their rights come from. */
export class Recheck {
  private readonly checks = new Map<PersonRef, { readonly at: number; readonly done: Promise<void> }>()

  /** Tells of each place that the person joined or left unnoticed. `where` is where they ask: it is settled before. */
  memberships(look: LookUp, who: PersonRef, where: PlaceRef): Promise<void> {
    const now = look.now().getTime()
    const last = this.checks.get(who)
    if (last && now - last.at < GOOD_FOR_MS) return last.done
    const done = check(look, who, where).catch((error: unknown) => {
      this.checks.delete(who)
      throw error
    })
    this.checks.set(who, { at: now, done })
    return done
  }
}

async function check(look: LookUp, who: PersonRef, where: PlaceRef): Promise<void> {
  const rights = rightsOf(look, who)
  if (rights.length === 0) return
  const found = await placesOf(look, who)
  for (const one of rights) await tellIfChanged(look, one, who, found.has(one.ref), where)
}

/** Places whose items the person may read for being in them. */
function rightsOf({ roster, workspace }: LookUp, who: PersonRef): readonly Place[] {
  const guest = roster.person(who)?.standing === 'guest'
  return roster
    .placesOf(workspace.team)
    .filter(({ audience }) => audience === 'members' || (guest && audience === 'everyone'))
}

async function placesOf({ workspace, roster }: LookUp, who: PersonRef): Promise<ReadonlySet<string>> {
  const { client, team } = workspace
  const { user } = readPerson(who)
  const guest = roster.person(who)?.standing === 'guest'
  const types = guest ? 'public_channel,private_channel,mpim' : 'private_channel,mpim'
  const found = new Set<string>()
  for await (const page of pages((cursor) => client.users.conversations({ user, types, limit: PAGE, ...cursor }))) {
    for (const { id } of page.channels ?? []) if (id) found.add(place(team, id))
  }
  return found
}

async function tellIfChanged(
  look: LookUp,
  known: Place,
  who: PersonRef,
  isIn: boolean,
  where: PlaceRef,
): Promise<void> {
  const members = look.roster.membersOf(known.ref)
  if (members.has(who) === isIn) return
  const now = isIn ? [...members, who] : [...members].filter((member) => member !== who)
  const at = look.now()
  const id = `slack:recheck:${known.ref}:${who}:${at.getTime()}`
  await look.tell({ kind: 'placeChanged', id, at, by: who, in: where, place: known, members: now })
}
