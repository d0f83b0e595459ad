import type { Addressed } from '../../src/chat/event.ts'

/** What a visitor typed, as an event tells it. */
export interface Spoken {
  readonly addressed: Addressed
  /** Without the mention of Savoir or the slash command. */
  readonly text: string
}

const COMMAND = /^\/(?:savoir\b\s*)?(?=[\p{L}\s]|$)([\p{L}-]*)(?=\s|$)([\s\S]*)$/iu
const MENTION = /(^|[\s(])@savoir\b[ \t]*[,:]?[ \t]*/giu

/** Tells how a line speaks to Savoir: `/savoir who …` and `/who …` are the same command. */
export function readSpoken(typed: string, direct: boolean): Spoken {
  const line = typed.trim()
  const command = COMMAND.exec(line)
  if (command) {
    const text = `${command[1] ?? ''}${command[2] ?? ''}`.trim()
    return { addressed: direct ? 'direct' : 'command', text: text || 'help' }
  }
  const text = line.replace(MENTION, '$1').trim()
  if (direct) return { addressed: 'direct', text: text || 'help' }
  return text === line ? { addressed: 'no', text } : { addressed: 'mention', text: text || 'help' }
}
