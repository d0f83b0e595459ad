/** Something that went wrong behind the scenes, for the log: what it was and a code of Teams or of the network. */
export class Trouble extends Error {
  readonly code: string

  constructor(what: 'not asked' | 'not kept', code: string) {
    super(what === 'not asked' ? 'Teams could not be asked' : 'an activity of Teams could not be kept')
    this.name = 'Trouble'
    this.code = code
  }
}
