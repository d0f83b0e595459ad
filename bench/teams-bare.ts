import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Application } from '@microsoft/teams-ai/lib/Application.js'
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'

const [appId = '', standIn = ''] = process.argv.slice(2)

/** Microsoft's SDK as it comes, with a handler that says one word to whoever writes: what Savoir is compared with. */
function main(): void {
  const adapter = new TeamsAdapter(
    {
      MicrosoftAppId: appId,
      ToChannelFromBotLoginUrl: `${standIn}/login`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      OAuthUrl: `${standIn}/oauth`,
      ToBotFromChannelOpenIdMetadataUrl: `${standIn}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${standIn}/openid`,
      CallerId: 'urn:botframework:azure',
    },
    credentials() as never,
  )
  adapter.onTurnError = async () => {}
  const app = new Application()
  app.activity('message', async (context) => {
    if (context.activity.conversation.conversationType === 'personal') await context.sendActivity('done')
  })
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const asked = { method: request.method, headers: request.headers, body: JSON.parse(body) }
    await adapter.process(asked as never, answerTo(request, response) as never, (context) => app.run(context) as never)
  })
  server.listen(0, '127.0.0.1', () => console.log(`listening ${(server.address() as AddressInfo).port}`))
}

/** The answer as the SDK writes it. */
function answerTo({ socket }: IncomingMessage, response: ServerResponse) {
  return {
    socket,
    header: (name: string, value: string) => response.setHeader(name, value),
    status: (code: number) => {
      response.statusCode = code
    },
    send: (body: unknown) => response.write(typeof body === 'string' ? body : JSON.stringify(body)),
    end: () => response.end(),
  }
}

/** Microsoft's token library speaks https alone: the stand-in is asked directly, each time, as Savoir asks it. */
function credentials() {
  const asked = async (): Promise<string> => {
    const response = await fetch(`${standIn}/token`, { method: 'POST' })
    return ((await response.json()) as { access_token: string }).access_token
  }
  return {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', `Bearer ${await asked()}`)
        return request
      },
    }),
  }
}

main()
