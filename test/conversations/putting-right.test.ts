import { describe, expect, it } from 'vitest'
import { bot, numberIn, QUESTION, savedThread, told } from '../support/talk.ts'

describe('Edit', () => {
  it('opens a form with what is there, keeps what comes back, and can be undone', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.presses('di', 'Edit')
    expect(ops.form('di')?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['title', QUESTION],
      ['body', QUESTION],
    ])
    expect(await ops.fills('di', { title: 'Gateway certificates', body: 'How are they renewed?' })).toBe('Changed.')
    expect(await ops.says('bo', `open ${id}`)).toMatch(/^Gateway certificates\n.*\n {2}> How are they renewed\?/)
    expect(await ops.presses('di', 'Undo')).toBe('Undone.')
    expect(await ops.says('bo', `open ${id}`)).toMatch(new RegExp(`^${QUESTION.slice(0, 30)}`))
  })

  it('leaves a text alone that is longer than a form holds', async () => {
    const ops = await bot()
    const long = 'Kafka lag, in full. '.repeat(200)
    const id = numberIn(await ops.says('ana', `note ${long}`, { in: 'ops' }))
    await ops.presses('ana', 'Edit')
    expect(ops.form('ana')?.fields.map(({ name }) => name)).toEqual(['title'])
    await ops.fills('ana', { title: 'The lag' })
    expect((await ops.store.items([id], { kind: 'savoir' }))[0]).toMatchObject({ title: 'The lag', body: long.trim() })
  })

  it('refuses a title without words and a text that is too long, and cuts a long title', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.presses('di', 'Edit')
    expect(await ops.fills('di', { title: ' \u200e ', body: '' })).toBe(
      'There are no words in it yet. Write them after the command.',
    )
    await ops.presses('di', 'Edit')
    expect(await ops.fills('di', { title: 'x', body: 'y'.repeat(10_001) })).toBe(
      'That is too long for me: 10,000 characters at most. Could you shorten it?',
    )
    await ops.presses('di', 'Edit')
    expect(await ops.fills('di', { title: 'x'.repeat(9_000), body: 'y' })).toBe('Changed.')
    expect((await ops.store.items([id], { kind: 'savoir' }))[0]?.title).toHaveLength(150)
  })
})

describe('Replace', () => {
  it('names the successor, and the old one is found no more but still shown with the way to the new one', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    const newer = numberIn(
      await ops.says('bo', 'note Gateway certificates are renewed by the platform team', { in: 'ops' }),
    )
    await ops.says('di', `open ${id}`)
    await ops.presses('di', 'Replace')
    expect(await ops.fills('di', { number: `#${newer}` })).toBe(`Replaced by ${newer}.`)
    expect(await ops.says('di', `open ${id}`)).toContain(`replaced by ${newer}`)
    expect(await ops.says('di', QUESTION)).not.toContain(`${id}`)
  })

  it('refuses a successor that fewer people may read', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    const secret = numberIn(await ops.says('bo', 'note The board decides on certificates now', { in: 'board' }))
    await ops.says('bo', `open ${id}`)
    await ops.presses('bo', 'Replace')
    expect(await ops.fills('bo', { number: `${secret}` })).toBe(
      'Not everybody who can read this one can read that one, so it cannot replace it.',
    )
  })

  it('refuses to go round in a circle, however long', async () => {
    const ops = await bot()
    const ids: number[] = []
    for (const what of ['One', 'Two', 'Three'])
      ids.push(numberIn(await ops.says('bo', `note ${what} is the way to restart the gateway`, { in: 'ops' })))
    const replace = async (old: number | undefined, by: number | undefined) => {
      await ops.says('bo', `open ${old}`)
      await ops.presses('bo', 'Replace')
      return ops.fills('bo', { number: `${by}` })
    }
    expect(await replace(ids[0], ids[0])).toBe('An item cannot replace itself.')
    expect(await replace(ids[0], ids[1])).toBe(`Replaced by ${ids[1]}.`)
    expect(await replace(ids[1], ids[2])).toBe(`Replaced by ${ids[2]}.`)
    expect(await replace(ids[2], ids[0])).toBe('An item cannot replace itself.')
    expect(await replace(ids[2], 999999)).toBe('I know of nothing under that number that you can read.')
  })
})

describe('Still right and Wrong', () => {
  it('are shown to all who read it, with how many and when', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.says('di', `open ${id}`)
    expect(await ops.presses('di', 'Still right')).toBe('Thank you, noted as still right.')
    expect(await ops.says('ana', `open ${id}`)).toContain('confirmed by 1 person, last just now')
    await ops.wait(14 * 24)
    expect(await ops.says('ana', `open ${id}`)).toContain('confirmed by 1 person, last 2 weeks ago')
    expect(await ops.says('cy', `ouvrir ${id}`)).toContain(
      'confirmé par 1 personne, la dernière fois il y a 2 semaines',
    )
  })

  it('sink an item to the end once two people say that it is wrong', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.says('di', `open ${id}`)
    expect(await ops.presses('di', 'Wrong')).toBe('Thank you. If a second person says so, it sinks to the end.')
    expect(await ops.says('ana', `open ${id}`)).not.toContain('wrong')
    expect(await ops.presses('ana', 'Wrong')).toBe('Thank you. From now on it comes last.')
    await ops.says('di', `open ${id}`)
    expect(await ops.says('bo', `find gateway`)).toContain(`${id}`)
    expect(await ops.says('bo', `open ${id}`)).toContain('2 people say that this is wrong')
  })
})

