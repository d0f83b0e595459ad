import { fold } from './fold.ts'
import type { LanguageCode } from './item.ts'
import type { Linguist } from './linguist.ts'

interface Candidate {
  /** As it was first written. */
  readonly written: string
  readonly score: number
}

/** Names and words that the texts turn around, most telling first. The first text is the question. */
export function candidatesIn(texts: readonly string[], language: LanguageCode, linguist: Linguist): Candidate[] {
  const sightings = new Map<string, Sighting>()
  const mentioned = namesOfPeople(texts)
  texts.forEach((text, index) => {
    const prose = withoutNoise(text.slice(0, READ_AT_MOST))
    const isShouted = prose === prose.toUpperCase()
    const titleEnd = Math.min(LONGEST_TITLE, Math.max(0, prose.trimEnd().indexOf('\n')) || LONGEST_TITLE)
    for (const match of prose.matchAll(TOKEN)) note(match, { index, prose, isShouted, titleEnd }, sightings)
  })
  return [...sightings.values()]
    .filter((seen) => isTelling(seen, language, linguist) && !mentioned.has(seen.key))
    .map((seen) => ({ written: seen.written, score: score(seen) }))
    .filter(({ score }) => score >= FAINT)
    .sort((a, b) => b.score - a.score || (a.written < b.written ? -1 : 1))
}

interface Sighting {
  readonly key: string
  readonly written: string
  shape: Shape
  times: number
  inQuestion: boolean
  inTitle: boolean
  readonly texts: Set<number>
}

/**
 * `identifier`: digits, underscores or inner capitals; `acronym`: capitals; `proper`: a capital inside a sentence;
 * `variable`: what somebody called it in their own script.
 */
type Shape = 'identifier' | 'acronym' | 'proper' | 'variable' | 'word'

