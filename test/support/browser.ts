import { type BrowserContext, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'
const QUIET = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...QUIET]
// Less than a test has, so that the failure names what was waited for.
const PATIENCE_MS = 8000

export interface Chromium {
  /** A browser without any past, in French unless said otherwise. */
  open(options?: BrowserContextOptions): Promise<Browser>
  close(): Promise<void>
}

export interface Browser {
  readonly context: BrowserContext
  /** Opens another tab on the page; what its scripts complain about is in `complaints`. */
  openPage(address: string): Promise<Page>
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** Starts the real Chromium: the one that `CHROMIUM` names, or the system's. */
export async function openChromium(): Promise<Chromium> {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGS })
  return {
    open: async (options) => inContext(await browser.newContext({ locale: 'fr-CH', ...options })),
    close: () => browser.close(),
  }
}

function inContext(context: BrowserContext): Browser {
  context.setDefaultTimeout(PATIENCE_MS)
  const complaints: string[] = []
  return {
    context,
    complaints,
    openPage: async (address) => {
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
      await page.goto(address)
      return page
    },
    close: () => context.close(),
  }
}

/** Becomes another person, by name. */
export async function actAs(page: Page, name: string): Promise<void> {
  await page.locator('.me-button').click()
  await page.getByRole('dialog').getByRole('searchbox').fill(name)
  await page.keyboard.press('Enter')
  await page.locator('.me-name', { hasText: name }).waitFor()
}

/** Opens a channel, or the conversation with Savoir. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${place}\\b`, 'i') })
    .click()
  await page.locator('h1', { hasText: place }).waitFor()
}

/** Writes in the open place, or in the open thread. */
export async function say(page: Page, text: string, where: 'place' | 'thread' = 'place'): Promise<void> {
  const field = page.locator(where === 'place' ? '.main .composer textarea' : '.thread .composer textarea')
  await field.fill(text)
  await field.press('Enter')
  await page.waitForFunction((area) => (area as HTMLTextAreaElement).value === '', await field.elementHandle())
}

/** True once it is in sight; fails when that does not happen. */
export async function shows(place: Locator): Promise<boolean> {
  await place.waitFor()
  return true
}

/** The message that holds this text. */
export const message = (page: Page, text: string) => page.locator('article.message', { hasText: text })

/** Puts an emoji on a message through the picker. */
export async function react(page: Page, text: string, emoji: string): Promise<void> {
  const target = message(page, text).last()
  await target.hover()
  await target.getByRole('button', { name: /Add a reaction|Réagir/ }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill(emoji)
  await page.keyboard.press('Enter')
}

/** Presses a button of one of Savoir's messages. */
export const press = (page: Page, label: string): Promise<void> =>
  page.locator('.doc').getByRole('button', { name: label, exact: true }).last().click()
