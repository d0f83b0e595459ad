import { button } from '../action.ts'
import type { Delivery } from '../chat/delivery.ts'
import { type Block, buttons, context, text } from '../chat/doc.ts'
import { type PersonRef, personRef } from '../chat/ref.ts'
import type { Phrases } from '../languages/phrases.ts'
import { spoken } from '../languages/spoken.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Press, type PressHandler, turnInto } from '../request.ts'
import { cut, TITLE_MAX } from '../say/lines.ts'
import { type TeamMember, teamBlocks, topicList } from '../say/team.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { askedText } from './ask.ts'
import { isHere } from './names.ts'
import { teamFor } from './team.ts'
import { readTeamRequest } from './team-request.ts'

/** `Invite`: each person of the team is asked in private, and may pass without anybody being told. */
export const invite: PressHandler = async (press, world) => {
  const wanted = readTeamRequest(await askedText(press, world))
  const size = wanted.keep.length
  const view = await teamFor({ ...wanted, size }, press.by.ref, press.reader, world)
  const invited = view.people.filter(({ ref }) => ref !== press.by.ref && wanted.keep.includes(ref))
  if (!invited.length) return answer(press, [text(press.phrases.who.nobodyToAsk)])
  const names = press.phrases.team.together(invited.map(({ name }) => name))
  const doc = [...teamBlocks(press.phrases, view, world.now()), text(press.phrases.team.invited(names))]
  return {
    changes: [],
    deliveries: [
      ...turnInto(press, doc).deliveries,
      ...(await Promise.all(invited.map((member) => invitation(member, view.topics, press, world)))),
    ],
  }
}

async function invitation(
  member: TeamMember,
  topics: readonly string[],
  press: Press,
  world: World,
): Promise<Delivery> {
  const phrases = spoken[await world.store.languageOf(member.ref)]
  const mine = topicList(member.topics.map(({ topic }) => topic))
  const doc = [
    text(phrases.team.invitation(press.by.name, topicList(topics), mine)),
    ...(await reason(member, phrases, world)),
    context(phrases.team.freeToPass),
    buttons(
      { ...button(phrases.buttons.join, 'join', press.args[0] ?? '', press.by.ref), style: 'primary' },
      button(phrases.buttons.pass, 'pass'),
    ),
  ]
  return { kind: 'direct', to: member.ref, doc, nudge: 'request' }
}

/** Why they were thought of, as far as they themselves may still read it. */
async function reason(member: TeamMember, phrases: Phrases, world: World): Promise<readonly Block[]> {
  const acts = member.topics.flatMap(({ evidence }) => evidence)
  const ids = acts.map(({ item }) => item)
  const readable = await world.store.items(ids, { kind: 'person', person: member.ref })
  const act = acts.find(({ item }) => readable.some(({ id }) => id === item))
  return act ? [context(phrases.who.requestWhy(cut(act.title, TITLE_MAX), phrases.ago(act.at, world.now())))] : []
}

/** `Count me in`: the asker and those who are in already are told who is in now. */
export const join: PressHandler = async (press, world) => {
  const [ask = '', askerRef = ''] = press.args
  const asker = personRef(askerRef)
  const asked = await world.store.asked(ask, asker)
  const { keep: invited, topics } = readTeamRequest(asked?.text ?? '')
  // Somebody may have joined their accounts since.
  const behind = await world.store.behind(invited)
  const keep = invited.map((one) => behind.get(one) ?? one)
  if (!asked || !keep.includes(press.by.ref) || !isHere(await world.store.person(asker))) throw new Refusal('oldButton')
  const before = await saidYes(ask, keep, world)
  const isNew = !before.includes(press.by.ref)
  const inNow = [asker, ...before, ...(isNew ? [press.by.ref] : [])]
  const mine = await sentence(press.by.ref, inNow, topics, world)
  if (!isNew) return turnInto(press, mine)
  const yes = {
    kind: 'asked',
    ask: yesOf(ask, keep.indexOf(press.by.ref)),
    text: asked.text,
    place: asked.place,
  } as const
  return {
    changes: [yes],
    deliveries: [
      ...turnInto(press, mine).deliveries,
      ...(await Promise.all([asker, ...before].map((one) => news(one, press.by.name, inNow, topics, world)))),
    ],
  }
}

/** `Not this time`: nobody is told. */
export const pass: PressHandler = async (press) => turnInto(press, [text(press.phrases.team.passed)])

/** Under this name the yes of a person is kept, as something that they said to Savoir. */
const yesOf = (ask: string, place: number): string => `${ask}:${place}`

async function saidYes(ask: string, invited: readonly PersonRef[], world: World): Promise<readonly PersonRef[]> {
  const answers = invited.map((person, place) => world.store.asked(yesOf(ask, place), person))
  const found = await Promise.all(answers)
  return invited.filter((_, place) => found[place])
}

async function news(
  to: PersonRef,
  name: string,
  inNow: readonly PersonRef[],
  topics: readonly string[],
  world: World,
): Promise<Delivery> {
  const phrases = spoken[await world.store.languageOf(to)]
  const doc = [text(phrases.team.joined(name, topicList(topics))), ...(await sentence(to, inNow, topics, world))]
  return { kind: 'direct', to, doc }
}

async function sentence(to: PersonRef, inNow: readonly PersonRef[], topics: readonly string[], world: World) {
  const phrases = spoken[await world.store.languageOf(to)]
  const name = await namesOf(inNow, world)
  const names = inNow.flatMap((one) => (one === to ? [phrases.you] : (name(one) ?? [])))
  return [text(phrases.team.inSoFar(topicList(topics), phrases.team.together(names)))]
}