describe('tags', () => {
  it('are added, taken away and said back, in alphabetical order', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    expect(await ops.says('bo', `tag ${id} Gateway, #nginx`)).toBe(`${id} · Tags now: #gateway #nginx #renew #tls`)
    expect(await ops.presses('bo', 'Undo')).toBe('Undone.')
    expect(await ops.says('cy', `désétiqueter ${id} renew`)).toBe(`${id} · Étiquettes : #tls`)
    expect(await ops.says('bo', `untag ${id} tls`)).toBe(`${id} · No tags.`)
    expect(await ops.says('bo', 'tag')).toMatch(/^Which tag\?/)
  })

  it('are counted as far as the reader may read', async () => {
    const ops = await bot()
    await ops.says('ana', 'note Budget of #kafka', { in: 'board' })
    await ops.says('ana', `tag ${numberIn(await ops.says('ana', 'note Lag of the consumers', { in: 'ops' }))} kafka`)
    await ops.says('ana', `tag ${numberIn(await ops.says('ana', 'note Costs of the brokers', { in: 'board' }))} kafka`)
    expect(await ops.says('di', 'tags')).toBe('Tags in use:\n#kafka (1)')
    expect(await ops.says('bo', 'tags')).toContain('#kafka (2)')
  })

  it('become one when two are merged, and two again when they are split', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.says('bo', `tag ${id} k8s`)
    expect(await ops.says('cy', 'étiqueter k8s = kubernetes')).toBe('Désormais, #k8s devient #kubernetes.')
    expect(await ops.says('bo', `tag ${id} k8s`)).toBe(`${id} · Tags now: #kubernetes #renew #tls`)
    expect(await ops.says('bo', 'tag kubernetes = k8s')).toBe('Those two are already the same tag.')
    expect(told(await ops.says('bo', 'find tag:k8s'))).toContain('1 result')
    expect(await ops.says('bo', 'untag k8s')).toBe('#k8s stands by itself again.')
    expect(await ops.says('bo', 'tag #k8s=#kubernetes')).toBe('From now on #k8s is #kubernetes.')
    expect(await ops.presses('bo', 'Undo')).toBe('Undone.')
  })
})

describe('Undo', () => {
  it('pressed twice changes no more than once', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    const press = { ...(ops.events().at(-1) ?? { id: '' }) }
    const action = `undo:${press.id.replace(':', '%3A')}`
    expect(await ops.forges('di', action)).toBe('Undone.')
    expect(await ops.forges('di', action)).toBe('There is nothing left to undo there.')
    expect(await ops.says('di', `open ${id}`)).toBe('I know of nothing under that number that you can read.')
  })

  it('is refused to those who may not read what was changed, as if it had never been', async () => {
    const ops = await bot()
    await ops.says('ana', 'note Budget is tight this year', { in: 'board' })
    const event = ops.events().at(-1)?.id.replace(':', '%3A')
    expect(await ops.forges('di', `undo:${event}`)).toBe('There is nothing left to undo there.')
    expect(await ops.forges('di', 'undo:nothing')).toBe('There is nothing left to undo there.')
    expect(await ops.forges('bo', `undo:${event}`)).toBe('Undone.')
  })

  it('does not bring back what was deleted at its source', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.deletes('ana', root)
    const event = ops.events().at(-1)?.id.replace(':', '%3A')
    expect(await ops.forges('bo', `undo:${event}`)).toBe('There is nothing left to undo there.')
    expect(await ops.says('bo', `open ${id}`)).toBe('I know of nothing under that number that you can read.')
  })
})

describe('note, status and decide', () => {
  it('write down what is worth knowing, for those who can read the place', async () => {
    const { says } = await bot()
    expect(told(await says('ana', 'note Kafka lag: first look at the consumer group', { in: 'ops' }))).toMatch(
      /^Noted: “Kafka lag: first look at the consumer group”\nN · .*visible to everyone$/,
    )
    expect(told(await says('ana', 'status Migration is on hold until Monday', { in: 'ops' }))).toMatch(
      /^Status kept for 14 days: “Migration is on hold until Monday”\nN · /,
    )
    expect(told(await says('cy', 'décider Nous gardons Postgres 16 jusqu’en juin', { in: 'ops' }))).toMatch(
      /^Décision gardée : « Nous gardons Postgres 16 jusqu’en juin »\nN · /,
    )
  })

  it('in private are for their author alone, until they show them to everyone', async () => {
    const { says, presses } = await bot()
    const said = await says('ana', 'note The gateway is restarted with restart-gw')
    const id = numberIn(said)
    expect(said).toContain('visible to you alone')
    expect(await says('bo', `open ${id}`)).toBe('I know of nothing under that number that you can read.')
    expect(await presses('ana', 'Show to everyone')).toBe(`${id} · visible to everyone`)
    expect(await says('bo', `open ${id}`)).toContain('restart-gw')
    expect(await presses('ana', 'Undo')).toBe('Undone.')
    expect(await says('bo', `open ${id}`)).toBe('I know of nothing under that number that you can read.')
  })

  it('are shown to everyone by their author only', async () => {
    const { says, forges } = await bot()
    const id = numberIn(await says('ana', 'note Budget is tight this year', { in: 'board' }))
    expect(await forges('bo', `showToEveryone:${id}`)).toBe('Only its author can do that.')
    expect(await forges('di', `showToEveryone:${id}`)).toBe('I know of nothing under that number that you can read.')
  })
})
