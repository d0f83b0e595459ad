/** Ids of the commands in the manifest. */
export const COMMANDS = { search: 'search', ask: 'ask', save: 'save', accept: 'accept', askThis: 'askThis' } as const
