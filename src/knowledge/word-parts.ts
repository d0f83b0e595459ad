/** The pieces of an identifier, a path or a compound, lower case: what somebody may remember of it. */
export function partsOf(token: string, withWhole: boolean): string[] {
  const found = new Set<string>()
  const pieces = token.split(PATH_SIGNS)
  for (const piece of pieces) addPiece(piece, withWhole || pieces.length > 1, found)
  const pair = PAIR.exec(token)
  if (pair) add(`${pair[1]}${pair[2]}`, found)
  return [...found]
}

/** `e-mail` is also `email`, `set-up` is `setup`. */
const PAIR = /^([a-z]{1,6})-([a-z]{2,6})$/i

/** Longer ones are cut: they are data, not words. */
const LONGEST_WORD = 64

/** The word at a length that an index can bear. */
export const cutWord = (word: string): string =>
  word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).replace(BROKEN_END, '') : word

const BROKEN_END = /[\ud800-\udbff]$/
const PATH_SIGNS = /[/:@\\&]+/
const ATOM_SIGNS = /[-_.+'#]+/

function addPiece(piece: string, isPiece: boolean, found: Set<string>): void {
  const version = VERSION.exec(piece)
  if (version) {
    found.add(cutWord(version[1] ?? piece))
    return
  }
  if (isPiece) add(piece, found)
  const dialect = DIALECT.exec(piece)
  if (dialect) add(dialect[1] ?? '', found)
  const atoms = piece.split(ATOM_SIGNS)
  for (const atom of atoms) addAtom(atom, isPiece || atoms.length > 1, found)
}

/** `v1.2.3` is also `1.2.3`. */
const VERSION = /^v(\d+(?:\.\d+)*[\w.-]*)$/i
/** `c++17` is also `c++`. */
const DIALECT = /^([a-z]+\+\+)\d+$/i

function addAtom(atom: string, isPart: boolean, found: Set<string>): void {
  if (isPart) add(atom, found)
  const numbered = NUMBERED.exec(atom)
  if (numbered) add(numbered[1] ?? '', found)
  if (atom.length > LONGEST_WORD || ONE_NAME.has(atom.toLowerCase())) return
  const humps = atom.split(HUMPS)
  if (humps.length > 1) for (const hump of humps) add(hump, found)
}

/** `python3` is also `python`. */
const NUMBERED = /^([a-z]{3,})\d{1,3}$/i
const HUMPS = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/
/** Written with a hump, said in one breath: `java` is not what people mean by `JavaScript`. */
const ONE_NAME = new Set(['javascript', 'typescript', 'github', 'gitlab', 'youtube', 'linkedin', 'iphone', 'macos'])

// A single character tells nothing once it is out of its name.
function add(part: string, found: Set<string>): void {
  if (part.length > 1) found.add(cutWord(part.toLowerCase()))
}
