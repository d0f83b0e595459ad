import type { DigestSetting } from '../knowledge/settings.ts'
import type { NudgePhrases } from './nudges.ts'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const things = (count: number): string => (count === 1 ? '1 thing' : `${count} things`)
const period = { day: 'Your day', week: 'Your week', month: 'Your month', never: 'Your week' }
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

/** What Savoir says by itself, in English. */
export const englishNudges: NudgePhrases = {
  digest: {
    title: (every, count) => `${period[every]} · ${things(count)}`,
    question: (title) => `A question you could answer: “${title}”`,
    helped: (title, count) => `“${title}” helped ${people(count)}`,
    isNew: (tag, title, author) => `New on #${tag}: “${title}”, by ${author}`,
    merge: (tag, into) => `#${tag} = #${into}?`,
    decision: (title, author) => `Decided: “${title}”, by ${author}`,
    nothing: 'There is nothing new for you just now. When there is nothing, I send nothing.',
    nothingLately: 'Nothing is new this time. From the last month:',
    nothingYet: 'Once you have asked or answered something, I know which topics are yours.',
    setting: (setting) => `Your digest comes ${rhythm(setting)} at ${timeOf(setting)}, when there is something in it.`,
    pausedUntil: (day) => `It is paused until ${day}.`,
    off: 'You get no digest. Type “digest” at any time to see what is new.',
    buttons: {
      day: 'Daily',
      week: 'Weekly',
      month: 'Monthly',
      off: 'Off',
      pause: 'Pause 2 weeks',
      resume: 'Go on',
      notMe: 'Not me',
      same: 'Same',
      different: 'Different',
    },
  },
  clock: {
    request: (name) => `Could you help ${name} with this?`,
    passedOn: (by, name) => `${by} thinks that you could help ${name} with this.`,
    why: (title, when) => `You are asked because of “${title}” (${when}).`,
    whySays: 'You are asked because you said that you know about this.',
    onlyYou: 'Only you see this, and you are free to pass.',
    took: 'Thank you. They know that somebody is looking, not who.',
    later: 'I will bring it up once more tomorrow, if it is still open.',
    passedTo: (name) => `I asked ${name} instead. Thank you.`,
    alreadyAsked: 'Three people were asked already. I leave it at that.',
    answerGoesTo: (place) => `Your answer. It is posted in the thread in ${place}, under your name.`,
    answerGoesToAsker: 'Your answer. It goes to the person who asked, under your name.',
    passTo: 'Pass to',
    colleague: 'Name of a colleague',
    answers: (name) => `${name} answers:`,
    posted: (place) => `Posted in ${place}, under your name.`,
    takenBack: (name) => `${name} took an answer back.`,
    someoneIsLooking: (title) => `Somebody is looking at “${title}”.`,
    stillOpen: (title) => `Nobody has answered “${title}” yet. What would you like to do?`,
    widened: 'Done. I have put it to everybody there.',
    asksAgain: (name) => `${name} is still looking for an answer:`,
    found: 'What did you find? It becomes the answer, under your name.',
    foundNoted: 'Thank you. Whoever asks next will find it.',
    dropped: 'The question is closed.',
    gaps: 'Open for more than two weeks',
    buttons: {
      answerHere: 'Answer here',
      take: 'I’ll take it',
      passTo: 'Pass to…',
      later: 'Later',
      widen: 'Widen',
      reword: 'Reword',
      found: 'I found it',
      drop: 'Drop',
    },
  },
  noise: {
    title: 'What I may say without being asked, and what I said in the last 7 days',
    kind: {
      suggestion: 'Private suggestions',
      request: 'Requests',
      prompt: 'Short checks',
      digest: 'Digests',
      authorsWord: 'Notes to authors',
      solved: '“Is it solved?”',
      progress: 'News of your question',
      share: 'Shared for all to see',
    },
    limits: {
      suggestion: 'at most 1 an hour and 3 a day for a person; none after 3 were ignored',
      request: 'at most 1 a day and 3 a week for a person, 3 people for a question',
      prompt: 'at most 1 a week for a person',
      digest: 'as often as each person chose, 5 lines at most; none when there is nothing to say',
      authorsWord: 'once for a person',
      solved: 'once for a thread',
      progress: 'at most 3 for a question',
      share: 'at most 3 a day in a channel, 1 in a thread, and only when somebody asks for it',
    },
    counts: (sent, dropped, toYou) => {
      const held = dropped ? `, ${dropped} held back` : ''
      return sent ? `${sent} sent, ${toYou ? `${toYou} of them` : 'none'} to you${held}` : `none sent${held}`
    },
    rules: [
      'In channels I start nothing by myself.',
      'From 18:00 to 9:00 and at weekends I keep still, in your time zone.',
      'A limit of your own: “noise requests 1” (a week). One for a channel, said there: “noise suggestions 2 here” (a day).',
    ],
    refusedNow: (kind) => `${kind}: you get none from now on.`,
    allowedNow: (kind) => `${kind}: you get them again.`,
    refused: 'you get none',
    ownLimit: (kind, most) => `${kind}: at most ${most} a week for you.`,
    own: (most) => `; for you at most ${most} a week`,
    here: (most, place) => (most === 0 ? `; none in ${place}` : `; at most ${most} a day in ${place}`),
    limitIn: (kind, most, place) =>
      most === 0 ? `${kind}: none in ${place} from now on.` : `${kind}: at most ${most} a day in ${place} from now on.`,
    noLimitIn: (kind, place) => `${kind}: in ${place} as everywhere else.`,
    stop: (kind) => `None for me: ${kind.toLowerCase()}`,
    allow: (kind) => `Again for me: ${kind.toLowerCase()}`,
  },
  prompt: {
    stillRight: (title) => `You have just used “${title}”. Is it still right?`,
    fixIt: 'Fix it',
    sameTag: (tag, into) => `You have used both #${tag} and #${into}. Do they mean the same?`,
    sameNoted: 'Thank you. When somebody else agrees, the two become one.',
    differentNoted: 'Thank you. I will not ask about these two again.',
  },
}

const timeOf = ({ hour, minute }: DigestSetting): string => `${hour}:${String(minute).padStart(2, '0')}`

function rhythm({ every, day }: DigestSetting): string {
  const name = DAYS[day - 1] ?? ''
  switch (every) {
    case 'day':
      return 'on working days'
    case 'week':
      return `on ${name}s`
    case 'month':
      return `on the first ${name} of the month`
    case 'never':
      return 'never'
  }
}
