import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeHost } from '../../support/fake-host.ts'
import { openTestPage, type TestPage } from '../../support/web-page.ts'

let page: TestPage
afterEach(() => page?.stop())

describe('the local page, towards strangers', () => {
  it('refuses to listen where other machines reach it, and says why', async () => {
    const started = openTestPage(createFakeHost(), { address: '0.0.0.0' })
    await expect(started).rejects.toThrow('anybody who reaches it can act as anybody')
  })

  it('listens there when it is told to, and still answers to no foreign name', async () => {
    page = await openTestPage(createFakeHost(), { address: '0.0.0.0', allowAddress: true })
    expect(await statusFor(page, { host: '192.168.1.20:8080' })).toBe(200)
    expect(await statusFor(page, { host: 'rebound.example' })).toBe(403)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '127.0.0.1:1', '10.0.0.7'])(
    'refuses the host %s, which a rebound name would send',
    async (host) => {
      page = await openTestPage()
      expect(await statusFor(page, { host })).toBe(403)
    },
  )

  it.each(['127.0.0.1', 'localhost', '[::1]'])('answers to %s', async (name) => {
    page = await openTestPage()
    expect(await statusFor(page, { host: `${name}:${new URL(page.url).port}` })).toBe(200)
  })

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('refuses what %s sends', async (origin) => {
    page = await openTestPage()
    const said = await page.act('say', { as: 'web:lea', place: 'web:ops', text: 'hello' }, { origin })
    expect(said.status).toBe(403)
    expect(page.host.events.filter((event) => event.kind === 'said')).toEqual([])
  })

  it('lets a link from elsewhere open the page, and nothing more', async () => {
    page = await openTestPage()
    const crossing = { 'sec-fetch-site': 'cross-site' }
    expect(await statusFor(page, crossing, '/')).toBe(200)
    expect((await page.get('/api/view?as=web:lea', crossing)).status).toBe(403)
  })

  it.each(['', 'guessed'])('refuses a request with the token "%s"', async (token) => {
    page = await openTestPage()
    const headers = { 'x-savoir-token': token }
    expect((await page.get('/api/view?as=web:lea', headers)).status).toBe(403)
    expect((await page.get('/api/live', headers)).status).toBe(403)
    expect((await page.act('say', { as: 'web:lea', place: 'web:ops', text: 'hello' }, headers)).status).toBe(403)
  })

  it('forbids foreign scripts, frames and addresses in every answer', async () => {
    page = await openTestPage()
    for (const path of ['/', '/page.css', '/api/view?as=web:lea', '/nowhere']) {
      const { headers } = await page.get(path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('takes 100 kB and refuses more with a clear line', async () => {
    page = await openTestPage()
    const answer = await page.act('say', { as: 'web:lea', place: 'web:ops', text: 'x'.repeat(100_001) })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ line: 'That is too long for a message: the limit is 100 kB.' })
    expect((await page.act('say', { as: 'web:lea', place: 'web:ops', text: 'x'.repeat(99_000) })).status).toBe(200)
  })

  it.each(['', 'null', '[]', '{"as":1}', '{', '{"as":"web:lea","fields":[]}'])('refuses the body %s', async (body) => {
    page = await openTestPage()
    expect((await page.act('say', body)).status).toBe(400)
  })
})

// `fetch` does not let a caller choose the host header; a plain request does.
function statusFor(to: TestPage, headers: Record<string, string>, path = '/'): Promise<number> {
  return new Promise((resolve, reject) => {
    const port = new URL(to.url).port
    request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}
