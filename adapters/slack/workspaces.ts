import type { Installation } from '@slack/bolt'
import { openClient, openWorkspace, type Workspace } from './client.ts'
import type { Installations } from './installations.ts'
import type { OAuth } from './settings.ts'

/** The workspaces that Savoir may act in. */
export interface Workspaces {
  /** Throws where Savoir is not installed. */
  of(team: string): Promise<Workspace>
  /** Every workspace, to read its directory. */
  teams(): Promise<readonly string[]>
  /** The workspaces met so far. */
  readonly known: readonly Workspace[]
  /** The app was taken out of this workspace: its token goes. */
  remove(team: string): Promise<void>
}

/** The one workspace of a token. */
export function oneWorkspace(workspace: Workspace): Workspaces {
  return {
    of: async (team) => {
      if (team !== workspace.team) throw notInstalled(team)
      return workspace
    },
    teams: async () => [workspace.team],
    known: [workspace],
    remove: async () => {},
  }
}

/** A token is renewed when it has less than this to live. */
const RENEW_BEFORE_S = 2 * 3600

/** The workspaces in which people installed the app. Tokens are renewed in time, one call after the other. */
export class InstalledWorkspaces implements Workspaces {
  private readonly installations: Installations
  private readonly oauth: OAuth
  private readonly apiUrl: string
  private readonly now: () => Date
  private readonly open = new Map<string, Workspace>()
  private readonly turns = new Map<string, Promise<unknown>>()

  constructor(installations: Installations, oauth: OAuth, apiUrl: string, now: () => Date) {
    this.installations = installations
    this.oauth = oauth
    this.apiUrl = apiUrl
    this.now = now
  }

  get known(): readonly Workspace[] {
    return [...this.open.values()]
  }

  /** One after the other within a workspace: two renewals at once would cost the second its token. */
  of(team: string): Promise<Workspace> {
    const turn = (this.turns.get(team) ?? Promise.resolve()).then(
      () => this.current(team),
      () => this.current(team),
    )
    this.turns.set(team, turn)
    turn.catch(() => {}).finally(() => this.turns.get(team) === turn && this.turns.delete(team))
    return turn
  }

  teams(): Promise<readonly string[]> {
    return this.installations.teams()
  }

  async remove(team: string): Promise<void> {
    await this.installations.deleteInstallation({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false })
    this.open.delete(team)
  }

  private async current(team: string): Promise<Workspace> {
    const found = await this.installations.find(team)
    if (!found?.bot) throw notInstalled(team)
    const bot = this.isEnding(found) ? await this.renewed(team, found) : found.bot
    const before = this.open.get(team)
    if (before?.token === bot.token) return before
    const workspace = await openWorkspace(bot.token, this.apiUrl)
    this.open.set(team, workspace)
    return workspace
  }

  private isEnding({ bot }: Installation): boolean {
    return bot?.expiresAt !== undefined && bot.expiresAt - this.now().getTime() / 1000 < RENEW_BEFORE_S
  }

  private async renewed(team: string, installation: Installation): Promise<NonNullable<Installation['bot']>> {
    const { clientId: client_id, clientSecret: client_secret } = this.oauth
    const refresh_token = installation.bot?.refreshToken ?? ''
    const grant = { client_id, client_secret, grant_type: 'refresh_token', refresh_token } as const
    const told = await openClient(undefined, this.apiUrl).oauth.v2.access(grant)
    if (!installation.bot || !told.access_token) throw new Error('Slack renewed no token')
    const bot = {
      ...installation.bot,
      token: told.access_token,
      ...(told.refresh_token ? { refreshToken: told.refresh_token } : {}),
      expiresAt: Math.floor(this.now().getTime() / 1000) + (told.expires_in ?? 0),
    }
    await this.installations.put(team, { ...installation, bot })
    return bot
  }
}

const notInstalled = (team: string): Error => new Error(`Savoir is not installed in workspace ${team}`)
