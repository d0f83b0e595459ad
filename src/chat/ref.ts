/**
 * Opaque names. An adapter builds and reads them; the core and SQL only carry and compare them.
 * By convention the text before the first colon names the platform: `slack:T1/C7/1767603600.000200`.
 */
export type PersonRef = string & { readonly __ref: 'person' }
export type PlaceRef = string & { readonly __ref: 'place' }
export type MessageRef = string & { readonly __ref: 'message' }

export const personRef = (text: string): PersonRef => text as PersonRef
export const placeRef = (text: string): PlaceRef => text as PlaceRef
export const messageRef = (text: string): MessageRef => text as MessageRef

/** The platform that a ref belongs to: the text before its first colon. */
export const platformOf = (ref: PersonRef | PlaceRef | MessageRef): string => ref.slice(0, ref.indexOf(':'))
