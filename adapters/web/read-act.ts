import { type Act, Refused } from './acts.ts'

/** Reads the body of a request; what is missing is empty, what is of another type is refused. */
export function readAct(body: string): Act {
  const sent = parse(body)
  const text = (name: string): string => {
    const value = sent[name] ?? ''
    if (typeof value !== 'string') throw new Refused('malformed')
    return value
  }
  return {
    as: text('as'),
    place: text('place'),
    message: text('message'),
    thread: text('thread'),
    text: text('text'),
    emoji: text('emoji'),
    action: text('action'),
    trigger: text('trigger'),
    on: sent.on === true,
    fields: readFields(sent.fields),
  }
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const sent: unknown = JSON.parse(body)
    if (isRecord(sent)) return sent
  } catch {
    // Falls through to the same refusal.
  }
  throw new Refused('malformed')
}

function readFields(sent: unknown): Readonly<Record<string, string>> {
  if (sent === undefined) return {}
  if (!isRecord(sent)) throw new Refused('malformed')
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)]))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
