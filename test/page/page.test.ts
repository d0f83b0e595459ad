import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  actAs,
  type Browser,
  type Chromium,
  goTo,
  message,
  openChromium,
  press,
  react,
  say,
  shows,
} from '../support/browser.ts'
import { createFakeDirectory, createFakeHost, createFakeKeep } from '../support/fake-host.ts'
import { buildPage, openTestPage, type TestPage } from '../support/web-page.ts'

const SLOW_MS = 30_000

let folder: string
let site: TestPage
let chromium: Chromium
let browser: Browser

beforeAll(async () => {
  folder = buildPage()
  chromium = await openChromium()
}, SLOW_MS)
afterAll(() => chromium.close())
beforeEach(async () => {
  site = await openTestPage(createFakeHost(), { folder })
  browser = await chromium.open()
}, SLOW_MS)
afterEach(async () => {
  await browser.close()
  await site.stop()
}, SLOW_MS)

describe('the local page in a browser', { timeout: SLOW_MS }, () => {
  it('greets the visitor, answers a suggestion and runs without a complaint or a foreign request', async () => {
    const foreign: string[] = []
    browser.context.on('request', (request) => !request.url().startsWith(site.url) && foreign.push(request.url()))
    const page = await browser.openPage(site.url)
    await page.getByRole('heading', { name: 'Bonjour Lea' }).waitFor()
    await page.getByRole('button', { name: 'Qui connaît Kubernetes ?' }).click()
    await page.locator('.doc').waitFor()
    expect(await page.locator('.doc-quote').textContent()).toContain('keyctl rotate')
    expect(await page.locator('a', { hasText: 'nowhere' }).count()).toBe(0)
    expect(browser.complaints).toEqual([])
    expect(foreign).toEqual([])
  })

  it('greets an English browser in English, as somebody of the office in Dublin', async () => {
    await browser.close()
    browser = await chromium.open({ locale: 'en-GB' })
    const page = await browser.openPage(site.url)
    expect(await shows(page.getByRole('heading', { name: 'Hello, Grace' }))).toBe(true)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  it('shows to everybody at once what somebody says, and keeps a command private', async () => {
    const lea = await browser.openPage(site.url)
    const omar = await browser.openPage(site.url)
    await actAs(omar, 'Omar Diallo')
    await goTo(lea, 'ops')
    await goTo(omar, 'ops')
    await say(lea, '/who knows kafka?')
    await lea.getByText('Visible par vous seul·e').first().waitFor()
    await say(lea, 'The gateway is slow.')
    await message(omar, 'The gateway is slow.').waitFor()
    expect(await message(omar, 'knows kafka').count()).toBe(0)
    await react(omar, 'The gateway is slow.', 'eyes')
    await message(lea, 'The gateway is slow.')
      .getByRole('button', { name: /Omar Diallo/ })
      .waitFor()
  })

  it('answers a saved message privately in its thread, opens a form and sends it', async () => {
    const page = await browser.openPage(site.url)
    await actAs(page, 'Samir Haddad')
    await goTo(page, 'support')
    await say(page, 'The till in Vevey prints twice.')
    await react(page, 'The till in Vevey prints twice.', 'brain')
    await page.locator('.thread').getByText('Only you can see this').waitFor()
    await press(page, 'Edit')
    const form = page.getByRole('dialog')
    await form.getByLabel('Title').fill('Till prints twice')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    await goTo(page, 'Savoir')
    expect(await shows(message(page, 'Kept: Till prints twice'))).toBe(true)
  })

  it('replaces the buttons of a message when one is pressed', async () => {
    const page = await browser.openPage(site.url)
    await goTo(page, 'Savoir')
    await say(page, 'who knows kafka?')
    await press(page, 'That helped')
    expect(await shows(page.getByText('Done: helped:42'))).toBe(true)
  })

  it('lets people reword and delete what they said, and answer in a thread', async () => {
    const page = await browser.openPage(site.url)
    await actAs(page, 'Iris Novak')
    await goTo(page, 'ops')
    await say(page, 'Restarting the gatway.')
    const mine = page.locator('.main article', { hasText: 'Restarting the' })
    await mine.hover()
    await mine.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Edit' }).fill('Restarting the gateway.')
    await page.keyboard.press('Enter')
    await message(page, 'Restarting the gateway.').waitFor()
    await mine.hover()
    await mine.getByRole('button', { name: 'Reply in thread' }).click()
    await say(page, 'Done, it is up.', 'thread')
    await mine.getByRole('button', { name: '1 reply' }).waitFor()
    await mine.hover()
    await mine.getByRole('button', { name: 'Delete' }).click()
    await mine.getByRole('button', { name: 'Delete for everybody' }).click()
    expect(await shows(page.locator('.main').getByText('This message was deleted.'))).toBe(true)
  })

  it('opens the message of a link in its thread, for whoever may read it', async () => {
    const page = await browser.openPage(site.url)
    await goTo(page, 'hiring')
    await page.getByRole('button', { name: '2 réponses' }).click()
    const link = page.url()
    await actAs(page, 'Grace Okafor')
    await page.goto(link)
    await page.locator('.thread .message.found').waitFor()
    await actAs(page, 'Mei Tanaka')
    await page.goto(link)
    await page.getByText('Il n’y a rien ici que vous puissiez voir.').waitFor()
    expect(await page.locator('h1').textContent()).toBe('Savoir')
  })

  it('works with the keyboard alone', async () => {
    const page = await browser.openPage(site.url)
    await page.locator('.frame').waitFor()
    await page.keyboard.press('Shift+Tab')
    const reach = async (name: RegExp): Promise<void> => {
      for (let steps = 0; steps < 80; steps += 1) {
        if (name.test(await page.evaluate(() => document.activeElement?.textContent ?? ''))) return
        await page.keyboard.press('Shift+Tab')
      }
      throw new Error(`the keyboard does not reach ${name}`)
    }
    await reach(/^ops/)
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: 'ops' }).waitFor()
    await page.keyboard.type('/wh')
    await page.locator('.main .composer textarea').fill('/qu')
    await page.keyboard.press('Tab')
    expect(await page.locator('.main .composer textarea').inputValue()).toBe('/qui ')
  })

  it('says that the connection is closed, keeps the text, and comes back by itself', async () => {
    const keep = createFakeKeep()
    const directory = createFakeDirectory()
    await site.stop()
    site = await openTestPage(createFakeHost(keep, directory), { folder })
    const port = Number(new URL(site.url).port)
    const page = await browser.openPage(site.url)
    await goTo(page, 'ops')
    await site.stop()
    await page.getByText('La connexion est fermée').waitFor()
    const field = page.locator('.main .composer textarea')
    await field.fill('Are you there?')
    await field.press('Enter')
    await page.getByText('Savoir ne répond pas').waitFor()
    expect(await field.inputValue()).toBe('Are you there?')
    site = await openTestPage(createFakeHost(keep, directory), { folder, port })
    await page.getByText('La connexion est fermée').waitFor({ state: 'detached' })
    await field.press('Enter')
    expect(await shows(message(page, 'Are you there?'))).toBe(true)
  })

  it('shows a long message from its beginning', async () => {
    const page = await browser.openPage(site.url)
    await goTo(page, 'ops')
    await say(page, Array.from({ length: 200 }, (_, line) => `line ${line}`).join('\n'))
    const top = await message(page, 'line 199').evaluate((row) => row.getBoundingClientRect().top)
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(200)
  })

  it('shows stored markup as text', async () => {
    const page = await browser.openPage(site.url)
    await goTo(page, 'ops')
    const nasty = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
    await say(page, nasty)
    expect(await message(page, 'onerror').locator('.said').textContent()).toBe(nasty)
    expect(await page.title()).not.toBe('1')
  })
})

