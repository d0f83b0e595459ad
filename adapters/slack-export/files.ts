import type { Channel } from './directory.ts'
import type { Zip, ZipEntry } from './zip.ts'

/** The files of an export, by what they hold. */
export interface ExportFiles {
  /** A list at the top, such as `users.json`. */
  list(name: string): ZipEntry | null
  /** The days of each of these channels, oldest first. */
  daysOf(channels: readonly Channel[]): readonly ChannelDays[]
  /** Folders of direct conversations, which are never read. */
  readonly direct: number
  /** Folders that belong to none of these channels: nobody can say who may read them. */
  unlisted(channels: readonly Channel[]): number
  /** The day of the last file, as in its name; null in an export without any. */
  readonly lastDay: string | null
}

export interface ChannelDays {
  readonly channel: Channel
  readonly days: readonly Day[]
}

export interface Day {
  readonly day: string
  readonly entry: ZipEntry
}

const DAY_FILE = /^([^/]+)\/(\d{4}-\d{2}-\d{2})\.json$/
const DIRECT_FOLDER = /^D[A-Z0-9]{5,}$/
/** Comments on canvases stand in folders of their own. */
const CANVAS_FOLDER = /^FC:/

export function filesOf(zip: Zip): ExportFiles {
  const top = topOf(zip)
  const lists = new Map<string, ZipEntry>()
  const folders = new Map<string, Day[]>()
  for (const entry of zip.entries) {
    if (!entry.name.startsWith(top)) continue
    const name = entry.name.slice(top.length)
    const [, folder, day] = DAY_FILE.exec(name) ?? []
    if (folder !== undefined && day !== undefined && !CANVAS_FOLDER.test(folder)) add(folders, folder, { day, entry })
    else if (!name.includes('/')) lists.set(name, entry)
  }
  const direct = [...folders.keys()].filter((folder) => DIRECT_FOLDER.test(folder))
  for (const folder of direct) folders.delete(folder)
  return {
    list: (name) => lists.get(name) ?? null,
    daysOf: (channels) => daysOf(owners(channels), folders),
    direct: direct.length,
    unlisted: (channels) => countUnlisted([...folders.keys()], owners(channels)),
    lastDay: lastOf([...folders.values()].flat().map(({ day }) => day)),
  }
}

/** Some unpack an export and zip its folder again: then all names begin with that folder. */
function topOf(zip: Zip): string {
  const lists = zip.entries.filter(({ name }) => /(^|\/)(channels|users)\.json$/.test(name))
  const tops = lists.map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1))
  return tops.sort((one, other) => one.length - other.length)[0] ?? ''
}

function add(folders: Map<string, Day[]>, folder: string, day: Day): void {
  const days = folders.get(folder)
  if (days) days.push(day)
  else folders.set(folder, [day])
}

/** Folders are called after the channel, by some tools after its id. The first of two channels of one name counts. */
function owners(channels: readonly Channel[]): ReadonlyMap<string, Channel> {
  const byName = new Map<string, Channel>()
  for (const channel of channels) if (!byName.has(channel.name)) byName.set(channel.name, channel)
  for (const channel of channels) if (!byName.has(channel.id)) byName.set(channel.id, channel)
  return byName
}

function daysOf(owner: ReadonlyMap<string, Channel>, folders: ReadonlyMap<string, readonly Day[]>): ChannelDays[] {
  const days = new Map<Channel, Day[]>()
  for (const [folder, some] of folders) {
    const channel = owner.get(folder)
    if (channel) days.set(channel, [...(days.get(channel) ?? []), ...some])
  }
  return [...days].map(([channel, some]) => ({ channel, days: some.sort(byDay) }))
}

const countUnlisted = (folders: readonly string[], owner: ReadonlyMap<string, Channel>): number =>
  folders.filter((folder) => !owner.has(folder)).length

const byDay = (one: Day, other: Day): number => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0)

const lastOf = (days: readonly string[]): string | null =>
  days.reduce<string | null>((last, day) => (last === null || day > last ? day : last), null)
