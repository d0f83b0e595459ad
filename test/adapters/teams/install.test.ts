import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { settingsReaders } from '../../../adapters/index.ts'
import { examine } from '../../../adapters/teams/doctor.ts'
import { colourIcon, outlineIcon } from '../../../adapters/teams/icons.ts'
import { appPackage, manifest } from '../../../adapters/teams/manifest.ts'
import { runCli } from '../../../src/cli/index.ts'
import type { Surroundings } from '../../../src/cli/surroundings.ts'
import { readConfig } from '../../../src/config.ts'
import { parse } from '../../../src/languages/parse.ts'
import { SEARCH_SCRIPT } from '../../support/built.ts'
import { FakeTeams, guid } from '../../support/fake-teams/index.ts'
import { settingsFor } from '../../support/teams-savoir.ts'
import { localizationSchema, manifestSchema, namesToTranslate } from '../../support/teams-schema.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { filesIn } from '../../support/unzip.ts'

const NOTHING_KEPT = { list: async () => [] }
const about = { appId: guid('savoir'), website: 'https://intranet.example/savoir', targeted: false }

describe('the app packages for Teams', () => {
  it.each(['basic', 'listening'] as const)('hold manifest, French and icons: %s', async (kind) => {
    const files = await filesIn(appPackage(kind, about))
    expect([...files.keys()]).toEqual(['manifest.json', 'fr.json', 'color.png', 'outline.png'])
    expect(JSON.parse(String(files.get('manifest.json')))).toEqual(manifest(kind, about))
    expect(appPackage(kind, about)).toEqual(appPackage(kind, about))
  })

  it('ask to hear everything in one of them alone', () => {
    expect(JSON.stringify(manifest('basic', about))).not.toContain('Read')
    expect(JSON.stringify(manifest('listening', about))).toContain('ChannelMessage.Read.Group')
  })

  it('use what is a preview only where it was asked for', () => {
    expect(JSON.stringify(manifest('basic', about))).not.toMatch(/Targeted|triggers/)
    expect(manifest('basic', { ...about, targeted: true })).toMatchObject({ manifestVersion: '1.29' })
  })

  it.each([
    ['basic', false],
    ['basic', true],
    ['listening', false],
    ['listening', true],
  ] as const)('are what Teams takes: %s, with previews: %s', async (kind, targeted) => {
    const files = await filesIn(appPackage(kind, { ...about, targeted }))
    const read = (name: string) => JSON.parse(String(files.get(name)))
    const told = manifestSchema(targeted ? '1.29' : '1.25').parse(read('manifest.json'))
    expect([told.icons.color, told.icons.outline].every((name) => files.has(name))).toBe(true)
    const french = localizationSchema.parse(read('fr.json'))
    expect(told.localizationInfo.additionalLanguages.map(({ file }) => file)).toEqual(['fr.json'])
    expect(Object.keys(french).sort()).toEqual(namesToTranslate(told).sort())
  })

  it('are refused by the same rules when something is wrong with them', () => {
    const good = manifest('basic', about)
    const schema = manifestSchema('1.25')
    expect(schema.safeParse(good).success).toBe(true)
    const wrong = [
      { ...good, manifestVersion: '1.29' },
      { ...good, surprise: true },
      { ...good, name: { ...good.name, short: 'x'.repeat(31) } },
      { ...good, developer: { ...good.developer, websiteUrl: 'intranet.example' } },
      { ...good, bots: [{ ...good.bots[0], supportsTargetedMessages: true }] },
    ]
    expect(wrong.filter((one) => schema.safeParse(one).success)).toEqual([])
  })

  it('offer verbs that Savoir understands, in the language of each menu', async () => {
    const files = await filesIn(appPackage('basic', about))
    const french = JSON.parse(String(files.get('fr.json'))) as Record<string, string>
    const english = manifest('basic', about).bots.flatMap(({ commandLists }) =>
      commandLists.flatMap(({ commands }) => commands?.map(({ title }) => title) ?? []),
    )
    const titles = Object.entries(french).flatMap(([key, title]) => (/^bots.*title$/.test(key) ? title : []))
    expect(titles).toHaveLength(english.length)
    for (const [code, all] of [
      ['en', english],
      ['fr', titles],
    ] as const) {
      for (const title of all) {
        const kinds = [title, `${title} kafka`].map((said) => parse(said, code, 'direct').kind)
        expect(kinds, title).toContain('verb')
      }
    }
  })

  it.each([
    ['colour', colourIcon(), 192],
    ['outline', outlineIcon(), 32],
  ])('have an icon in %s of the right size', (kind, png, size) => {
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
    const pixels = inflateSync(png.subarray(41, png.length - 16))
    const colours = new Set<string>()
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1)
        colours.add(
          pixels
            .subarray(y * (1 + 4 * size) + 1 + 4 * x)
            .subarray(0, 4)
            .join(),
        )
    }
    expect([...colours].sort()).toEqual(
      kind === 'outline' ? ['0,0,0,0', '255,255,255,255'] : ['255,255,255,255', '29,53,87,255'],
    )
  })
})