describe('the local page for everybody', { timeout: SLOW_MS }, () => {
  it.each([
    { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
    { colorScheme: 'light', viewport: { width: 360, height: 720 } },
  ] as const)('has no known obstacle in $colorScheme at $viewport.width pixels', async (look) => {
    await browser.close()
    browser = await chromium.open({ ...look, bypassCSP: true, reducedMotion: 'reduce' })
    const page = await browser.openPage(site.url)
    await say(page, 'who knows kafka?')
    expect(await obstacles(page)).toEqual([])
    await page.goto(`${site.url}/?place=web%3Aops`)
    await page.locator('.replies').last().click()
    await say(page, '/who knows kafka?', 'thread')
    expect(await obstacles(page)).toEqual([])
    await press(page, 'Edit')
    await page.getByRole('dialog').waitFor()
    expect(await obstacles(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.goto(site.url)
    if (look.viewport.width < 760) await page.locator('.main .only-narrow').click()
    await page.locator('.me-button').click()
    expect(await obstacles(page)).toEqual([])
  })
})

describe('the local page without JavaScript', { timeout: SLOW_MS }, () => {
  it('says so', async () => {
    await browser.close()
    browser = await chromium.open({ javaScriptEnabled: false })
    const page = await browser.openPage(site.url)
    expect(await page.locator('noscript').textContent()).toContain('needs JavaScript')
  })
})

describe('the local page on a telephone', { timeout: SLOW_MS }, () => {
  it('shows one thing at a time and never scrolls sideways', async () => {
    await browser.close()
    browser = await chromium.open({ viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true })
    const page = await browser.openPage(site.url)
    await page.locator('.main .pane-head .only-narrow').click()
    await goTo(page, 'data')
    await page.locator('.replies').last().click()
    await page.locator('.thread').waitFor()
    expect(await page.locator('.main').isVisible()).toBe(false)
    await page.locator('.thread').getByRole('button', { name: 'Retour' }).click()
    await page.locator('.main').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })

  it('keeps what can be done with a message off the one above', async () => {
    await browser.close()
    browser = await chromium.open({ viewport: { width: 360, height: 720 } })
    const page = await browser.openPage(site.url)
    await say(page, 'who knows kafka?')
    const answer = page.locator('article.message').last()
    await answer.hover()
    const [whole, tools] = await Promise.all([answer.boundingBox(), answer.locator('.message-actions').boundingBox()])
    expect(tools?.y).toBeGreaterThanOrEqual(whole?.y ?? Number.POSITIVE_INFINITY)
  })
})

// What axe finds against WCAG 2.1 AA, with the element.
async function obstacles(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
  )
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
