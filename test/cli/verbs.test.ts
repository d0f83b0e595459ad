import { expect, it } from 'vitest'
import { runVerb } from '../../src/cli/verbs.ts'
import { openStore } from '../../src/cli/workplace.ts'
import { ref, START, seen, settling } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { workplaceIn } from '../support/workplace.ts'

it('counts as turning to Savoir, but for a look at another time', async () => {
  const { around, lines } = workplaceIn(tempFolder())
  const store = await openStore(around, true)
  await settling(store)(null, [seen('ana'), seen('bo')])
  await runVerb('digest', [], { as: 'bo', at: '2027-01-04T09:00:00Z' }, around)
  expect(await store.use(ref('bo'))).toBeNull()
  await runVerb('ask', ['where', 'is', 'the', 'key?'], { as: 'ana' }, around)
  expect(lines.at(-1)).toContain('I have no saved answer to that yet.')
  expect(await store.use(ref('ana'))).toEqual({ first: START, last: START })
  await runVerb('who', ['knows', 'kafka?'], { as: 'bo', json: true }, around)
  expect(await store.use(ref('bo'))).toEqual({ first: START, last: START })
  await store.close()
})

it('offers to put nothing to a place where nobody can post', async () => {
  const { around, lines } = workplaceIn(tempFolder())
  const store = await openStore(around, true)
  await settling(store)(null, [seen('ana'), seen('bo')])
  await store.close()
  await runVerb('note', ['Signing', 'key:', 'run keyctl rotate, then redeploy the gateway.'], { as: 'ana' }, around)
  await runVerb('who', ['knows', 'the', 'signing', 'key?'], { as: 'bo' }, around)
  expect(lines.at(-1)).toContain('Ask them quietly')
  expect(lines.at(-1)).not.toContain('Ask in')
})
