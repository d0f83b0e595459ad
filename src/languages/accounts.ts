/** What Savoir says to a person about their accounts on several platforms. Platforms come as a list that is ready to be read. */
export interface AccountPhrases {
  readonly together: (platforms: readonly string[]) => string
  /** Before the command with the code. */
  readonly sayThis: string
  readonly command: string
  readonly whatFor: string
  readonly whose: (name: string, platform: string) => string
  readonly thatIsMe: string
  readonly somebodyElse: string
  readonly leftApart: string
  readonly joined: (platforms: string) => string
  readonly joinedByMail: (platforms: string) => string
  readonly missed: string
  readonly split: string
  readonly knownIn: (platforms: string) => string
  readonly notMe: (platform: string) => string
}

export const englishAccounts: AccountPhrases = {
  together: (platforms) => new Intl.ListFormat('en-GB').format(platforms),
  sayThis: 'Within 15 minutes, say this to me on your other platform, in a direct message: ',
  command: 'me link',
  whatFor: 'Then I know that you are one person here and there. The code is for you alone.',
  whose: (name, platform) =>
    `I gave that code to ${name} in ${platform}. Is that you? Then each of your two accounts may read what the other one may. Somebody else would read it, too.`,
  thatIsMe: 'Yes, that is me',
  somebodyElse: 'No, somebody else',
  leftApart: 'Good that I asked. Nothing is linked.',
  joined: (platforms) =>
    `From now on you are one person to me in ${platforms}: what you know, what you may read and what you set hold in both.`,
  joinedByMail: (platforms) =>
    `You have the same e-mail address in ${platforms}, so you are one person to me there: what you know, what you may read and what you set hold in both. Nobody else is told.`,
  missed: 'That code does not count, or no longer. “me link” gives you a new one.',
  split: 'They are two people to me again. Each keeps what it said and did.',
  knownIn: (platforms) => `You are one person to me in ${platforms}.`,
  notMe: (platform) => `Not me in ${platform}`,
}

export const frenchAccounts: AccountPhrases = {
  together: (platforms) => new Intl.ListFormat('fr').format(platforms),
  sayThis: 'Dans les 15 minutes, dites-moi ceci en message direct, là où vous avez votre autre compte : ',
  command: 'moi lier',
  whatFor: 'Je saurai alors que vous êtes la même personne ici et là-bas. Ce code n’est que pour vous.',
  whose: (name, platform) =>
    `J’ai donné ce code à ${name} dans ${platform}. Est-ce vous ? Chacun de vos deux comptes pourra alors lire ce que l’autre peut lire. Quelqu’un d’autre le lirait aussi.`,
  thatIsMe: 'Oui, c’est moi',
  somebodyElse: 'Non, quelqu’un d’autre',
  leftApart: 'Vous faites bien de vérifier. Rien n’est lié.',
  joined: (platforms) =>
    `Vous êtes désormais une seule personne pour moi dans ${platforms} : ce que vous savez, ce que vous pouvez lire et ce que vous réglez vaut des deux côtés.`,
  joinedByMail: (platforms) =>
    `Vous avez la même adresse e-mail dans ${platforms} : vous y êtes donc une seule personne pour moi. Ce que vous savez, ce que vous pouvez lire et ce que vous réglez vaut des deux côtés. Personne d’autre ne l’apprend.`,
  missed: 'Ce code ne compte pas, ou plus. « moi lier » vous en donne un autre.',
  split: 'Ce sont de nouveau deux personnes pour moi. Chacune garde ce qu’elle a dit et fait.',
  knownIn: (platforms) => `Vous êtes une seule personne pour moi dans ${platforms}.`,
  notMe: (platform) => `Pas moi dans ${platform}`,
}
