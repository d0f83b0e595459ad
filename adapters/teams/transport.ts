/** What Savoir needs of an SDK for Teams. `sdk/` alone implements it, so that another one is another folder. */
export interface TeamsTransport {
  /** Whether a call bears a token of the Bot Framework for this very app and activity. `unknown`: its keys cannot be had. */
  believes(authorization: string, activity: Readonly<Record<string, unknown>>): Promise<'yes' | 'no' | 'unknown'>
  /** The `Authorization` header of a call to the connector, or to another audience. */
  authorization(audience?: string): Promise<string>
}
