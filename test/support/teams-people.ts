import { onTestFinished } from 'vitest'
import { buttonsOf, type FakeMessage, type Told, wordsOf } from './fake-teams/index.ts'
import { openTeamsSavoir, type TeamsSavoir, type TeamsSavoirOptions } from './teams-savoir.ts'

type Card = NonNullable<FakeMessage['card']>

/** The people of the company, as they use Teams. What they read is text, line by line. */
export interface TeamsPeople extends TeamsSavoir {
  /** Writes to Savoir in its own chat, or with its name in a conversation; resolves to what the person then reads in private. */
  asks(user: string, text: string, conversation?: string, root?: FakeMessage): Promise<string>
  /** Talks to colleagues. */
  talks(user: string, conversation: string, text: string, root?: FakeMessage): Promise<FakeMessage>
  /** What the person was told in private since the last look. */
  hears(user: string): string
  /** Presses the button with this title on the newest message that the person sees bear it; resolves to what they then read. */
  presses(user: string, title: string): Promise<string>
  /** Fills the form that the last press opened, and sends it. */
  fills(user: string, fields: Readonly<Record<string, string>>): Promise<string>
  /** Puts the form away; resolves to what is then on the card. */
  cancels(user: string): Promise<string>
  /** Labels of the fields of the open form. */
  form(user: string): readonly string[]
  /** Titles of the buttons on the newest private message that has some. */
  buttons(user: string): readonly string[]
  /** A command in the menu of a message; resolves to what its window says. */
  chooses(user: string, message: FakeMessage, command: string): Promise<string>
}

interface OpenForm {
  readonly message: FakeMessage
  readonly card: Card
}

/** Savoir in Teams, from the side of those who talk to it; closed when the test is over. */
export async function teamsPeople(options: TeamsSavoirOptions = {}): Promise<TeamsPeople> {
  const savoir = await openTeamsSavoir(options)
  onTestFinished(() => savoir.close())
  const { fake, quiet } = savoir
  const heard = new Map<string, number>()
  const forms = new Map<string, OpenForm>()

  const hears = (user: string): string => {
    const said = savoir.privateTo(user)
    const before = heard.get(user) ?? 0
    heard.set(user, said.length)
    return said.slice(before).join('\n')
  }

  /** What a press brought: the card that Teams shows in its place, a form, or what comes as messages. */
  const shown = async (user: string, message: FakeMessage, press: () => Promise<Told>): Promise<string> => {
    const before = wordsOf(message.card)
    const told = await press()
    if (told.status !== 200) throw new Error(`the press was answered with ${told.status}`)
    const card = cardIn(told)
    if (card && hasInputs(card)) forms.set(user, { message, card })
    else forms.delete(user)
    await quiet()
    const changed = card && !hasInputs(card) && wordsOf(card) !== before ? [wordsOf(card)] : []
    return [...changed, hears(user)].filter(Boolean).join('\n')
  }

  const openForm = (user: string): OpenForm => {
    const form = forms.get(user)
    if (!form) throw new Error(`${user} sees no form`)
    return form
  }

  return {
    ...savoir,
    hears,
    async asks(user, text, conversation, root) {
      hears(user)
      if (conversation) fake.says(user, conversation, `<at>Savoir</at> ${text}`, root ?? null)
      else fake.writes(user, text)
      await quiet()
      return hears(user)
    },
    async talks(user, conversation, text, root) {
      const message = fake.says(user, conversation, text, root ?? null)
      await quiet()
      return message
    },
    async presses(user, title) {
      hears(user)
      const message = savoir.withButton(user, title)
      return shown(user, message, () => fake.press(user, message, title))
    },
    async fills(user, fields) {
      const { message, card } = openForm(user)
      const inputs = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`field.${name}`, value]))
      const [send] = buttonsOf(card)
      return shown(user, message, () => fake.press(user, { ...message, card }, send?.title ?? '', inputs))
    },
    async cancels(user) {
      const { message, card } = openForm(user)
      const told = await fake.press(user, { ...message, card }, buttonsOf(card)[1]?.title ?? '')
      forms.delete(user)
      return wordsOf(cardIn(told))
    },
    form: (user) => openForm(user).card.body.flatMap(({ label }) => label ?? []),
    buttons: (user) => {
      const bearing = fake.privateTo(user).findLast(({ card }) => buttonsOf(card).length > 0)
      return buttonsOf(bearing?.card ?? null).map(({ title }) => title ?? '')
    },
    async chooses(user, message, command) {
      hears(user)
      const told = await fake.messageAction(user, message, command)
      await quiet()
      return wordsOf((told.body as InWindow)?.task?.value?.card?.content ?? null)
    },
  }
}

const hasInputs = ({ body }: Card): boolean => body.some(({ type }) => type.startsWith('Input.'))
const cardIn = ({ body }: Told): Card | null => (body as { value?: Card } | null)?.value ?? null
type InWindow = { task?: { value?: { card?: { content?: Card } } } } | null
