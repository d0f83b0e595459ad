import type { History, HistoryRecord } from '../../src/chat/history.ts'
import { readChannel } from './channel.ts'
import { type ChannelList, readDirectory, type SlackDirectory } from './directory.ts'
import { type Fields, fieldsOf, listOf } from './fields.ts'
import { type ExportFiles, filesOf } from './files.ts'
import { elementsOf } from './json.ts'
import { Damaged, openZip, ZIP_LIMITS, type Zip, type ZipEntry, type ZipLimits } from './zip.ts'

export { Damaged } from './zip.ts'

export interface SlackExportOptions {
  /** Such as `https://acme.slack.com`: lets items link to their messages. */
  readonly workspaceUrl?: string
  readonly limits?: ZipLimits
}

/**
 * A Slack export zip as history. Direct messages are never read.
 * Throws `Damaged` when the file is no zip or holds no export.
 */
export async function openSlackExport(file: string, options: SlackExportOptions = {}): Promise<History> {
  const zip = await openZip(file, options.limits ?? ZIP_LIMITS)
  const files = filesOf(zip)
  if (!CHANNEL_LISTS.some((list) => files.list(list))) {
    throw new Damaged('there is no Slack export in this zip: channels.json is missing')
  }
  return { upTo: upTo(files.lastDay), records: () => records(zip, files, options.workspaceUrl ?? null) }
}

// The private lists first: where two lists name one channel, the narrower audience counts.
const CHANNEL_LISTS: readonly ChannelList[] = ['mpims.json', 'groups.json', 'channels.json']

async function* records(zip: Zip, files: ExportFiles, workspaceUrl: string | null): AsyncIterable<HistoryRecord> {
  try {
    for (const { where, why } of zip.refused) yield { kind: 'unreadable', where, why }
    const { users, channels, broken } = await readLists(zip, files)
    yield* broken
    const directory = readDirectory(users, channels)
    for (const person of directory.people) yield { kind: 'person', person, ...directory.mailOf(person.ref) }
    for (const { place, members } of directory.channels) yield { kind: 'place', place, members }
    yield* said(zip, files, directory, workspaceUrl)
    if (files.direct > 0) yield { kind: 'leftOut', what: 'directMessages', count: files.direct }
    const unlisted = files.unlisted(directory.channels)
    if (unlisted > 0) yield { kind: 'leftOut', what: 'unlistedFolders', count: unlisted }
  } finally {
    zip.close()
  }
}

async function* said(
  zip: Zip,
  files: ExportFiles,
  directory: SlackDirectory,
  workspaceUrl: string | null,
): AsyncIterable<HistoryRecord> {
  const channels = files.daysOf(directory.channels)
  const total = channels.flatMap(({ days }) => days).reduce((sum, { entry }) => sum + entry.packedBytes, 0)
  const progress = { done: 0, total }
  const strangers = new Set<string>()
  for (const channel of channels) {
    yield* readChannel(channel, { zip, directory, workspaceUrl, strangers, progress })
  }
}

/** Days follow the time zone of the workspace, at most 14 hours ahead of UTC; the last day may not be whole. */
const upTo = (lastDay: string | null): Date => new Date(Date.parse(lastDay ?? '1970-01-01') - 14 * 3_600_000)

interface Lists {
  readonly users: readonly Fields[]
  readonly channels: readonly { readonly list: ChannelList; readonly channel: Fields }[]
  readonly broken: readonly HistoryRecord[]
}

async function readLists(zip: Zip, files: ExportFiles): Promise<Lists> {
  const broken: HistoryRecord[] = []
  const users: Fields[] = []
  const channels: { list: ChannelList; channel: Fields }[] = []
  const userList = files.list('users.json') ?? files.list('org_users.json')
  if (userList) await readList(zip, userList, broken, (user) => users.push(leanUser(user)))
  for (const list of CHANNEL_LISTS) {
    const entry = files.list(list)
    if (entry) await readList(zip, entry, broken, (channel) => channels.push({ list, channel: leanChannel(channel) }))
  }
  return { users, channels: firstOfEach(channels), broken }
}

function firstOfEach<T extends { readonly channel: Fields }>(channels: readonly T[]): readonly T[] {
  const seen = new Set<unknown>()
  return channels.filter(({ channel: { id } }) => !seen.has(id) && seen.add(id))
}

async function readList(zip: Zip, entry: ZipEntry, broken: HistoryRecord[], take: (fields: Fields) => void) {
  try {
    for await (const elements of elementsOf(zip.read(entry))) {
      for (const element of elements) {
        if (element.kind === 'value') take(fieldsOf(element.value))
        else broken.push({ kind: 'unreadable', where: `${entry.name} line ${element.line}`, why: element.why })
      }
    }
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    broken.push({ kind: 'unreadable', where: entry.name, why: error.message })
  }
}

/** A hundred thousand people fit into memory without their pictures and titles. */
function leanUser(user: Fields): Fields {
  const {
    id,
    team_id,
    name,
    real_name,
    deleted,
    is_bot,
    is_restricted,
    is_ultra_restricted,
    is_stranger,
    is_email_confirmed,
  } = user
  const { display_name, real_name: profileName, bot_id, email } = fieldsOf(user.profile)
  const profile = { display_name, real_name: profileName, bot_id, email }
  const rights = { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger, is_email_confirmed }
  const isColleague = user.enterprise_user !== undefined
  return { id, team_id, name, real_name, ...rights, isColleague, tz: user.tz, locale: user.locale, profile }
}

function leanChannel(channel: Fields): Fields {
  const { id, name, is_im, is_mpim, is_private, is_archived, is_ext_shared, is_pending_ext_shared } = channel
  const flags = { is_im, is_mpim, is_private, is_archived, is_ext_shared, is_pending_ext_shared }
  return { id, name, ...flags, members: listOf(channel.members) }
}
