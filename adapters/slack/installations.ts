import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt'
import type { Keep } from '../../src/chat/platform.ts'
import { Secrets } from './secrets.ts'
import type { OAuth } from './settings.ts'

const PREFIX = 'install/'

/** Where the app is installed, with the tokens, locked, in the adapter's drawer of the store. */
export class Installations implements InstallationStore {
  private readonly keep: Keep
  private readonly secrets: Secrets
  private readonly allowed: readonly string[]
  private readonly installed: (team: string) => void

  /** `installed` is told of each workspace that was added or renewed. */
  constructor(keep: Keep, { key, teams }: OAuth, installed: (team: string) => void) {
    this.keep = keep
    this.secrets = new Secrets(key)
    this.allowed = teams
    this.installed = installed
  }

  async storeInstallation(installation: Installation): Promise<void> {
    const team = installation.team?.id
    if (!team) throw new Error('Savoir is installed in workspaces one by one, not in a whole organisation')
    if (!this.allowed.includes(team)) throw new Error(`Workspace ${team} is not in SLACK_TEAMS`)
    await this.put(team, installation)
    this.installed(team)
  }

  async fetchInstallation({ teamId }: InstallationQuery<boolean>): Promise<Installation> {
    const found = teamId ? await this.find(teamId) : null
    if (!found) throw new Error(`Savoir is not installed in workspace ${teamId ?? '?'}`)
    return found
  }

  async deleteInstallation({ teamId }: InstallationQuery<boolean>): Promise<void> {
    if (teamId) await this.keep.remove(PREFIX + teamId)
  }

  async find(team: string): Promise<Installation | null> {
    const locked = await this.keep.get(PREFIX + team)
    return locked === null ? null : (JSON.parse(this.secrets.open(team, locked)) as Installation)
  }

  /** Keeps what was renewed, without telling. */
  async put(team: string, installation: Installation): Promise<void> {
    await this.keep.put(PREFIX + team, this.secrets.lock(team, JSON.stringify(installation)))
  }

  /** The workspaces in which the app is installed. */
  async teams(): Promise<readonly string[]> {
    return (await this.keep.list(PREFIX)).map(({ key }) => key.slice(PREFIX.length))
  }
}
