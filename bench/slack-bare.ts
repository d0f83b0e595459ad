import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { APP_TOKEN, SIGNING_SECRET } from '../test/support/fake-slack/index.ts'

const [transport = 'http', slackApiUrl = '', token = ''] = process.argv.slice(2)

/** Bolt as it comes, with handlers that do nothing: what Savoir is compared with. */
async function main(): Promise<void> {
  const http = new HTTPReceiver({ signingSecret: SIGNING_SECRET, port: 0 })
  const socket = new SocketModeReceiver({ appToken: APP_TOKEN, installerOptions: { clientOptions: { slackApiUrl } } })
  const receiver = transport === 'http' ? http : socket
  const app = new App({ token, receiver, clientOptions: { slackApiUrl }, convoStore: false, deferInitialization: true })
  app.event('message', async () => {})
  app.command('/savoir', async ({ ack, respond }) => {
    await ack()
    await respond('done')
  })
  await app.init()
  const server = (await app.start()) as { address?: () => { port: number } }
  console.log(`listening ${server.address?.().port ?? 0}`)
}

void main()
