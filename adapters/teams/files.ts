import type { SendFile } from '../../src/chat/delivery.ts'
import type { Keep } from '../../src/chat/platform.ts'
import type { PersonRef } from '../../src/chat/ref.ts'
import { isRecord } from './wire.ts'

/** A bot may put a file into a person's own drive once they agree to it: until then it waits in the drawer. */
export class Files {
  private readonly keep: Keep
  private readonly standIn: string | null

  constructor(keep: Keep, standIn: string | null) {
    this.keep = keep
    this.standIn = standIn
  }

  /** The question to the person; the file waits for their word. */
  async offer(id: string, { to, name, content }: SendFile, description: string) {
    const waiting: Waiting = { to, name, content }
    await this.keep.put(`${FILE}${id}`, JSON.stringify(waiting))
    const context = { file: id }
    return {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name,
      content: {
        description,
        sizeInBytes: Buffer.byteLength(content),
        acceptContext: context,
        declineContext: context,
      },
    }
  }

  /** The person's word: their file goes where they said, or is let go. */
  async answered(value: unknown, by: PersonRef): Promise<void> {
    const { action, context, uploadInfo } = isRecord(value) ? value : {}
    const id = isRecord(context) ? String(context.file ?? '') : ''
    const kept = await this.keep.get(`${FILE}${id}`)
    const file = kept === null ? null : (JSON.parse(kept) as Waiting)
    if (!file || file.to !== by) return
    if (action === 'accept')
      await this.upload(isRecord(uploadInfo) ? String(uploadInfo.uploadUrl ?? '') : '', file.content)
    await this.keep.remove(`${FILE}${id}`)
  }

  /** Lets go of what waits for somebody. */
  async erase(person: PersonRef): Promise<void> {
    for (const { key, value } of await this.keep.list(FILE)) {
      if ((JSON.parse(value) as Waiting).to === person) await this.keep.remove(key)
    }
  }

  private async upload(url: string, content: string): Promise<void> {
    if (!this.isDrive(url)) throw new Error('a place for the file that is not of SharePoint')
    const bytes = Buffer.from(content)
    const response = await fetch(url, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
      },
      body: bytes,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new Error(`the file was not taken (${response.status})`)
  }

  private isDrive(url: string): boolean {
    if (!URL.canParse(url)) return false
    const { protocol, hostname, origin } = new URL(url)
    if (this.standIn) return origin === new URL(this.standIn).origin
    return protocol === 'https:' && DRIVES.some((drive) => hostname.endsWith(drive))
  }
}

interface Waiting {
  readonly to: PersonRef
  readonly name: string
  readonly content: string
}

const FILE = 'file/'
/** The last part of a long way: Teams waits for the answer. */
const TIMEOUT_MS = 4_000
const DRIVES = ['.sharepoint.com', '.sharepoint.us', '.sharepoint.cn', '.sharepoint-mil.us', '.sharepoint-df.com']
