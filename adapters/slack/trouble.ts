/** Something that went wrong behind the scenes, for the log: what it was and a code of Slack or of the network. */
export class Trouble extends Error {
  readonly code: string

  constructor(what: 'no socket' | 'not asked', code: string) {
    super(what === 'no socket' ? 'there is no socket to Slack, trying again' : 'Slack could not be asked')
    this.name = 'Trouble'
    this.code = code
  }
}
