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
import { type Served, serveSavoir } from '../support/served.ts'

const SLOW_MS = 60_000

let savoir: Served
let chromium: Chromium
let browser: Browser

beforeAll(async () => {
  savoir = await serveSavoir()
  chromium = await openChromium()
}, SLOW_MS)
afterAll(async () => {
  await chromium.close()
  await savoir.stop()
}, SLOW_MS)
beforeEach(async () => {
  browser = await chromium.open({ locale: 'en-GB' })
}, SLOW_MS)
afterEach(() => browser.close())

describe('Savoir, started with no settings and used in a browser', { timeout: SLOW_MS }, () => {
  it('answers a question, and says who knows and why', async () => {
    const page = await browser.openPage(savoir.url)
    await say(page, 'How do we rotate the signing key?')
    expect(await shows(message(page, 'keyctl rotate --overlap 24h'))).toBe(true)
    await press(page, 'That helped')
    expect(await shows(message(page, 'Good to know, thank you.'))).toBe(true)
    await say(page, 'who knows kafka?')
    expect(await shows(message(page, 'People who may help with kafka'))).toBe(true)
    expect(await message(page, 'People who may help with kafka').last().textContent()).toContain('Omar Diallo')
    expect(browser.complaints).toEqual([])
  })

  it('keeps a thread by 🧠 and its answer by ✅, and finds them for a colleague, in French too', async () => {
    const page = await browser.openPage(savoir.url)
    const question = 'How do I get a parking space at the Dublin office?'
    const reply = 'Write to parking@corniche.example before Thursday noon, spaces go by bicycle distance.'
    await goTo(page, 'general')
    await say(page, question)
    await message(page, question).last().hover()
    await message(page, question)
      .last()
      .getByRole('button', { name: /thread/i })
      .first()
      .click()
    await actAs(page, 'Omar')
    await goTo(page, 'general')
    await message(page, question).last().hover()
    await message(page, question)
      .last()
      .getByRole('button', { name: /thread/i })
      .first()
      .click()
    await say(page, reply, 'thread')
    await react(page, question, 'brain')
    expect(await shows(message(page, 'Saved: “How do I get a parking space'))).toBe(true)
    await react(page, reply, 'check')
    expect(await shows(message(page, 'reply is marked as the answer'))).toBe(true)
    await actAs(page, 'Camille')
    await goTo(page, 'Savoir')
    await say(page, 'demander parking space at the Dublin office?')
    expect(await shows(message(page, 'spaces go by bicycle distance'))).toBe(true)
    expect(await shows(page.getByRole('button', { name: 'Utile, merci' }).last())).toBe(true)
  })

  it('shows what is private to those who may read it, and to nobody else', async () => {
    const page = await browser.openPage(savoir.url)
    const question = 'Quel délai de résiliation quand un hôtel ferme pour travaux ?'
    await actAs(page, 'Camille')
    await goTo(page, 'Savoir')
    await say(page, question)
    expect(await shows(message(page, 'Pas de résiliation, une suspension'))).toBe(true)
    await actAs(page, 'Omar')
    await goTo(page, 'Savoir')
    await say(page, question)
    await message(page, question).last().waitFor()
    await page.locator('.doc').last().waitFor()
    expect(await page.locator('body').textContent()).not.toContain('Pas de résiliation')
    expect(await page.locator('body').textContent()).not.toContain('contracts-fr')
  })
})
