import { createHash } from 'node:crypto'

/** A short text that stands for a content: the same for the same, another for any other. */
export const digest = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
