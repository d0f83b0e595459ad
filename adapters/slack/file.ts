import type { SendFile } from '../../src/chat/delivery.ts'
import { RetryLater } from '../../src/chat/platform.ts'
import { readPerson } from './refs.ts'
import { renderMessage } from './render.ts'
import { again, directChannel, type Sending } from './sending.ts'

const TIMEOUT_MS = 20_000
const PATIENCE_S = 30
const FILES = 'https://files.slack.com'

/** Sends a text file into the person's own conversation with Savoir. Coming twice does no harm there. */
export async function sendFile(delivery: SendFile, sending: Sending): Promise<void> {
  const { client } = await sending.workspaceOf(readPerson(delivery.to).team)
  const bytes = Buffer.from(delivery.content)
  const file = { filename: delivery.name, length: bytes.length }
  const { upload_url: url, file_id: id } = await again(() => client.files.getUploadURLExternal(file))
  if (!url || !id) throw new Error('Slack gave no place for the file')
  await upload(url, bytes, sending.ownOrigin)
  const channel_id = await directChannel(delivery.to, sending)
  const initial_comment = renderMessage(delivery.doc).text
  await again(() =>
    client.files.completeUploadExternal({ files: [{ id, title: delivery.name }], channel_id, initial_comment }),
  )
}

async function upload(url: string, bytes: Uint8Array<ArrayBuffer>, ownOrigin: string): Promise<void> {
  const { origin } = new URL(url)
  if (origin !== FILES && origin !== ownOrigin) throw new Error('an upload address that is not of Slack')
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const response = await fetch(url, { method: 'POST', body: bytes, redirect: 'error', signal })
  if (response.status === 429) throw new RetryLater(Number(response.headers.get('retry-after') ?? PATIENCE_S) * 1000)
  if (!response.ok) throw new Error('Slack did not take the file')
}
