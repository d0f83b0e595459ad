import { type MessageRef, messageRef, type PersonRef, type PlaceRef, personRef, placeRef } from '../../src/chat/ref.ts'

/** Refs of one workspace, the same that its live connection makes. */
export interface Refs {
  person(user: string): PersonRef
  place(channel: string): PlaceRef
  message(channel: string, ts: string): MessageRef
}

export const refsOf = (team: string): Refs => ({
  person: (user) => personRef(`slack:${team}/${user}`),
  place: (channel) => placeRef(`slack:${team}/${channel}`),
  message: (channel, ts) => messageRef(`slack:${team}/${channel}/${ts}`),
})
