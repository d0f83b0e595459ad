/** A title of at most 60 characters for what somebody wrote: its heading, its question or its first sentence. Empty only for an empty text. */
export function titleOf(text: string): string {
  const source = text.slice(0, READ_AT_MOST)
  const lines = linesOf(withoutMarkup(source.replace(FENCED, '\n')))
  const found = headingOf(source) ?? bestSentence(sentencesIn(lines))
  return cut(found || lines.join(' ') || source.replace(SPACES, ' ').trim() || (text === '' ? '' : '…'), LONGEST_TITLE)
}

/** The text with its heading, where it has one, on a line of its own without marks. */
export const withPlainHeading = (text: string): string =>
  text.replace(HEADING, (line) => {
    const heading = headingOf(line)
    return heading === null ? line : `${heading}${line.endsWith('\n') ? '\n' : ''}`
  })

/** The text on one line, cut between words, at most so many characters with the `…`. */
function cut(text: string, length: number): string {
  const line = text.replace(SPACES, ' ').trim()
  if (line.length <= length) return line
  const head = line.slice(0, length)
  const space = head.lastIndexOf(' ')
  const end = space > length / 2 ? space : length - 1
  return `${head.slice(0, end).replace(LOOSE_END, '')}…`
}

const LONGEST_TITLE = 60
/** Characters; a title comes from the beginning. */
const READ_AT_MOST = 5000
const SPACES = /\s+/g
const LOOSE_END = /[\s,;:.([{–-]+$|[\ud800-\udbff]$/
const FENCED = /```[\s\S]*?(?:```|$)/g

const HEADING =
  /^\s*(?:#{1,6}[ \t]+([^\n]+)|\*\*([^*\n]+)\*\*[ \t]*:?[ \t]*(?:\n|$)|\*([^*\n]+)\*[ \t]*:?[ \t]*(?:\n|$))/

function headingOf(source: string): string | null {
  const found = HEADING.exec(source)
  const heading = withoutMarkup(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  return HAS_WORD.test(heading) ? heading : null
}

const HAS_WORD = /[\p{L}\p{N}]/u

function withoutMarkup(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(NAMED_LINK, '$1')
    .replace(MARKDOWN_LINK, '$1')
    .replace(ADDRESS, (_, host: string) => host)
    .replace(MENTION, '$1')
    .replace(QUOTE_SIGN, '')
    .replace(EMPHASIS, '$1')
    .replace(CODE_SIGN, '$1')
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const NAMED_LINK = /<https?:\/\/[^|>\s]{1,2000}\|([^>\n]{1,300})>/g
const MARKDOWN_LINK = /!?\[([^\]\n]{1,300})\]\([^)\s]{1,2000}\)/g
const ADDRESS = /<?https?:\/\/(?:www\.)?([^\s/>?#]+)[^\s>]*>?/g
const MENTION = /@\*\*([^*\n]{1,80})\*\*/g
const QUOTE_SIGN = /^[ \t]*(?:>|&gt;|[-*•] |\d{1,2}[.)] )[ \t]*/gm
const EMPHASIS =
  /(?<![\p{L}\p{N}])(?:\*{1,3}|__?|~~?)(?=\S)([^*_~\n]{1,300})(?<=\S)(?:\*{1,3}|__?|~~?)(?![\p{L}\p{N}])/gu
const CODE_SIGN = /`+([^`\n]{1,300})`+/g

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(SPACES, ' ').trim())
    .filter((line) => HAS_WORD.test(line))

/** The sentences that are more than a greeting; the one that follows it starts with a capital. */
function sentencesIn(lines: readonly string[]): string[] {
  const found: string[] = []
  let hasDropped = false
  for (const sentence of lines.slice(0, LINES).flatMap((line) => line.split(SENTENCE_END))) {
    const point = withoutGreeting(sentence)
    if (point !== sentence) hasDropped = true
    if (!HAS_WORD.test(point) || PREAMBLE.test(point)) continue
    found.push(hasDropped && found.length === 0 ? capitalized(point) : point)
  }
  return found
}

const LINES = 12
const SENTENCE_END = /(?<=[.!?…]["”»)]?)\s+(?=\S)/u

/** The sentence without "Hi all," or "Bonjour à tous," at its start. */
function withoutGreeting(sentence: string): string {
  let rest = sentence
  for (let i = 0; i < 3; i++) rest = rest.replace(GREETING, '').replace(SOFTENER, '')
  return rest.trim()
}

const capitalized = (text: string): string =>
  /^\p{Ll}+[\s,'’]/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text

const NAME = "(?:@?\\p{Lu}[\\p{L}.’'-]*|@\\S+)"
const THEM =
  "(?:all|there|everyone|everybody|folks|team|guys|people|friends|again|both|à|a|tous|toutes|tout|le|monde|et|and|&|les|l['’]équipe|collègues|gens)"
const NAMES = '@\\S+(?: \\p{Lu}\\p{L}+){0,2}(?:(?:,| and| et| &)? @\\S+(?: \\p{Lu}\\p{L}+){0,2}){0,3}'
const GREETING = new RegExp(
  `^(?:[Hh]i|[Hh]ello|[Hh]ey|[Hh]iya|[Gg]reetings|[Dd]ear|[Gg]ood (?:morning|afternoon|evening|day)|[Mm]orning|[Bb]onjour|[Bb]onsoir|[Ss]alut|[Cc]oucou|HI|HELLO|BONJOUR)(?:,? (?:${THEM}|${NAME}))*\\s*(?:[,!.:;)–—-]+\\s*|\\s*$)|^(?:[Hh]i|[Hh]ello|[Hh]ey|[Bb]onjour|[Ss]alut)(?: (?:all|there|everyone|everybody|folks|team|à tous|à toutes|tout le monde))+\\s+|^${NAMES}[,:]\\s+`,
  'u',
)
const SOFTENER =
  /^(?:(?:quick|small|random|dumb|stupid|simple|general|another|one|une|petite|simple)? ?question|just (?:wondering|curious)|fyi|heads up|btw|by the way|so|ok|okay|well|alors|bon|au fait|du coup|dites|please|svp)\s*[,:!–-]+\s+/i
/** Sentences that only announce another. */
const PREAMBLE =
  /^(?:i have (?:a|one|another|some|two|three|\d+) (?:\S+ ){0,2}(?:questions?|problems?|issues?)|(?:a )?(?:quick|random|small) question|(?:i )?hope (?:you|everyone|this|all)\b.{0,60}|i hope .{0,60}|(?:j['’]ai|encore) une (?:petite )?question.{0,20}|j['’]espère que .{0,60}|thanks?(?: you)?(?: .{0,20})?|merci(?: .{0,20})?|happy (?:monday|friday|new year).{0,20}|good question|sorry .{0,40}|help|urgent)[.!:…)]*$/i

/** A question near the beginning says best what it is about; else the first sentence, with the next when it is very short. */
function bestSentence(sentences: readonly string[]): string {
  const question = sentences.slice(0, QUESTION_WITHIN).find((sentence) => sentence.endsWith('?') && says(sentence))
  const [first = '', second = ''] = sentences
  const chosen = question ?? (countWords(first) < FEWEST_WORDS && second ? `${first} ${second}` : first)
  return chosen.replace(/[\s.,:;]+$/, '')
}

const QUESTION_WITHIN = 4
const FEWEST_WORDS = 3
/** Fewer words, as in "Does anyone know?", need what stands before them. */
const SAYS_ENOUGH = 6

const says = (sentence: string): boolean => countWords(sentence) >= SAYS_ENOUGH && !EMPTY_QUESTION.test(sentence)
const EMPTY_QUESTION =
  /^(?:(?:does|do|has|did|is|would|could|can) any(?:one|body)|any(?: \S+)? (?:idea|suggestion|thought|advice|clue)s?|what am i (?:doing|missing)|am i (?:doing|missing)|(?:une|des) idées?|is (?:this|that|it) |does (?:this|that|it) |why is (?:this|that|it) |is there (?:something|anything) (?:wrong|i)|has this |(?:do|should|must|can) (?:i|we) (?:have to |need to )?do (?:something|anything|more)|(?:dois-je|doit-on|devons-nous|faut-il) faire (?:quelque chose|autre chose))/i

const countWords = (text: string): number => text.split(' ').filter((word) => HAS_WORD.test(word)).length
