import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import ts from 'typescript'

export interface Inspection {
  /** Files of ours that were read, by their path from the root. */
  readonly files: readonly string[]
  /** Rules that are broken, with the file that breaks each. */
  readonly broken: readonly { readonly rule: string; readonly by: string }[]
}

/** Holds the files under `root` to the rules about imports and to the rules about words. */
export async function inspect(root: string): Promise<Inspection> {
  const { modules, summary } = await imports(root)
  const files = modules.map(({ source }) => source).filter((file) => /^(src|adapters|test|bench|scripts)\//.test(file))
  const broken = summary.violations.map(({ rule, from }) => ({ rule: rule.name, by: from }))
  return { files, broken: [...broken, ...files.flatMap((file) => brokenWords(root, file))] }
}

/** The names of all rules. */
export const ruleNames = (): readonly string[] => [
  ...rules.forbidden.map(({ name }) => name),
  ...WORD_RULES.map(({ name }) => name),
]

const rules: { forbidden: (IForbiddenRuleType & { name: string })[]; options: Record<string, unknown> } = createRequire(
  import.meta.url,
)('../../.dependency-cruiser.cjs')

const WORD_RULES = [
  {
    name: 'sender-alone-delivers',
    holdsFor: (file: string) =>
      file.startsWith('src/') && file !== 'src/chat/platform.ts' && file !== 'src/engine/sender.ts',
    breaks: (node: ts.Node) => ts.isIdentifier(node) && node.text === 'deliver',
  },
  {
    name: 'clock-and-ids-are-handed-in',
    holdsFor: (file: string) => file.startsWith('src/') && file !== 'src/main.ts',
    breaks: (node: ts.Node) =>
      (ts.isPropertyAccessExpression(node) && ['Date.now', 'Math.random', 'process.env'].includes(node.getText())) ||
      (ts.isNewExpression(node) && node.getText() === 'new Date()') ||
      (ts.isIdentifier(node) && node.text === 'randomUUID'),
  },
]

async function imports(root: string): Promise<ICruiseResult> {
  const folders = ['src', 'adapters', 'test', 'bench', 'scripts'].filter((folder) => existsSync(join(root, folder)))
  const { enhancedResolveOptions, tsConfig: _, ...options } = rules.options
  const { output } = await cruise(
    folders,
    { ...options, baseDir: root, ruleSet: { forbidden: rules.forbidden }, validate: true },
    enhancedResolveOptions as object,
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with a text instead of a result')
  return output
}

function brokenWords(root: string, file: string): { rule: string; by: string }[] {
  if (!file.endsWith('.ts')) return []
  const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const held = WORD_RULES.filter((rule) => rule.holdsFor(file))
  return held.filter((rule) => someNode(tree, rule.breaks)).map((rule) => ({ rule: rule.name, by: file }))
}

function someNode(node: ts.Node, breaks: (node: ts.Node) => boolean): boolean {
  return breaks(node) || (ts.forEachChild(node, (child) => someNode(child, breaks) || undefined) ?? false)
}
