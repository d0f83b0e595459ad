/** Somebody in the stand-in for Teams. */
export interface FakeUser {
  readonly aad: string
  readonly mri: string
  name: string
  locale: string
  timeZone: string
  tenant: string
  role: 'user' | 'guest'
  /** Savoir may write to them: it is installed for them, or in a team of theirs. */
  reachable: boolean
}

export interface FakeChannel {
  readonly id: string
  name: string
  readonly type: 'standard' | 'private' | 'shared'
  /** Null: those of the team. */
  members: string[] | null
}

export interface FakeTeam {
  readonly id: string
  readonly group: string
  name: string
  members: string[]
  readonly channels: FakeChannel[]
}

export interface FakeChat {
  readonly id: string
  readonly kind: 'personal' | 'groupChat'
  readonly members: string[]
}

/** A message, of a person or of Savoir. */
export interface FakeMessage {
  readonly id: string
  /** Without the thread. */
  readonly conversation: string
  readonly root: string | null
  readonly from: string
  text: string
  card: Card | null
  /** The one person who sees it. */
  readonly onlyFor: string | null
  readonly reactions: Set<string>
  deleted: boolean
}

export interface Card {
  readonly type: string
  readonly version: string
  readonly body: readonly CardElement[]
  readonly actions?: readonly CardAction[]
}

export interface CardElement {
  readonly type: string
  readonly text?: string
  readonly id?: string
  readonly label?: string
  readonly inlines?: readonly { readonly type: string; readonly text: string }[]
  readonly items?: readonly CardElement[]
  readonly actions?: readonly CardAction[]
}

export interface CardAction {
  readonly type: string
  readonly title?: string
  readonly verb?: string
  readonly url?: string
  readonly data?: Readonly<Record<string, unknown>>
}

export interface World {
  readonly tenant: string
  readonly appId: string
  readonly users: Map<string, FakeUser>
  readonly teams: Map<string, FakeTeam>
  readonly chats: Map<string, FakeChat>
  readonly messages: FakeMessage[]
}

/** A fixed id in the form of a GUID. */
export const guid = (name: string): string => {
  const hex = Buffer.from(name.padEnd(8, '.')).toString('hex').slice(0, 12)
  return `00000000-0000-4000-8000-${hex}`
}

export const membersOf = (world: World, conversation: string): readonly FakeUser[] | null => {
  const refs = world.chats.get(conversation)?.members ?? channelMembers(world, conversation)
  return refs?.flatMap((ref) => world.users.get(ref) ?? []) ?? null
}

export function teamOf(world: World, conversation: string): { team: FakeTeam; channel: FakeChannel } | null {
  for (const team of world.teams.values()) {
    const channel = team.channels.find(({ id }) => id === conversation)
    if (channel) return { team, channel }
  }
  return null
}

function channelMembers(world: World, conversation: string): readonly string[] | null {
  const found = teamOf(world, conversation)
  return found && (found.channel.members ?? found.team.members)
}

/** The words of a card, as a person reads them. */
export function wordsOf(card: Card | null): string {
  return (card?.body ?? []).flatMap(lines).join('\n')
}

function lines(element: CardElement): string[] {
  if (element.type === 'RichTextBlock') return [(element.inlines ?? []).map(({ text }) => text).join('')]
  if (element.type === 'TextBlock') return [element.text ?? '']
  return (element.items ?? []).flatMap(lines)
}

/** Every button of a card. */
export function buttonsOf(card: Card | null): readonly CardAction[] {
  const within = (element: CardElement): CardAction[] => [
    ...(element.actions ?? []),
    ...(element.items ?? []).flatMap(within),
  ]
  return [...(card?.body ?? []).flatMap(within), ...(card?.actions ?? [])]
}
