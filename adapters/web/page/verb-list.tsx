import type { JSX } from 'preact'
import { useUi } from './ui.ts'

interface VerbListProps {
  readonly verbs: readonly (readonly [verb: string, example: string])[]
  readonly choose: (verb: string) => void
}

/** The verbs that fit what was typed so far, each with an example. */
export function VerbList({ verbs, choose }: VerbListProps): JSX.Element {
  const { t } = useUi()
  return (
    <fieldset class="verbs" aria-label={t.commands}>
      {verbs.map(([verb, example]) => (
        <button key={verb} type="button" onClick={() => choose(verb)}>
          <strong>/{verb}</strong> <span class="quiet">{example}</span>
        </button>
      ))}
    </fieldset>
  )
}
