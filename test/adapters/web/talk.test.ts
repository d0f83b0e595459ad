import { afterEach, describe, expect, it } from 'vitest'
import type { Message, View } from '../../../adapters/web/wire.ts'
import { buttons, text } from '../../../src/chat/doc.ts'
import { messageRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import { createFakeDirectory, createFakeHost, createFakeKeep } from '../../support/fake-host.ts'
import { openTestPage, type TestPage } from '../../support/web-page.ts'

let page: TestPage
afterEach(() => page?.stop())

const LEA = personRef('web:lea')
const OPS = placeRef('web:ops')

async function see(as: string, place = 'web:ops', thread = ''): Promise<View> {
  const answer = await page.get(`/api/view?${new URLSearchParams({ as, place, thread })}`)
  expect(answer.status).toBe(200)
  return answer.json() as Promise<View>
}

const last = (view: View): Message => {
  const found = view.place.messages.at(-1)
  if (!found) throw new Error('nothing was said')
  return found
}
const words = ({ said }: Message): string => (said.kind === 'text' ? said.text : JSON.stringify(said))
const saying = (as: string, words: string, more = {}) => page.act('say', { as, place: 'web:ops', text: words, ...more })
const heard = () => page.host.events.filter((event) => event.kind === 'said')

describe('talking in the local page', () => {
  it('shows a message to the others, and tells the core before it answers', async () => {
    page = await openTestPage()
    expect((await saying('web:lea', 'The gateway is slow.')).status).toBe(200)
    expect(words(last(await see('web:omar')))).toBe('The gateway is slow.')
    expect(heard()).toMatchObject([
      { by: 'web:lea', in: 'web:ops', text: 'The gateway is slow.', addressed: 'no', thread: null },
    ])
  })

  it.each([
    ['/savoir who knows kafka?', 'who knows kafka?', 'command'],
    ['/who knows kafka?', 'who knows kafka?', 'command'],
    ['/étiqueter 42 clés', 'étiqueter 42 clés', 'command'],
    ['@Savoir who knows kafka?', 'who knows kafka?', 'mention'],
    ['Hm, @savoir: open', 'Hm, open', 'mention'],
    ['/savoir', 'help', 'command'],
    ['@Savoir', 'help', 'mention'],
    ['/etc/hosts is wrong', '/etc/hosts is wrong', 'no'],
    ['mail@savoirs.example', 'mail@savoirs.example', 'no'],
  ])('hears %s as %s (%s)', async (typed, text, addressed) => {
    page = await openTestPage()
    await saying('web:lea', typed)
    expect(heard()).toMatchObject([{ text, addressed }])
  })

  it('tells which threads have an answer', async () => {
    page = await openTestPage()
    const { messages } = (await see('web:lea')).place
    const answered = (about: string) => messages.find((message) => words(message).includes(about))?.answered
    expect(answered('rotate the signing key')).toBe(true)
    expect(answered('test a webhook')).toBe(false)
  })

  it('keeps a command and its answer between the person and Savoir', async () => {
    page = await openTestPage()
    const before = (await see('web:omar')).place.messages.length
    await saying('web:lea', '/who knows kafka?')
    const mine = (await see('web:lea')).place.messages.slice(-2)
    expect(mine.map((message) => message.onlyMe)).toEqual([true, true])
    expect(heard()[0]).toMatchObject({ message: null, permalink: null })
    const theirs = await see('web:omar')
    expect(theirs.place.messages).toHaveLength(before)
    expect(theirs.places.find((room) => room.ref === OPS)?.latest).not.toContain('n')
    expect(await page.platform.readThread(messageRef(mine[1]?.ref ?? ''))).toBeNull()
  })

  it('opens the conversation with Savoir before the first thing said in it', async () => {
    page = await openTestPage()
    await saying('web:lea', 'who knows kafka?', { place: 'web:direct/web:lea' })
    const kinds = page.host.events.slice(-2).map((event) => event.kind)
    expect(kinds).toEqual(['placeChanged', 'said'])
    expect(heard()).toMatchObject([{ addressed: 'direct', in: 'web:direct/web:lea' }])
    expect((await page.get('/api/view?as=web:omar&place=web:direct/web:lea')).status).toBe(404)
  })

  it('lets people answer in a thread, reword and delete what is theirs', async () => {
    page = await openTestPage()
    await saying('web:lea', 'Who restarted it?')
    const question = last(await see('web:lea')).ref
    await saying('web:omar', 'I did.', { thread: question })
    const reply = (await see('web:omar', OPS, question)).thread?.[1]?.ref
    expect(heard()[1]).toMatchObject({ thread: question })
    expect((await page.act('edit', { as: 'web:lea', message: reply, text: 'I did not.' })).status).toBe(404)
    expect((await page.act('edit', { as: 'web:omar', message: reply, text: 'I did, sorry.' })).status).toBe(200)
    expect((await page.platform.readThread(messageRef(question)))?.map((message) => message.text)).toEqual([
      'Who restarted it?',
      'I did, sorry.',
    ])
    await page.act('remove', { as: 'web:lea', message: question })
    const thread = (await see('web:omar', OPS, question)).thread
    expect(thread?.map((message) => message.said.kind)).toEqual(['gone', 'text'])
    await page.act('remove', { as: 'web:omar', message: reply })
    expect(await page.platform.readThread(messageRef(reply ?? ''))).toBeNull()
    expect(page.host.events.slice(-3).map((event) => event.kind)).toEqual(['edited', 'deleted', 'deleted'])
  })

  it('tells the core of an emoji once, and shows who put it', async () => {
    page = await openTestPage()
    await saying('web:lea', 'Done.')
    const { ref } = last(await see('web:lea'))
    const put = { as: 'web:omar', message: ref, emoji: '+1' }
    await page.act('react', { ...put, on: true })
    await page.act('react', { ...put, on: true })
    expect(last(await see('web:omar')).reactions).toEqual([{ emoji: '+1', mine: true, names: ['Omar Diallo'] }])
    await page.act('react', { ...put, on: false })
    expect(last(await see('web:omar')).reactions).toEqual([])
    expect(page.host.events.slice(-2).map((event) => event.kind)).toEqual(['reacted', 'unreacted'])
  })

  it('leaves no trace of a message that the core could not keep', async () => {
    page = await openTestPage()
    const before = (await see('web:lea')).place.messages.length
    page.host.breakDown(true)
    const answer = await saying('web:lea', 'Is this thing on?')
    expect(answer.status).toBe(503)
    expect(await answer.text()).not.toContain('disk')
    expect((await see('web:lea')).place.messages).toHaveLength(before)
  })

  it('gives the same answer for what is not there and for what one may not see', async () => {
    page = await openTestPage()
    await saying('web:lea', 'Nine candidates.', { place: 'web:hiring' })
    const secret = last(await see('web:lea', 'web:hiring')).ref
    const answers = await Promise.all([
      page.get('/api/view?as=web:mei&place=web:hiring'),
      page.get('/api/view?as=web:mei&place=web:nowhere'),
      page.get('/api/view?as=web:nobody'),
      page.get('/api/view?as=web:victor'),
      page.get('/api/view?as=web:savoir'),
      page.get(`/api/view?as=web:mei&place=web:ops&thread=${encodeURIComponent(secret)}`),
      page.act('say', { as: 'web:mei', place: 'web:hiring', text: 'hello' }),
      page.act('say', { as: 'web:nobody', place: 'web:ops', text: 'hello' }),
      page.act('react', { as: 'web:mei', message: secret, emoji: 'eyes', on: true }),
      page.act('react', { as: 'web:mei', message: 'web:hiring/none', emoji: 'eyes', on: true }),
      page.act('press', { as: 'web:mei', message: secret, action: 'x' }),
      page.act('say', { as: 'web:mei', place: 'web:ops', thread: secret, text: 'hello' }),
    ])
    const told = await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`))
    expect(new Set(told)).toEqual(
      new Set(['404 {"problem":"notThere","line":"There is nothing here that this person may see."}']),
    )
  })

  it('shows a guest the places they are in, and no other', async () => {
    page = await openTestPage()
    const { places } = await see('web:paula', 'web:produit')
    expect(places.map((room) => room.name)).toEqual(['Savoir', 'produit'])
  })
})

describe('what Savoir brings into the local page', () => {
  const bring = (id: string, more = {}) =>
    page.platform.deliver(id, { kind: 'post', to: OPS, thread: null, doc: [text('Here.')], ...more })

  it('says it once, however often the delivery is tried', async () => {
    page = await openTestPage()
    const before = (await see('web:lea')).place.messages.length
    await bring('d1')
    await bring('d1')
    expect((await see('web:lea')).place.messages).toHaveLength(before + 1)
  })

  it('shows a private message to its person alone', async () => {
    page = await openTestPage()
    await bring('d1', { onlyFor: LEA })
    expect(last(await see('web:lea'))).toMatchObject({ bySavoir: true, onlyMe: true })
    expect(last(await see('web:omar')).bySavoir).toBe(false)
    const message = last(await see('web:lea')).ref
    expect((await page.act('react', { as: 'web:omar', message, emoji: 'eyes', on: true })).status).toBe(404)
  })

  it('lets a button be pressed by whoever sees it, and only a button that is there', async () => {
    page = await openTestPage()
    await bring('d1', { onlyFor: LEA, doc: [buttons({ label: 'Yes', action: 'yes:1' })] })
    const message = last(await see('web:lea')).ref
    expect((await page.act('press', { as: 'web:omar', message, action: 'yes:1' })).status).toBe(404)
    expect((await page.act('press', { as: 'web:lea', message, action: 'yes:2' })).status).toBe(404)
    expect((await page.act('press', { as: 'web:lea', message, action: 'yes:1' })).status).toBe(200)
    expect(page.host.events.at(-1)).toMatchObject({ kind: 'pressed', action: 'yes:1', message, thread: null })
    expect(words(last(await see('web:lea')))).toContain('Done: ')
  })

  it('opens a form for its person, and hands over the fields of that form only', async () => {
    page = await openTestPage()
    const field = { name: 'title', label: 'Title', kind: 'line', value: '', max: 5, required: true } as const
    const form = { action: 'edit:1', title: 'Edit', submit: 'Save', cancel: 'Cancel', fields: [field] }
    const open = () => page.platform.deliver('d1', { kind: 'form', to: LEA, trigger: 'e1', form })
    await open()
    expect((await see('web:lea')).form?.form.title).toBe('Edit')
    expect((await see('web:omar')).form).toBeNull()
    const sent = { trigger: 'e1', place: 'web:ops', fields: { title: 'Certificates', more: 'no' } }
    expect((await page.act('form/send', { as: 'web:omar', ...sent })).status).toBe(404)
    expect((await page.act('form/send', { as: 'web:lea', ...sent })).status).toBe(200)
    expect(page.host.events.at(-1)).toMatchObject({ kind: 'formSent', action: 'edit:1', fields: { title: 'Certi' } })
    await open()
    expect((await see('web:lea')).form).toBeNull()
  })

  it('carries a direct message, an update and an emoji', async () => {
    page = await openTestPage()
    await page.platform.deliver('d1', { kind: 'direct', to: LEA, doc: [text('Your week')] })
    const direct = 'web:direct/web:lea'
    const message = messageRef(last(await see('web:lea', direct)).ref)
    await page.platform.deliver('d2', { kind: 'update', to: message, doc: [text('Your fortnight')] })
    await page.platform.deliver('d3', { kind: 'react', to: message, emoji: 'tada' })
    const now = last(await see('web:lea', direct))
    expect(words(now)).toContain('Your fortnight')
    expect(now.reactions).toEqual([{ emoji: 'tada', mine: false, names: ['Savoir'] }])
    const gone = { kind: 'update', to: messageRef('web:ops/none'), doc: [] } as const
    await expect(page.platform.deliver('d4', gone)).rejects.toThrow('not in the page')
  })
})

describe('a file that Savoir brings into the local page', () => {
  it('is named in the conversation, and handed over to its person alone', async () => {
    page = await openTestPage()
    const file = { name: 'savoir.json', content: '{"words":"<b>"}' }
    await page.platform.deliver('d1', { kind: 'file', to: LEA, doc: [text('All that is stored on you:')], ...file })
    const message = last(await see('web:lea', 'web:direct/web:lea'))
    expect(message.said).toMatchObject({ file: 'savoir.json' })
    expect(JSON.stringify(message)).not.toContain('<b>')
    const read = (as: string) => page.get(`/api/file?${new URLSearchParams({ as, message: message.ref })}`)
    expect(await (await read('web:lea')).text()).toBe('{"words":"<b>"}')
    expect((await read('web:lea')).headers.get('content-type')).toContain('text/plain')
    expect((await read('web:omar')).status).toBe(404)
  })
})

describe('the local page after a restart', () => {
  it('has everything that was said, and takes no delivery twice', async () => {
    const keep = createFakeKeep()
    const directory = createFakeDirectory()
    page = await openTestPage(createFakeHost(keep, directory))
    await saying('web:lea', 'Before.')
    await page.platform.deliver('d1', { kind: 'post', to: OPS, thread: null, doc: [text('Here.')] })
    const before = await see('web:omar')
    await page.stop()
    await page.stop()

    page = await openTestPage(createFakeHost(keep, directory))
    await page.platform.deliver('d1', { kind: 'post', to: OPS, thread: null, doc: [text('Here.')] })
    const after = await see('web:omar')
    const shown = (view: View) =>
      view.place.messages.map(({ link, ...message }) => ({ ...message, link: link.slice(-20) }))
    expect(shown(after)).toEqual(shown(before))
    expect(page.host.events).toEqual([])
  })
})

describe('people and places of another platform', () => {
  const imported = createFakeDirectory({
    people: [
      {
        ref: personRef('slack:T1/U7'),
        name: 'Ana Roy',
        standing: 'member',
        isBot: false,
        locale: 'fr-FR',
        timeZone: null,
      },
    ],
    places: [
      {
        place: { ref: placeRef('slack:T1/C3'), name: 'infra', audience: 'members', external: false, archived: false },
        members: [personRef('slack:T1/U7')],
      },
    ],
  })

  it('are there to be acted as and written in, and no made-up company joins them', async () => {
    page = await openTestPage(createFakeHost(createFakeKeep(), imported))
    await saying('slack:T1/U7', 'Hello from the page', { place: 'slack:T1/C3' })
    const view = await see('slack:T1/U7', 'slack:T1/C3')
    expect(view.people.map((person) => person.name)).toEqual(['Ana Roy'])
    expect(view.example).toBe(false)
    const message = messageRef(last(view).ref)
    expect(message).toMatch(/^web:slack:T1\/C3\//)
    expect(await page.platform.readThread(message)).toMatchObject([
      { place: 'slack:T1/C3', by: 'slack:T1/U7', text: 'Hello from the page' },
    ])
  })

  it('lets go of what somebody said and was told once they asked to be forgotten, and tells them so', async () => {
    page = await openTestPage()
    await saying('web:lea', 'My secret recipe is plum cake.')
    await saying('web:omar', 'Omar stays.')
    await page.platform.deliver('e8#0', { kind: 'direct', to: LEA, doc: [text('Your plum week')] })
    await page.platform.deliver('e9#0', { kind: 'erase', to: LEA })
    await page.platform.deliver('e9#1', { kind: 'direct', to: LEA, doc: [text('Forgotten.')] })
    await page.platform.deliver('e9#0', { kind: 'erase', to: LEA })
    const kept = JSON.stringify(await page.host.keep.list(''))
    expect(kept).not.toContain('plum')
    expect(kept).not.toContain('"by":"web:lea"')
    expect(kept).toContain('Omar stays.')
    expect(kept).toContain('Forgotten.')
  })

  it('reads what was said in the open around a message, and nothing private or in threads', async () => {
    page = await openTestPage()
    for (const words of ['One.', 'Two.', 'Three.']) await saying('web:lea', words)
    const [one, two, three] = (await see('web:omar')).place.messages.slice(-3)
    await saying('web:omar', 'In a thread.', { thread: one?.ref })
    await page.platform.deliver('d1', { kind: 'post', to: OPS, thread: null, doc: [text('For Lea.')], onlyFor: LEA })
    const around = await page.platform.readAround?.(messageRef(two?.ref ?? ''))
    expect(around?.slice(-2).map((message) => message.text)).toEqual(['Two.', 'Three.'])
    expect(around?.map((message) => message.message)).not.toContain(one?.ref)
    expect(around?.at(-1)?.message).toBe(three?.ref)
  })
})
