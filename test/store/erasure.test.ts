import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { added, message, opened, ref, reply, SAVOIR, START, seen, settling, spot } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'

// Each stands for words or a name that only Bo can have brought in.
const PLANTED = {
  NAME: 'zqnameplanted',
  TITLE: 'zqtitleplanted',
  BODY: 'zqbodyplanted',
  REPLY: 'zqreplyplanted',
  EDIT: 'zqeditplanted',
  EDITED: 'zqeditedplanted',
  TOPIC: 'zqtopicplanted',
  ASK: 'zqaskplanted',
  WAITING: 'zqwaitingplanted',
  ASIDE: 'zqasideplanted',
  POSTED: 'zqpostedplanted',
  EARLIER: 'zqearlierplanted',
  HIDDEN: 'zqhiddenplanted',
  LATE: 'zqlateplanted',
}
const { NAME, TITLE, BODY, REPLY, EDIT, EDITED, TOPIC, ASK, WAITING, ASIDE, POSTED, EARLIER, HIDDEN, LATE } = PLANTED

it('leaves nothing of a forgotten person in any file of the database', async () => {
  const folder = tempFolder()
  const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => START })
  onTestFinished(() => store.close())
  const settle = settling(store)
  const said = (id: string, text: string) =>
    store.receive({
      ...{ kind: 'said', id, at: START, by: ref('bo'), in: spot('ops'), message: message(id), thread: null },
      ...{ text, addressed: 'no', permalink: null },
    })

  await settle(null, [seen('ana'), seen('bo', { name: NAME }), opened('ops', ['ana', 'bo'])])
  await settle('ana', [added(1, { title: 'how do keys rotate' }), added(2, { replies: [reply('a', 'ana')] })])
  await settle('bo', [
    added(3, { by: ref('bo'), title: TITLE, body: BODY.repeat(900) }),
    added(4, { by: ref('bo'), title: EARLIER, body: EARLIER, replies: [reply('b', 'ana')] }),
    added(5, { by: ref('bo'), title: HIDDEN, body: HIDDEN }),
    { kind: 'replyAdded', item: 1, reply: reply('c', 'bo', { text: REPLY }) },
    { kind: 'replyEdited', item: 1, reply: 'c', text: EDIT },
    { kind: 'itemEdited', item: 1, title: 'how do keys rotate', body: EDITED },
    { kind: 'replyEdited', item: 2, reply: 'a', text: LATE },
    { kind: 'topicDeclared', topic: TOPIC },
    { kind: 'asked', ask: 'q', text: ASK, place: spot('ops') },
    { kind: 'itemRemoved', item: 5 },
  ])
  await settle('ana', [{ kind: 'replyEdited', item: 2, reply: 'a', text: 'words of ana' }])
  await said('e-waiting', WAITING)
  await said('e-aside', ASIDE)
  await store.failed('e-aside', 'broken', true)
  await settle('ana', [], {
    deliveries: [
      { kind: 'direct', to: ref('bo'), doc: [{ kind: 'quote', text: POSTED }] },
      { kind: 'direct', to: ref('ana'), doc: [{ kind: 'heading', text: `${NAME} wrote` }] },
    ],
  })
  expect(found(folder)).toEqual(Object.values(PLANTED))
  await settle('bo', [{ kind: 'forgotten' }], { event: 'forget' })

  expect(
    (await store.items([1, 2, 4], SAVOIR)).map((item) => [item.title, item.replies.map((each) => each.text)]),
  ).toEqual([
    ['how do keys rotate', []],
    ['title 2', ['words of ana']],
    ['', ['reply b']],
  ])
  expect(found(folder, ['how do keys rotate', 'words of ana'])).toHaveLength(2)
  expect(found(folder)).toEqual([])
})

/** The texts that some file of the folder holds. */
function found(folder: string, texts: readonly string[] = Object.values(PLANTED)): string[] {
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)))
  return texts.filter((text) => files.some((file) => file.includes(text)))
}
