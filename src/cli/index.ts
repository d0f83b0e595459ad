import { Command } from 'commander'
import { ConfigError } from '../config.ts'
import { languages } from '../languages/index.ts'
import type { VerbName } from '../languages/language.ts'
import { spoken } from '../languages/spoken.ts'
import { runBackup } from './backup.ts'
import { doctor } from './doctor.ts'
import { runImport } from './import.ts'
import { type ManifestOptions, printManifest } from './manifest.ts'
import { serve } from './serve.ts'
import { type Surroundings, UsageError } from './surroundings.ts'
import { runPress, runVerb, type VerbOptions } from './verbs.ts'

/** Exit codes: everything went well, something broke, the person can put something right. */
const BROKEN = 1
const USAGE = 2

/** Carries out what the command line says. Resolves to the exit code. */
export async function runCli(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    await programOf(around).parseAsync([...args], { from: 'user' })
    return 0
  } catch (error) {
    if (isCommanderExit(error)) return error.exitCode === 0 ? 0 : USAGE
    if (error instanceof UsageError || error instanceof ConfigError) {
      around.out.aside(error.message)
      return USAGE
    }
    around.out.aside(error instanceof Error ? error.message : String(error))
    return BROKEN
  }
}

function programOf(around: Surroundings): Command {
  const program = new Command('savoir')
    .description('Turns talk into knowledge: ask, answer and tag, and find who knows what.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => around.out.line(text.trimEnd()),
      writeErr: (text) => around.out.aside(text.trimEnd()),
    })
  program
    .command('serve')
    .description('run Savoir with its local page')
    .action(() => serve(around))
  program
    .command('import <file>')
    .description('learn from a Slack export zip; doing it twice changes nothing')
    .option('--workspace-url <url>', 'address of the workspace, for links to messages: https://acme.slack.com')
    .action((file: string, options: { workspaceUrl?: string }) => runImport(file, options, around))
  program
    .command('backup <file>')
    .description('copy all that is kept to a new file, while Savoir runs or not')
    .action((file: string) => runBackup(file, around))
  program
    .command('doctor')
    .description('look at the store and the platforms, and name what needs a hand')
    .action(() => doctor(around))
  program
    .command('manifest <platform>')
    .description('print the app manifest (slack), or write the app packages (teams)')
    .option('--url <url>', 'Slack: address that it calls, for HTTP; Teams: page on who runs Savoir')
    .option('--to <folder>', 'Teams: where the packages go', '.')
    .action((platform: string, options: ManifestOptions) => printManifest(platform, options, around))
  for (const verb of Object.keys(spoken.en.help) as VerbName[]) addVerb(program, verb, around)
  asPerson(program.command('press <action>'))
    .description('press a button that an answer showed, or fill its form')
    .option('--field <name=value...>', 'fields of the form')
    .action((action: string, options: VerbOptions & { field?: string[] }) =>
      runPress(action, options.field ?? [], options, around),
    )
  return program
}

function addVerb(program: Command, verb: VerbName, around: Surroundings): void {
  const names = [...languages.en.verbs[verb], ...languages.fr.verbs[verb]]
  const aliases = [...new Set(names)].filter((name) => name !== verb && !taken(program, name))
  const command = asPerson(program.command(`${verb} [words...]`).aliases(aliases))
    .description(spoken.en.help[verb].does)
    .option('--json', 'print the result for scripts')
    .action((words: string[], options: VerbOptions) => runVerb(verb, words, options, around))
  if (verb === 'digest') command.option('--at <time>', 'as it would be then: 2026-03-09T09:00:00Z')
}

const asPerson = (command: Command): Command =>
  command
    .option('--as <person>', 'who you are: a name or a ref')
    .option('--in <place>', 'where you say it: a channel; by itself, everyone may read it')

const taken = (program: Command, name: string): boolean =>
  name === 'help' || program.commands.some((command) => command.name() === name || command.aliases().includes(name))

const isCommanderExit = (error: unknown): error is { exitCode: number } =>
  error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number'
