import { afterEach, describe, expect, it } from 'vitest'
import { openTestPage, type TestPage } from '../../support/web-page.ts'

let page: TestPage
afterEach(() => page?.stop())

describe('an open page', () => {
  it('is told at once that something changed, without being told what', async () => {
    page = await openTestPage()
    const stream = await page.get('/api/live')
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('event: open')
    await page.act('say', { as: 'web:lea', place: 'web:hiring', text: 'Nine candidates.' })
    expect((await reader?.read())?.value).toBe('event: changed\ndata: \n\n')
    await page.stop()
    expect((await reader?.read())?.done).toBe(true)
  })
})
