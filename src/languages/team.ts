/** What Savoir says of teams and to those in them. Topics and names come as lists that are ready to be read. */
export interface TeamPhrases {
  readonly you: string
  readonly title: (topics: string) => string
  readonly covers: (covered: number, of: number, partly: number) => string
  readonly nobody: (topics: string) => string
  readonly commas: string
  /** `others`: the asker knows of somebody, and has swapped them out. */
  readonly gap: (topics: string, others: boolean) => string
  readonly tooSmall: (topics: string) => string
  readonly backups: string
  readonly backupFor: (topic: string) => string
  readonly together: (names: readonly string[]) => string
  readonly swap: (name: string) => string
  readonly swapYou: string
  readonly invite: (names: string) => string
  readonly notContacted: string
  readonly invited: (names: string) => string
  readonly invitation: (name: string, topics: string, mine: string) => string
  readonly freeToPass: string
  readonly joined: (name: string, topics: string) => string
  readonly inSoFar: (topics: string, names: string) => string
  readonly passed: string
}

export const englishTeam: TeamPhrases = {
  you: 'You',
  title: (topics) => `Team for ${topics}`,
  covers: (covered, of, partly) => `covers ${covered} of ${of}${partly ? `, ${partly} in part` : ''}`,
  nobody: (topics) => `I have seen nobody work on “${topics}” yet.`,
  commas: 'If those are several topics, put commas between them.',
  gap: (topics, others) => `Gap: ${topics}, nobody ${others ? 'else ' : ''}you can see`,
  tooSmall: (topics) => `No room for: ${topics}`,
  backups: 'Could step in:',
  backupFor: (topic) => `${topic}: `,
  together: (names) => new Intl.ListFormat('en-GB').format(names),
  swap: (name) => `Swap ${name}`,
  swapYou: 'Swap me',
  invite: (names) => `Invite ${names}`,
  notContacted: 'Nobody is contacted before this.',
  invited: (names) => `I asked ${names} privately. Each is free to pass; I will tell you who is in.`,
  invitation: (name, topics, mine) =>
    `${name} is putting a team together for ${topics}, and thinks of you for ${mine}.`,
  freeToPass: 'If you pass, nobody is told.',
  joined: (name, topics) => `${name} is in: ${topics}.`,
  inSoFar: (topics, names) => `In so far for ${topics}: ${names}.`,
  passed: 'No trouble. Nobody is told.',
}

export const frenchTeam: TeamPhrases = {
  you: 'Vous',
  title: (topics) => `Équipe pour ${topics}`,
  covers: (covered, of, partly) => `en couvre ${covered} sur ${of}${partly ? `, et ${partly} en partie` : ''}`,
  nobody: (topics) => `Je n’ai encore vu personne travailler sur « ${topics} ».`,
  commas: 'S’il s’agit de plusieurs sujets, séparez-les par des virgules.',
  gap: (topics, others) => `Manque : ${topics}, personne ${others ? 'd’autre ' : ''}que vous puissiez voir`,
  tooSmall: (topics) => `Pas de place pour : ${topics}`,
  backups: 'En renfort :',
  backupFor: (topic) => `${topic} : `,
  together: (names) => new Intl.ListFormat('fr').format(names),
  swap: (name) => `Remplacer ${name}`,
  swapYou: 'Me remplacer',
  invite: (names) => `Inviter ${names}`,
  notContacted: 'Personne n’est contacté avant cela.',
  invited: (names) => `J’ai demandé à ${names}, en privé. Chacun est libre de passer ; je vous dirai qui en est.`,
  invitation: (name, topics, mine) => `${name} réunit une équipe pour ${topics}, et pense à vous pour ${mine}.`,
  freeToPass: 'Si vous passez, personne ne le saura.',
  joined: (name, topics) => `${name} en est : ${topics}.`,
  inSoFar: (topics, names) => `Pour ${topics}, en sont jusqu’ici : ${names}.`,
  passed: 'Pas de souci. Personne ne le saura.',
}