const READ_AT_MOST = 3000
/** Below, a word is not worth a tag; between the two, only when there is no better one. */
export const [FAINT, ENOUGH] = [4, 5]
const TOKEN = /(?<![\p{L}\p{N}_@/\\.-])[\p{L}][\p{L}\p{M}\p{N}]*(?:[._-][\p{L}\p{N}]+)*(?:\+\+|#(?![\p{L}\p{N}]))?/gu

/** Code blocks, quotations, addresses, paths and mail name things of one day, not topics. */
const withoutNoise = (text: string): string =>
  text
    .replace(/```[\s\S]*?(?:```|$)/g, ' . ')
    .replace(/^[ \t]*(?:>|&gt;).*$/gm, ' . ')
    .replace(/<?https?:\/\/\S+/g, ' . ')
    .replace(/[^\s@]{1,100}@[^\s@]+\.\S+/g, ' . ')
    .replace(/(?<=^|[\s('"`])[~.]{0,2}\/?[\w.$-]*(?:\/[\w.$-]+){2,}\/?/gm, ' . ')

interface Reading {
  readonly index: number
  readonly prose: string
  readonly isShouted: boolean
  readonly titleEnd: number
}

function note(match: RegExpMatchArray, reading: Reading, all: Map<string, Sighting>): void {
  const { index, prose, isShouted, titleEnd } = reading
  const written = match[0]
  const key = fold(written)
  if (key.length < 2 || key.length > LONGEST) return
  const shape = isShouted ? 'word' : shapeOf(written, prose, match.index ?? 0)
  const seen = all.get(key) ?? {
    key,
    written,
    shape,
    times: 0,
    inQuestion: false,
    inTitle: false,
    texts: new Set<number>(),
  }
  seen.times++
  seen.inQuestion ||= index === 0
  seen.inTitle ||= index === 0 && (match.index ?? 0) < titleEnd
  seen.texts.add(index)
  if (RANK[shape] > RANK[seen.shape]) seen.shape = shape
  all.set(key, seen)
}

const LONGEST = 28
const LONGEST_TITLE = 90
const RANK: Readonly<Record<Shape, number>> = { word: 0, variable: 1, proper: 2, acronym: 3, identifier: 3 }

function shapeOf(written: string, prose: string, at: number): Shape {
  if (VARIABLE.test(written)) return 'variable'
  if (IDENTIFIER.test(written)) return 'identifier'
  if (ACRONYM.test(written)) return 'acronym'
  const isCapital = /^\p{Lu}\p{Ll}/u.test(written)
  return isCapital && /[\p{Ll}\p{N},)]\s$/u.test(prose.slice(Math.max(0, at - 2), at)) ? 'proper' : 'word'
}

const VARIABLE = /^[\p{Ll}\p{N}]+(?:_[\p{Ll}\p{N}]+)+$|^\p{Ll}{1,2}\d$|\.nc$/u
const IDENTIFIER = /[\p{L}]\d|_|\p{Ll}\p{Lu}|\+\+|#|\.(?:js|py|ts|io|net|nc|sh)$/u
const ACRONYM = /^\p{Lu}{2,7}s?$/u

const score = (seen: Sighting): number =>
  SHAPE_SCORE[seen.shape] +
  Math.min(3, Math.log2(seen.times + 1)) +
  (seen.inQuestion ? 1 : 0) +
  (seen.inTitle ? 1.5 : 0) +
  (seen.inQuestion && seen.texts.size > 1 ? 1.5 : 0)

const SHAPE_SCORE: Readonly<Record<Shape, number>> = {
  identifier: 2.5,
  acronym: 2.5,
  proper: 1,
  variable: 0.5,
  word: 0,
}

function isTelling(seen: Sighting, language: LanguageCode, linguist: Linguist): boolean {
  const other = language === 'en' ? 'fr' : 'en'
  if (
    seen.key.split(/[._+-]/).every((piece) => linguist.isStopWord(piece, language) || linguist.isStopWord(piece, other))
  )
    return false
  if (GENERIC.has(seen.key) || GENERIC.has(seen.key.replace(/s$/, '')) || CALENDAR.test(seen.key)) return false
  if (seen.shape === 'identifier' || seen.shape === 'variable')
    return /\p{L}{2}|^[a-z]\d|\+\+|#/u.test(seen.key) && !VERSION_OR_SIZE.test(seen.key)
  if (seen.shape === 'acronym') return !CHAT_ACRONYMS.has(seen.key)
  if (seen.shape === 'proper') return seen.key.length >= 3 && !seen.key.includes('.') && !/ed$/.test(seen.key)
  return (
    seen.key.length >= (seen.times >= 3 ? 4 : 5) &&
    !VERB_OR_ADVERB.test(seen.key) &&
    !ADJECTIVE.test(seen.written) &&
    !seen.key.includes('.') &&
    !seen.key.includes('-')
  )
}

const VERSION_OR_SIZE = /^(?:v\d|x\d|p\d|q\d|h\d+$|s\d+$|[a-z]\d{3,}$)/
const VERB_OR_ADVERB = /(?:ing|ed|ly|er|ir|ez|ment|able|ible|ons|ent|ful|less)$/
const ADJECTIVE = /(?:[^t]ée?s?|iques?|ales?|al|aux|ifs?|ives?|elles?|ous|ic|euses?|eux)$/iu
const CALENDAR =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)$/
const CHAT_ACRONYMS = new Set(
  'tb gb mb kb ghz mhz cpu ram nan found fyi btw imo imho lol ok asap tbh afaik iirc ps nb eg ie etc todo tldr tl dr am pm pt mt et est pst mst utc omg rtfm wip eta brb svp cf rdv pj ca us uk fr en no yes not and or the if so my me we id na info readme note warning error fail pass true false null'.split(
    ' ',
  ),
)
/** Words of every conversation. */
const GENERIC = new Set(
  `about access account action again already answer anyone approach aspect attempt based basic better build case change channel check
  clear code command comment common company complete computer config content correct course current customer data date detail different
  directory document effect email employee error event everyone exact example exist expect extra fact feature field file final first fix
  folder friend full function general github google group guess handle happy help hour idea image info information input instance
  instruction issue item know large last latest level library line link list local location login long main manager matter maybe
  meeting member memory message method minute missing mode model module moment month morning name need new next note nothing number
  office option order original other output page part past path people person piece place plan point possible post previous problem process
  program project question quick reason recent reply request result right root run sample script second section sense series server set
  setting setup side similar simple single site situation size slack small solution someone something sort source special specific
  standard start state step still stuff style system table task team term test text thanks thing think thought thread time title today
  tomorrow tool topic total trouble type update usage use user using value variable version video view way week whole window word work
  world wrong year yesterday yours regards opens greetings weird strange please sorry
  found sheet compute install multiple initial bad kill func response behavior behaviour description correction resource generate url tcp http https copy
  performance activity edit proper day between even good best great important given certain popular strong down knowledge
  three four five seven eight nine dozen half show find write affect perform rotate expire drain rebalance
  double pure online request access select dimension property length width height total average mean option public private internal external
  increase decrease kernel-restart restart reading writing analysis science overview proposal discussion conversation survey
  acces action adresse aide annee article autre avis besoin cadre chose client code collegue commande compte contact contenu cote dernier
  difference document donnee dossier erreur equipe etape exemple facon fichier fois forme gens groupe heure idee info information jour
  journee lien ligne liste lundi maniere matin message mois moment monde moyen niveau nombre note numero objet option outil page part
  partie personne petit place point possible premier probleme procedure projet question raison reponse resultat retour reunion semaine
  service seul site situation solution souci sujet suite systeme tache temps texte titre travail truc type utilisateur valeur version vie`.split(
    /\s+/,
  ),
)

/** People who are addressed or thanked: their names are no topics. */
function namesOfPeople(texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const text of texts) {
    for (const [, names = ''] of text.slice(0, READ_AT_MOST).matchAll(ADDRESSED)) {
      for (const name of names.split(/[\s*]+/)) if (name !== '') found.add(fold(name.replace(/[,.:!]+$/, '')))
    }
  }
  return found
}

const ADDRESSED =
  /(?:@\*{0,2}|\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Tt]hanks|[Tt]hank you|[Tt]hx|[Dd]ear|[Mm]erci|[Bb]onjour|[Ss]alut|cc|ping|ask|with)[, ]+@?)(\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’-]+){0,2})/gu
