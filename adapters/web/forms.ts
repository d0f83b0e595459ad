import type { PersonRef } from '../../src/chat/ref.ts'
import type { OpenedForm } from './wire.ts'

/** The form that is open for each person: the last one, until it is sent or closed. A restart closes them all. */
export interface Forms {
  of(person: PersonRef): OpenedForm | null
  /** Opening the same one again, after it was closed, changes nothing. */
  open(person: PersonRef, form: OpenedForm, delivery: string): void
  close(person: PersonRef, trigger: string): void
}

// A repeated delivery follows closely: a few remembered ones are enough.
const REMEMBERED = 1000

export function createForms(): Forms {
  const opened = new Map<PersonRef, OpenedForm>()
  const seen = new Set<string>()
  return {
    of: (person) => opened.get(person) ?? null,
    open: (person, form, delivery) => {
      if (seen.has(delivery)) return
      seen.add(delivery)
      for (const oldest of seen) {
        if (seen.size <= REMEMBERED) break
        seen.delete(oldest)
      }
      opened.set(person, form)
    },
    close: (person, trigger) => {
      if (opened.get(person)?.trigger === trigger) opened.delete(person)
    },
  }
}
