import { z } from 'zod'

/** The rules of Microsoft's schemas for app packages, for the parts that Savoir uses: a field beyond them is refused. */
const text = (max: number) => z.string().min(1).max(max)
const guid = z.string().regex(/^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/)
const url = z
  .string()
  .max(2048)
  .regex(/^https?:\/\//i)
const file = text(2048).refine((name) => !/^[/\\]|\.\./.test(name), 'not inside the archive')
const tag = z.string().regex(/^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$/)
const scopes = z.array(z.enum(['team', 'personal', 'groupChat'])).min(1)
const capability = z.enum(['tab', 'bot', 'connector'])

const commandList = {
  scopes,
  commands: z.array(z.strictObject({ title: text(128), description: text(4000) })).max(12),
}
const bot = {
  botId: guid,
  scopes,
  supportsFiles: z.boolean(),
  isNotificationOnly: z.boolean(),
  commandLists: z.array(z.strictObject(commandList)).max(3),
}
/** What came with 1.29. */
const newBot = {
  ...bot,
  supportsTargetedMessages: z.boolean(),
  commandLists: z
    .array(
      z.strictObject({
        ...commandList,
        triggers: z
          .array(z.enum(['mention', 'slash']))
          .max(2)
          .optional(),
      }),
    )
    .max(3),
}

const extensionCommand = z.strictObject({
  id: text(64),
  type: z.enum(['query', 'action']),
  title: text(32),
  description: text(128),
  context: z.array(z.enum(['compose', 'commandBox', 'message'])).max(3),
  initialRun: z.boolean().optional(),
  fetchTask: z.boolean().optional(),
  parameters: z
    .array(z.strictObject({ name: text(64), title: text(32) }))
    .min(1)
    .max(5)
    .optional(),
})

/** The manifest, as the schema of that version takes it. */
export const manifestSchema = (version: '1.25' | '1.29') =>
  z.strictObject({
    $schema: z.literal(`https://developer.microsoft.com/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`),
    manifestVersion: z.literal(version),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    id: guid,
    developer: z.strictObject({ name: text(32), websiteUrl: url, privacyUrl: url, termsOfUseUrl: url }),
    localizationInfo: z.strictObject({
      defaultLanguageTag: tag,
      additionalLanguages: z.array(z.strictObject({ languageTag: tag, file })),
    }),
    name: z.strictObject({ short: text(30), full: text(100) }),
    description: z.strictObject({ short: text(80), full: text(4000) }),
    icons: z.strictObject({ color: file, outline: file }),
    accentColor: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    defaultInstallScope: z.enum(['personal', 'team', 'groupChat', 'meetings']),
    defaultGroupCapability: z.strictObject({ team: capability, groupchat: capability, meetings: capability }),
    supportsChannelFeatures: z.literal('tier1'),
    bots: z.array(z.strictObject(version === '1.29' ? newBot : bot)).length(1),
    composeExtensions: z.array(z.strictObject({ botId: guid, commands: z.array(extensionCommand).max(10) })).length(1),
    validDomains: z.array(z.string()).max(16),
    webApplicationInfo: z.strictObject({ id: guid, resource: text(2048) }).optional(),
    authorization: z
      .strictObject({
        permissions: z.strictObject({
          resourceSpecific: z
            .array(z.strictObject({ name: text(128), type: z.enum(['Application', 'Delegated']) }))
            .max(16),
        }),
      })
      .optional(),
  })

type Manifest = z.output<ReturnType<typeof manifestSchema>>

const LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^\$schema$/, 2048],
  [/^name\.short$/, 30],
  [/^name\.full$/, 100],
  [/^description\.short$/, 80],
  [/^description\.full$/, 4000],
  [/^bots\[0\]\.commandLists\[[0-2]\]\.commands\[(\d|1[01])\]\.title$/, 128],
  [/^bots\[0\]\.commandLists\[[0-2]\]\.commands\[(\d|1[01])\]\.description$/, 4000],
  [/^composeExtensions\[0\]\.commands\[\d\]\.title$/, 32],
  [/^composeExtensions\[0\]\.commands\[\d\]\.description$/, 128],
  [/^composeExtensions\[0\]\.commands\[\d\]\.parameters\[[0-4]\]\.title$/, 32],
]

/** The file of a language. */
export const localizationSchema = z.record(z.string(), z.string().min(1)).superRefine((words, context) => {
  for (const [name, value] of Object.entries(words)) {
    const most = LIMITS.find(([pattern]) => pattern.test(name))?.[1]
    if (most === undefined || value.length > most) context.addIssue({ code: 'custom', message: name })
  }
})

/** Everything that people read of a manifest, by the name that the file of a language gives it. */
export function namesToTranslate({ bots, composeExtensions }: Manifest): string[] {
  const lists = bots[0]?.commandLists ?? []
  const verbs = lists.flatMap(({ commands }, list) =>
    commands.flatMap((_, at) => both(`bots[0].commandLists[${list}].commands[${at}]`)),
  )
  const commands = (composeExtensions[0]?.commands ?? []).flatMap(({ parameters = [] }, at) => {
    const name = `composeExtensions[0].commands[${at}]`
    return [...both(name), ...parameters.map((_, parameter) => `${name}.parameters[${parameter}].title`)]
  })
  const about = ['name.short', 'name.full', 'description.short', 'description.full']
  return ['$schema', ...about, ...verbs, ...commands]
}

const both = (name: string): string[] => [`${name}.title`, `${name}.description`]
