import type { ChatPlatform } from '../src/chat/platform.ts'
import { readSlackSettings, type SlackSettings } from './slack/settings.ts'
import { readTeamsSettings, type TeamsSettings } from './teams/settings.ts'

/** How each platform that can be connected reads its settings; null when it is off. */
export const settingsReaders = { slack: readSlackSettings, teams: readTeamsSettings }

export interface AdapterSettings {
  readonly slack: SlackSettings | null
  readonly teams: TeamsSettings | null
}

/** What every adapter is handed from outside. */
export interface AdapterTools {
  readonly now: () => Date
  /** The first emoji that saves, and the first that accepts: the message menus stand for them. */
  readonly marks: { readonly save: string; readonly accept: string }
  /** Told what went wrong behind the scenes. */
  readonly failed: (reason: unknown) => void
}

/** The platforms that are set up. An SDK is loaded only when its platform is. */
export async function connectedPlatforms(settings: AdapterSettings, tools: AdapterTools): Promise<ChatPlatform[]> {
  const platforms: ChatPlatform[] = []
  if (settings.slack) platforms.push((await import('./slack/index.ts')).slack(settings.slack, tools))
  if (settings.teams) platforms.push((await import('./teams/index.ts')).teams(settings.teams, tools))
  return platforms
}
