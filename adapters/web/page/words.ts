import type { Problem } from '../wire.ts'

export type Lang = 'en' | 'fr'

/** What the page itself says. What Savoir says comes from the core. */
export interface Words {
  readonly actingAs: string
  readonly switchPerson: string
  readonly switchHint: string
  readonly searchPeople: string
  readonly noPerson: string
  readonly guest: string
  readonly outsider: string
  readonly channels: string
  readonly privateChannels: string
  readonly privateChannel: string
  readonly people: (n: number) => string
  readonly justYou: string
  readonly menu: string
  readonly back: string
  readonly close: string
  readonly cancel: string
  readonly thread: string
  readonly replies: (n: number) => string
  readonly answered: string
  readonly download: (name: string) => string
  readonly earlier: string
  readonly edited: string
  readonly gone: string
  readonly onlyYou: string
  readonly nothingYet: (name: string) => string
  readonly archived: string
  readonly message: (name: string) => string
  readonly reply: string
  readonly toSavoir: string
  readonly send: string
  readonly commands: string
  readonly hint: string
  readonly directHint: string
  readonly actions: string
  readonly save: string
  readonly accept: string
  readonly react: string
  readonly replyInThread: string
  readonly copyLink: string
  readonly copied: string
  readonly edit: string
  readonly remove: string
  readonly reallyRemove: string
  readonly keep: string
  readonly searchEmoji: string
  readonly noEmoji: string
  readonly reactedBy: (emoji: string, names: string, n: number) => string
  readonly lost: string
  readonly movingIn: string
  readonly newMessages: string
  readonly skip: string
  readonly language: string
  readonly required: string
  readonly welcomeTitle: (name: string) => string
  readonly welcome: readonly string[]
  /** Where a real company was imported. */
  readonly welcomeBack: readonly string[]
  readonly tryThis: string
  readonly suggestions: readonly string[]
  readonly fewSuggestions: readonly string[]
  readonly verbs: readonly (readonly [verb: string, example: string])[]
  readonly problems: Readonly<Record<Problem | 'lost', string>>
}

const en: Words = {
  actingAs: 'You are',
  switchPerson: 'Be somebody else',
  switchHint: 'Nobody is logged in here. Pick a person and see the company with their eyes.',
  searchPeople: 'Search people',
  noPerson: 'Nobody by that name',
  guest: 'guest',
  outsider: 'other company',
  channels: 'Channels',
  privateChannels: 'Private',
  privateChannel: 'Private channel',
  people: (n) => (n === 1 ? '1 person' : `${n} people`),
  justYou: 'Just you and Savoir',
  menu: 'Channels and people',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  thread: 'Thread',
  replies: (n) => (n === 1 ? '1 reply' : `${n} replies`),
  answered: 'answered',
  download: (name) => `Download ${name}`,
  earlier: 'Show earlier messages',
  edited: '(edited)',
  gone: 'This message was deleted.',
  onlyYou: 'Only you can see this',
  nothingYet: (name) => `Nobody has written in #${name} yet.`,
  archived: 'This channel is archived. It can be read, not written in.',
  message: (name) => `Message #${name}`,
  reply: 'Reply',
  toSavoir: 'Ask Savoir',
  send: 'Send',
  commands: 'Commands',
  hint: 'Type / for commands, which only you see. Start with @Savoir to ask in front of everybody.',
  directHint: 'Ask in your own words, or start with a verb: ask, who, find, open, me, help.',
  actions: 'What to do with this message',
  save: 'Save as knowledge',
  accept: 'This is the answer',
  react: 'Add a reaction',
  replyInThread: 'Reply in thread',
  copyLink: 'Copy link',
  copied: 'Link copied',
  edit: 'Edit',
  remove: 'Delete',
  reallyRemove: 'Delete for everybody',
  keep: 'Keep',
  searchEmoji: 'Search emoji',
  noEmoji: 'No emoji by that name',
  reactedBy: (emoji, names, n) => `${emoji} by ${names}. ${n === 1 ? '1 person' : `${n} people`}`,
  lost: 'The connection is closed. Trying again…',
  movingIn: 'The company is moving in…',
  newMessages: 'new',
  skip: 'Skip to the messages',
  language: 'Language of the page',
  required: 'required',
  welcomeTitle: (name) => `Hello, ${name}`,
  welcome: [
    'This is Corniche, a small company that does not exist. Its two offices have been talking for eighteen months, and Savoir has kept what was worth keeping.',
    'Ask it something below, or walk through the channels: 🧠 saves a thread, ✅ marks an answer. At the top left you can be anybody, and you will see only what they may see.',
  ],
  welcomeBack: [
    'Ask Savoir something in your own words, or walk through the channels: 🧠 saves a thread, ✅ marks an answer.',
    'At the top left you can be anybody, and you will see only what they may see. What you do here stays here.',
  ],
  tryThis: 'Try',
  fewSuggestions: ['open', 'me', 'help'],
  suggestions: [
    'How do we rotate the signing key?',
    'Who knows Kafka?',
    'Qui s’y connaît en TVA suisse ?',
    'open',
    'find certificate',
    'me',
  ],
  verbs: [
    ['ask', 'how do we rotate the signing key?'],
    ['who', 'knows kafka lag?'],
    ['find', 'certs in:#ops'],
    ['open', 'mine'],
    ['note', 'Kafka lag: look at the consumer first'],
    ['status', 'invoice export is being moved today'],
    ['decide', 'we keep one cluster per office'],
    ['tag', '42 keys gateway'],
    ['team', 'kafka, contracts-fr size 3'],
    ['digest', ''],
    ['me', ''],
    ['on', ''],
    ['help', ''],
  ],
  problems: {
    notThere: 'There is nothing here that you may see.',
    empty: 'Write something first.',
    tooLong: 'That is too long for a message: the limit is 100 kB.',
    malformed: 'The page sent something that Savoir did not understand.',
    foreign: 'The page is out of date. Please load it again.',
    tryAgain: 'It could not be kept. Please try again.',
    lost: 'Savoir does not answer. Your text is still here: try again in a moment.',
  },
}

