/** One of Microsoft's separate worlds: whose tokens are believed there, and which hosts speak for Teams. */
export interface Cloud {
  /** What the SDK is told; absent for the public cloud, which it knows by itself. */
  readonly sdk: Readonly<Record<string, string>>
  readonly loginUrl: string
  /** What a token for the connector is for. */
  readonly scope: string
  /** Hosts of the connector, each with all hosts below it. */
  readonly serviceHosts: readonly string[]
  readonly graph: string
  /** Hosts of links to messages. */
  readonly linkHosts: readonly string[]
}

export type CloudName = keyof typeof CLOUDS

// Addresses from botframework-connector's governmentConstants.js and from Microsoft's pages on sovereign clouds.
export const CLOUDS = {
  public: {
    sdk: {},
    loginUrl: 'https://login.microsoftonline.com/botframework.com',
    scope: 'https://api.botframework.com',
    // The government community cloud (GCC) lives in the public one, with a service host of its own.
    serviceHosts: ['trafficmanager.net', 'teams.microsoft.com', 'botframework.com'],
    graph: 'https://graph.microsoft.com',
    linkHosts: ['teams.microsoft.com', 'teams.cloud.microsoft'],
  },
  usgov: {
    sdk: { ChannelService: 'https://botframework.azure.us' },
    loginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
    scope: 'https://api.botframework.us',
    serviceHosts: ['teams.microsoft.us', 'botframework.azure.us', 'botframework.us'],
    graph: 'https://graph.microsoft.us',
    linkHosts: ['gov.teams.microsoft.us', 'dod.teams.microsoft.us'],
  },
  china: {
    // When one of these is set, all must be.
    sdk: {
      ToChannelFromBotLoginUrl: 'https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn',
      ToChannelFromBotOAuthScope: 'https://api.botframework.azure.cn',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.azure.cn',
      OAuthUrl: 'https://token.botframework.azure.cn',
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.partner.microsoftonline.cn/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0/.well-known/openid-configuration',
      CallerId: 'urn:botframework:azurechina',
      ValidateAuthority: 'true',
    },
    loginUrl: 'https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn',
    scope: 'https://api.botframework.azure.cn',
    serviceHosts: ['teams.microsoftonline.cn', 'botframework.azure.cn'],
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    linkHosts: ['teams.microsoftonline.cn'],
  },
} as const satisfies Record<string, Cloud>
