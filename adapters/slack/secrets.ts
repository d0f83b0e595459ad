import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const SALT = 'savoir.slack.installations'

/** Locks texts away with a key from the settings, so that a copy of the store alone gives no token away. */
export class Secrets {
  private readonly key: Buffer

  constructor(passphrase: string) {
    this.key = scryptSync(passphrase, SALT, KEY_BYTES)
  }

  /** `name` is bound in: what was locked under one name does not open under another. */
  lock(name: string, text: string): string {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv(CIPHER, this.key, iv).setAAD(Buffer.from(name))
    const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), locked]).toString('base64')
  }

  /** Throws when the key is another one, or the text was changed. */
  open(name: string, locked: string): string {
    const bytes = Buffer.from(locked, 'base64')
    const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
    return text.toString('utf8')
  }
}
