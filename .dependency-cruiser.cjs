// Who may import what: docs/architecture.md says why. test/architecture.test.ts proves each rule with a file that breaks it.
const WIRING = '^src/(main\\.ts$|cli(\\.ts$|/))'
const DRIVERS = '(^|/)(better-sqlite3|pg|mysql2)(/|$)|^(node:)?sqlite$'
const TOOLS = '^(test|bench|scripts)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that need each other are one file, or lack a third.', {
      from: {},
      to: { circular: true },
    }),
    rule('core-knows-no-platform', 'A platform is wired in main and spoken to through src/chat/platform.ts.', {
      from: { path: '^src/', pathNot: WIRING },
      to: { path: '^adapters/' },
    }),
    rule('adapter-sees-only-chat', 'An adapter translates to and from src/chat, and decides nothing.', {
      from: { path: '^adapters/' },
      to: { path: '^src/', pathNot: '^src/chat/' },
    }),
    rule('adapters-apart', 'What two adapters share belongs to src/chat.', {
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    }),
    rule('driver-in-its-store', 'SQL is spoken in src/store/<database> alone.', {
      from: { pathNot: `^src/store/[^/]+/|${TOOLS}` },
      to: { path: DRIVERS },
    }),
    rule('store-behind-its-port', 'Everything but the wiring works with src/store/store.ts, whatever the database.', {
      from: { path: '^src/', pathNot: `${WIRING}|^src/store/[^/]+/` },
      to: { path: '^src/store/[^/]+/' },
    }),
    rule('stores-apart', 'One database knows nothing of another.', {
      from: { path: '^src/store/([^/]+)/' },
      to: { path: '^src/store/[^/]+/', pathNot: '^src/store/$1/' },
    }),
    rule('knowledge-is-pure', 'The rules of knowledge take values and return values: not even node: is there.', {
      from: { path: '^src/knowledge/' },
      to: { pathNot: '^src/(knowledge|chat)/' },
    }),
    rule('knowledge-takes-only-types-of-chat', 'Nothing of the port runs inside the rules of knowledge.', {
      from: { path: '^src/knowledge/' },
      to: { path: '^src/chat/', dependencyTypesNot: ['type-only'] },
    }),
    rule('natural-in-languages', 'How a language is read is the business of src/languages.', {
      from: { pathNot: `^src/languages/|${TOOLS}` },
      to: { path: '(^|/)natural(/|$)' },
    }),
    rule('natural-by-its-parts', 'The index of natural loads database drivers: import the one file that is needed.', {
      from: {},
      to: { path: ['(^|/)natural$', '/natural/lib/natural/index\\.'] },
    }),
    rule('settings-in-config', 'Settings are read once, by src/config.ts.', {
      from: { pathNot: `^src/config\\.ts$|${TOOLS}` },
      to: { path: '(^|/)dotenv(/|$)' },
    }),
    rule('no-test-in-the-product', 'What runs at a company stands without the tests.', {
      from: { path: '^(src|adapters)/' },
      to: { path: '^(test|bench)/' },
    }),
    sdk('slack', '@slack'),
    rule('teams-sdk-in-its-adapter', 'Only adapters/teams/sdk speaks its language: another SDK is another folder.', {
      from: { pathNot: `^adapters/teams/sdk/|${TOOLS}` },
      to: { path: '(^|/)(@microsoft|botbuilder[^/]*|botframework[^/]*)(/|$)', pathNot: '^(src|adapters)/' },
    }),
    sdk('web', 'hono', '@hono'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|test/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'], conditionNames: ['import', 'node'] },
  },
}

function rule(name, comment, sides) {
  return { name, comment, severity: 'error', ...sides }
}

function sdk(adapter, ...packages) {
  return rule(`${adapter}-sdk-in-its-adapter`, `Only adapters/${adapter} speaks its language.`, {
    from: { pathNot: `^adapters/${adapter}/|${TOOLS}` },
    to: { path: `(^|/)(${packages.join('|')})(/|$)`, pathNot: '^(src|adapters)/' },
  })
}
