const WORDS = {
  'no socket': 'there is no socket to Slack, trying again',
  'not asked': 'Slack could not be asked',
  'not understood': 'Slack sent something that its own library does not understand',
} as const

/** Something that went wrong behind the scenes, for the log: what it was and a code of Slack or of the network. */
export class Trouble extends Error {
  readonly code: string

  constructor(what: keyof typeof WORDS, code: string) {
    super(WORDS[what])
    this.name = 'Trouble'
    this.code = code
  }
}
