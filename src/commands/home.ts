import type { Doc } from '../chat/doc.ts'
import type { Outcome } from '../outcome.ts'
import type { Command } from '../request.ts'
import { me } from './me.ts'
import { open } from './open.ts'

/** The person's own page: their open questions, those they may be able to answer, and what `me` shows. */
export const home: Command = async (request, world) => {
  const parts = [
    await open({ ...request, text: 'mine' }, world),
    await open({ ...request, text: '' }, world),
    await me({ ...request, text: '' }, world),
  ]
  return { changes: [], deliveries: [{ kind: 'home', to: request.by.ref, doc: parts.flatMap(docOf) }] }
}

const docOf = ({ deliveries }: Outcome): Doc => deliveries.flatMap((one) => ('doc' in one ? one.doc : []))