describe('Teams from the command line', () => {
  async function commandLine(env: Record<string, string>) {
    const folder = tempFolder()
    const said: string[] = []
    const stopping: { stop: () => void } = { stop: () => {} }
    const stopped = new Promise<void>((resolve) => Object.assign(stopping, { stop: resolve }))
    const config = () =>
      readConfig(
        { SAVOIR_DATA: folder, SAVOIR_COMPANY: 'none', SAVOIR_LOG: 'silent', ...env },
        { file: `${folder}/none`, adapters: settingsReaders },
      )
    let ids = 0
    const say = (text: string) => void said.push(text)
    const out = { line: say, aside: say, colour: false, width: 80, interactive: false }
    const now = () => new Date()
    const random = (below: number) => (ids++ * 7919) % below
    const around: Surroundings = {
      config,
      now,
      newId: () => `n${++ids}`,
      random,
      out,
      searchScript: SEARCH_SCRIPT,
      untilStopped: () => stopped,
    }
    return { folder, said, stop: () => stopping.stop(), runs: (...args: string[]) => runCli(args, around) }
  }

  async function company() {
    const fake = await new FakeTeams().open()
    onTestFinished(() => fake.close())
    fake.user('lea', { name: 'Lea Martin' })
    const env = {
      TEAMS_APP_ID: fake.world.appId,
      TEAMS_APP_PASSWORD: 'a-secret-of-the-app',
      TEAMS_TENANT_ID: fake.world.tenant,
      TEAMS_ADDRESS: '127.0.0.1',
      TEAMS_PORT: '0',
      TEAMS_STAND_IN: fake.url,
    }
    return { fake, env }
  }

  it('writes the packages', async () => {
    const { env } = await company()
    const line = await commandLine(env)
    expect(await line.runs('manifest', 'teams', '--to', line.folder)).toBe(2)
    expect(line.said.splice(0).join()).toContain('--url')
    expect(await line.runs('manifest', 'teams', '--to', line.folder, '--url', 'https://intranet.example/savoir')).toBe(
      0,
    )
    expect(line.said).toHaveLength(2)
    for (const file of line.said) expect((await filesIn(await readFile(file))).size).toBe(4)
  })

  it('says what is missing, and starts nothing', async () => {
    const line = await commandLine({ TEAMS_APP_PASSWORD: 'a-secret-of-the-app' })
    expect(await line.runs('serve')).toBe(2)
    expect(line.said.join('\n')).toMatch(/TEAMS_APP_ID: .*\n.*TEAMS_TENANT_ID: /)
    expect(line.said.join('\n')).not.toContain('a-secret')
  })

  it('examines Teams, and connects to it', async () => {
    const { env } = await company()
    const line = await commandLine(env)
    const served = line.runs('serve')
    await expect.poll(() => line.said.join(), { timeout: 5_000 }).toContain('connected to teams')
    line.stop()
    expect(await served).toBe(0)
    const doctor = await line.runs('doctor')
    expect([doctor, line.said.join('\n')]).toEqual([0, expect.stringContaining('Microsoft knows the app')])
  })
})

describe('the doctor for Teams', () => {
  it('names what is wrong, without a secret', async () => {
    const fake = await new FakeTeams().open()
    const settings = settingsFor(fake)
    fake.connector.faults.push({ when: /token/, status: 400 }, { when: /openid/, status: 500 })
    const ill = (await examine(settings, () => new Date(), NOTHING_KEPT))
      .filter(({ ok }) => !ok)
      .map(({ text }) => text)
    expect(ill).toEqual([expect.stringContaining('cannot be asked for a token'), expect.stringContaining('keys (500)')])
    const late = await examine(settings, () => new Date(Date.now() + 400_000), NOTHING_KEPT)
    expect(late.filter(({ ok }) => !ok).map(({ text }) => text)).toEqual([expect.stringContaining('NTP')])
    await fake.close()
  })
})
