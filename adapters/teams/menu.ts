interface Words {
  readonly title: string
  readonly description: string
}

/** A verb that Teams offers when somebody begins to write to Savoir, in both languages; its title is typed for them. */
interface Offered {
  readonly en: Words
  readonly fr: Words
  /** It makes sense in the chat with Savoir alone. */
  readonly own?: true
}

const offered = (title: string, description: string, titre: string, exemple: string, own?: true): Offered => ({
  en: { title, description },
  fr: { title: titre, description: exemple },
  ...(own ? { own } : {}),
})

const OFFERED: readonly Offered[] = [
  offered('ask', 'ask how do we rotate the key?', 'demander', 'demander comment changer la clé'),
  offered('who knows', 'who knows kafka lag?', 'qui connaît', 'qui connaît kafka'),
  offered('team', 'team pricing-api, sso size 4', 'équipe', 'équipe tarifs, sso taille 4'),
  offered('save', 'in a thread: keep it', 'enregistrer', 'dans un fil : le garder'),
  offered('note', 'write down something worth knowing', 'noter', 'noter ce qui mérite d’être su'),
  offered('decide', 'write down a decision', 'décider', 'noter une décision'),
  offered('find', 'find certs by:lea', 'chercher', 'chercher TVA par:lea'),
  offered('open', 'questions that nobody answered yet', 'ouvertes', 'les questions sans réponse'),
  offered('digest', 'what is new for you, and how often you are told', 'résumé', 'ce qui est nouveau pour vous', true),
  offered('me', 'what I am known for, and my switches', 'moi', 'mes sujets et mes réglages', true),
  offered('noise', 'how much Savoir may say, and what it said', 'bruit', 'ce que Savoir peut dire, et ce qu’il a dit'),
  offered('help', 'what Savoir can do', 'aide', 'ce que Savoir sait faire'),
]

const LISTS = [OFFERED, OFFERED.filter(({ own }) => !own)]

/** The verbs of the two menus: that of the chat with Savoir, and that of places where others listen. */
export const menus: readonly (readonly Words[])[] = LISTS.map((list) => list.map(({ en }) => en))

/** The same menus in French, as the file of a language names them. */
export const frenchMenus: Readonly<Record<string, string>> = Object.fromEntries(
  LISTS.flatMap((list, index) =>
    list.flatMap(({ fr }, at) => [
      [`bots[0].commandLists[${index}].commands[${at}].title`, fr.title],
      [`bots[0].commandLists[${index}].commands[${at}].description`, fr.description],
    ]),
  ),
)
