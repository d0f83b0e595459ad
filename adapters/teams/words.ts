import type { Form } from '../../src/chat/doc.ts'

/** The few words that exist in Teams alone: what is said while nobody has decided anything yet. */
export interface Words {
  readonly askForm: Form
  readonly missing: string
  /** A button was heard; what it does shows elsewhere. */
  readonly noted: string
  readonly sent: string
  /** The answer comes into the person's own conversation with Savoir. */
  readonly later: string
  readonly file: (name: string) => string
}

/** The action of the form behind the `Ask` command. What is typed in it is a question. */
export const ASK_FORM = 'teams.ask'
const QUESTION_MAX = 2_000

const english: Words = {
  askForm: askForm('Ask Savoir', 'Your question', 'Ask', 'Cancel'),
  missing: 'Please write something here.',
  noted: 'Noted.',
  sent: 'Sent.',
  later: 'Savoir answers in your chat with it.',
  file: (name) => `${name}, for you alone`,
}

const french: Words = {
  askForm: askForm('Demander à Savoir', 'Votre question', 'Demander', 'Annuler'),
  missing: 'Merci d’écrire quelque chose ici.',
  noted: 'C’est noté.',
  sent: 'Envoyé.',
  later: 'Savoir répond dans votre conversation avec lui.',
  file: (name) => `${name}, pour vous seul`,
}

/** In the language of the person's client. */
export const wordsFor = (locale: string | null | undefined): Words =>
  locale?.toLowerCase().startsWith('fr') ? french : english

function askForm(title: string, label: string, submit: string, cancel: string): Form {
  const field = { name: 'question', label, kind: 'lines', value: '', max: QUESTION_MAX, required: true } as const
  return { action: ASK_FORM, title, submit, cancel, fields: [field] }
}
