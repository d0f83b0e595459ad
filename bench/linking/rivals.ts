import type { Guess } from './measure.ts'
import type { Stretch } from './stretches.ts'

/** The simplest rules that anybody would try first. */
export const RIVALS: readonly { readonly name: string; readonly guess: (stretch: Stretch) => readonly Guess[] }[] = [
  { name: 'the message before', guess: (stretch) => guesses(stretch, (at) => at - 1) },
  {
    name: 'the last message of the person named first, else one’s own last',
    guess: (stretch) => guesses(stretch, named(stretch)),
  },
]

function guesses({ talk, numbers, from }: Stretch, answered: (at: number) => number): readonly Guess[] {
  return numbers.slice(from).map((message, place) => {
    const at = from + place
    const to = at < talk.length ? answered(at) : at
    return { message, answers: numbers[to] ?? message, confidence: 1 }
  })
}

const named = ({ talk }: Stretch) => {
  const lastOf = (person: string | undefined, at: number): number =>
    talk.findLastIndex(({ by }, other) => other < at && by.toLowerCase() === person)
  return (at: number): number => {
    const first = talk[at]?.text
      .trim()
      .split(/[\s:,]/u)[0]
      ?.toLowerCase()
    const theirs = lastOf(first, at)
    const mine = theirs >= 0 ? theirs : lastOf(talk[at]?.by.toLowerCase(), at)
    return mine >= 0 ? mine : at
  }
}