const fr: Words = {
  actingAs: 'Vous êtes',
  switchPerson: 'Être quelqu’un d’autre',
  switchHint: 'Personne n’est connecté ici. Choisissez une personne et voyez l’entreprise avec ses yeux.',
  searchPeople: 'Chercher une personne',
  noPerson: 'Personne de ce nom',
  guest: 'invité·e',
  outsider: 'autre entreprise',
  channels: 'Canaux',
  privateChannels: 'Privé',
  privateChannel: 'Canal privé',
  people: (n) => (n === 1 ? '1 personne' : `${n} personnes`),
  justYou: 'Vous et Savoir, personne d’autre',
  menu: 'Canaux et personnes',
  back: 'Retour',
  close: 'Fermer',
  cancel: 'Annuler',
  thread: 'Fil',
  replies: (n) => (n === 1 ? '1 réponse' : `${n} réponses`),
  answered: 'répondu',
  download: (name) => `Télécharger ${name}`,
  earlier: 'Afficher les messages plus anciens',
  edited: '(modifié)',
  gone: 'Ce message a été supprimé.',
  onlyYou: 'Visible par vous seul·e',
  nothingYet: (name) => `Personne n’a encore écrit dans #${name}.`,
  archived: 'Ce canal est archivé : on peut le lire, plus y écrire.',
  message: (name) => `Écrire dans #${name}`,
  reply: 'Répondre',
  toSavoir: 'Demander à Savoir',
  send: 'Envoyer',
  commands: 'Commandes',
  hint: 'Tapez / pour les commandes, que vous seul·e voyez. Commencez par @Savoir pour demander devant tout le monde.',
  directHint: 'Demandez avec vos mots, ou commencez par un verbe : demander, qui, chercher, moi, aide.',
  actions: 'Que faire de ce message',
  save: 'Garder comme savoir',
  accept: 'C’est la réponse',
  react: 'Réagir',
  replyInThread: 'Répondre dans le fil',
  copyLink: 'Copier le lien',
  copied: 'Lien copié',
  edit: 'Modifier',
  remove: 'Supprimer',
  reallyRemove: 'Supprimer pour tout le monde',
  keep: 'Garder',
  searchEmoji: 'Chercher un emoji',
  noEmoji: 'Aucun emoji de ce nom',
  reactedBy: (emoji, names, n) => `${emoji} par ${names}. ${n === 1 ? '1 personne' : `${n} personnes`}`,
  lost: 'La connexion est fermée. Nouvel essai…',
  movingIn: 'L’entreprise emménage…',
  newMessages: 'nouveau',
  skip: 'Aller aux messages',
  language: 'Langue de la page',
  required: 'obligatoire',
  welcomeTitle: (name) => `Bonjour ${name}`,
  welcome: [
    'Voici Corniche, une petite entreprise qui n’existe pas. Ses deux bureaux se parlent depuis dix-huit mois, et Savoir a gardé ce qui valait la peine de l’être.',
    'Demandez-lui quelque chose ci-dessous, ou promenez-vous dans les canaux : 🧠 garde un fil, ✅ marque une réponse. En haut à gauche, vous pouvez être n’importe qui, et vous ne verrez que ce que cette personne peut voir.',
  ],
  welcomeBack: [
    'Demandez quelque chose à Savoir avec vos mots, ou promenez-vous dans les canaux : 🧠 garde un fil, ✅ marque une réponse.',
    'En haut à gauche, vous pouvez être n’importe qui, et vous ne verrez que ce que cette personne peut voir. Ce que vous faites ici reste ici.',
  ],
  tryThis: 'Essayez',
  fewSuggestions: ['ouvertes', 'moi', 'aide'],
  suggestions: [
    'Quel taux de TVA suisse pour une nuit d’hôtel ?',
    'Qui s’y connaît en TVA suisse ?',
    'Qui connaît Kubernetes ?',
    'ouvertes',
    'chercher RGPD',
    'moi',
  ],
  verbs: [
    ['demander', 'comment renouveler un badge ?'],
    ['qui', 's’y connaît en TVA suisse ?'],
    ['chercher', 'contrat in:#produit'],
    ['ouvertes', ''],
    ['noter', 'Retard Kafka : regarder d’abord le consommateur'],
    ['statut', 'l’export des factures déménage aujourd’hui'],
    ['décider', 'on garde un cluster par bureau'],
    ['étiqueter', '42 tva facture'],
    ['équipe', 'kafka, rgpd taille 3'],
    ['résumé', ''],
    ['moi', ''],
    ['activer', ''],
    ['aide', ''],
  ],
  problems: {
    notThere: 'Il n’y a rien ici que vous puissiez voir.',
    empty: 'Écrivez d’abord quelque chose.',
    tooLong: 'C’est trop long pour un message : la limite est de 100 ko.',
    malformed: 'La page a envoyé quelque chose que Savoir n’a pas compris.',
    foreign: 'La page n’est plus à jour. Rechargez-la.',
    tryAgain: 'Cela n’a pas pu être gardé. Réessayez.',
    lost: 'Savoir ne répond pas. Votre texte est toujours là : réessayez dans un instant.',
  },
}

export const WORDS: Readonly<Record<Lang, Words>> = { en, fr }

/** The language of the page for a person, from their client's. */
export const langOf = (locale: string | null): Lang => (locale?.toLowerCase().startsWith('fr') ? 'fr' : 'en')
