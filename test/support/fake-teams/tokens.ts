import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** What a token of the Bot Framework says; each part can be made wrong. */
export interface Claims {
  readonly iss?: string | undefined
  readonly aud?: string | undefined
  readonly serviceurl?: string | undefined
  readonly tid?: string | undefined
  readonly appid?: string | undefined
  readonly ver?: string | undefined
  /** Seconds since 1970. */
  readonly nbf?: number | undefined
  readonly exp?: number | undefined
}

export interface Key {
  readonly kid: string
  readonly secret: KeyObject
  /** As the issuer publishes it. */
  readonly jwk: Readonly<Record<string, unknown>>
}

/** A key of the issuer, for the channels that it may speak for. */
export function newKey(kid: string, endorsements: readonly string[] = ['msteams']): Key {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', endorsements }
  return { kid, secret: privateKey, jwk }
}

/** A signed token. `algorithm` is what its header says. */
export function signed(claims: Claims, key: Key, algorithm = 'RS256'): string {
  const head = part({ alg: algorithm, typ: 'JWT', kid: key.kid })
  const content = `${head}.${part(claims)}`
  if (algorithm === 'none') return `${content}.`
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key.secret).toString('base64url')}`
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
