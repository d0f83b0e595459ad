import type { Post } from '../chat/delivery.ts'
import type { Place } from '../chat/directory.ts'
import type { Doc } from '../chat/doc.ts'
import { ANYBODY, passage } from '../gate/gate.ts'
import { hereIn } from '../gate/recipient.ts'
import { Refusal } from '../refusal.ts'
import type { Press } from '../request.ts'
import type { World } from '../world.ts'

/** Whether anything can be said to everybody in a place. */
export const canPostIn = ({ audience, archived }: Place): boolean => audience !== 'direct' && !archived

/** What somebody has Savoir say to everybody in a place: once a thread, and few times a day. Refuses what is over that. */
export async function saidInPublic(press: Press, doc: Doc, world: World): Promise<Post> {
  const post: Post = { kind: 'post', to: press.in.ref, thread: press.thread, doc, nudge: 'share' }
  const here = await hereIn(press.in.ref, world.store, world.now())
  const inThread = press.thread ? await world.store.nudgesTo(press.thread) : []
  const decided = passage(post, { ...ANYBODY, here }, world.now())
  if (decided.kind !== 'send' || inThread.length) throw new Refusal('sharedEnough')
  return post
}
