import { COMMANDS } from './command-ids.ts'
import { colourIcon, outlineIcon } from './icons.ts'
import { frenchMenus, menus } from './menu.ts'
import { type Entry, zipOf } from './zip.ts'

/** What the packages are made for. */
export interface ManifestFor {
  readonly appId: string
  /** Pages on who runs Savoir and what becomes of what is said to it. */
  readonly website: string
  /** Messages that one person alone sees, and slash commands: a preview of Teams. */
  readonly targeted: boolean
}

/** `basic` hears what is addressed to it; `listening` asks each team and chat to let it hear all that is said there. */
export type Package = 'basic' | 'listening'

const PERMISSIONS = ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat']
const VERSION = '1.0.0'

/** The archive that is uploaded to Teams: manifest, languages and icons. */
export function appPackage(kind: Package, about: ManifestFor): Buffer {
  const json = (name: string, content: unknown): Entry => ({
    name,
    content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`),
  })
  return zipOf([
    json('manifest.json', manifest(kind, about)),
    json('fr.json', FRENCH),
    { name: 'color.png', content: colourIcon() },
    { name: 'outline.png', content: outlineIcon() },
  ])
}

/** The manifest of one package. */
export function manifest(kind: Package, { appId, website, targeted }: ManifestFor) {
  const schema = targeted ? '1.29' : '1.25'
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schema}/MicrosoftTeams.schema.json`,
    manifestVersion: schema,
    version: VERSION,
    id: appId,
    developer: { name: 'Savoir', websiteUrl: website, privacyUrl: website, termsOfUseUrl: website },
    localizationInfo: {
      defaultLanguageTag: 'en',
      additionalLanguages: [{ languageTag: 'fr', file: 'fr.json' }],
    },
    name: { short: 'Savoir', full: 'Savoir: what we know, and who knows it' },
    description: { short: 'Ask, answer and keep what your colleagues know.', full: FULL[kind] },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#1D3557',
    defaultInstallScope: 'team',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot', meetings: 'bot' },
    supportsChannelFeatures: 'tier1',
    bots: [botOf(appId, targeted)],
    composeExtensions: [{ botId: appId, commands: EXTENSIONS }],
    validDomains: [],
    ...(kind === 'listening' ? consentOf(appId) : {}),
  }
}

const FULL: Readonly<Record<Package, string>> = {
  basic:
    'Savoir turns what is said in Teams into knowledge that can be found again, and shows who knows what. Choose “Save ' +
    'to Savoir” in the menu of a message, ask Savoir in its own chat or by its name in a channel. It answers with the ' +
    'words of your colleagues, and only with what you may read. It hears what is addressed to it, and nothing else.',
  listening:
    'Savoir turns what is said in Teams into knowledge that can be found again, and shows who knows what. In the teams ' +
    'and chats that agree to it, it hears what is said, so that a whole thread can be saved with one click and saved ' +
    'threads follow what is edited and deleted. Where your company switched that on, an emoji on a message saves it too. ' +
    'What nobody saves is let go of after 30 days. It is silent until ' +
    'somebody turns it on in a channel. Its owners can take back their consent at any time by removing the app.',
}

const consentOf = (appId: string) => ({
  webApplicationInfo: { id: appId, resource: 'https://RscBasedStoreApp' },
  authorization: {
    permissions: { resourceSpecific: PERMISSIONS.map((name) => ({ name, type: 'Application' })) },
  },
})

function botOf(appId: string, targeted: boolean) {
  const triggers = targeted ? { triggers: ['mention', 'slash'] } : {}
  const [own, shared] = menus
  return {
    botId: appId,
    scopes: ['personal', 'team', 'groupChat'],
    supportsFiles: true,
    isNotificationOnly: false,
    ...(targeted ? { supportsTargetedMessages: true } : {}),
    commandLists: [
      { scopes: ['personal'], commands: own },
      { scopes: ['team', 'groupChat'], ...triggers, commands: shared },
    ],
  }
}

const inMenu = { type: 'action', context: ['message'], fetchTask: true }
const EXTENSIONS = [
  {
    id: COMMANDS.search,
    type: 'query',
    title: 'Search Savoir',
    description: 'Find what was saved',
    context: ['compose', 'commandBox'],
    initialRun: false,
    parameters: [{ name: 'q', title: 'Question or words' }],
  },
  { id: COMMANDS.save, title: 'Save to Savoir', description: 'Keep this thread', ...inMenu },
  { id: COMMANDS.accept, title: 'Mark as the answer', description: 'This reply answers the question', ...inMenu },
  { id: COMMANDS.askThis, title: 'Ask Savoir about this', description: 'Look for an answer to it', ...inMenu },
  {
    id: COMMANDS.ask,
    type: 'action',
    title: 'Ask Savoir',
    description: 'Ask a question, privately',
    context: ['compose', 'commandBox'],
    fetchTask: true,
  },
]

const FRENCH = {
  $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.Localization.schema.json',
  'name.short': 'Savoir',
  'name.full': 'Savoir : ce que nous savons, et qui le sait',
  'description.short': 'Demander, répondre et garder ce que savent vos collègues.',
  'description.full':
    'Savoir fait de ce qui se dit dans Teams un savoir que l’on retrouve, et montre qui sait quoi. Choisissez ' +
    '« Enregistrer dans Savoir » dans le menu d’un message, ou posez-lui une question dans sa conversation ou par son ' +
    'nom dans un canal. Il répond avec les mots de vos collègues, et seulement avec ce que vous pouvez lire.',
  ...frenchMenus,
  'composeExtensions[0].commands[0].parameters[0].title': 'Question ou mots',
  ...Object.fromEntries(
    [
      ['Chercher dans Savoir', 'Retrouver ce qui a été gardé'],
      ['Enregistrer dans Savoir', 'Garder ce fil'],
      ['Marquer comme réponse', 'Cette réponse convient'],
      ['Demander à Savoir', 'Chercher une réponse à ceci'],
      ['Poser une question', 'Demander à Savoir, en privé'],
    ].flatMap(([title, description], index) => [
      [`composeExtensions[0].commands[${index}].title`, title],
      [`composeExtensions[0].commands[${index}].description`, description],
    ]),
  ),
}
