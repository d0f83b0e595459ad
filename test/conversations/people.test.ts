import { describe, expect, it } from 'vitest'
import { ref } from '../support/bot.ts'
import { ANSWER, bot, numberIn, QUESTION, savedThread, told } from '../support/talk.ts'

describe('who knows', () => {
  it('names those who answered, and why, and never the one who asks', async () => {
    const ops = await bot()
    await savedThread(ops)
    expect(told(await ops.says('di', 'who knows TLS certificates?'))).toBe(
      `People who may help with TLS certificates\n• Bo Berg – answered “${QUESTION}” · 4 March`,
    )
    expect(ops.buttons('di').slice(-2)).toEqual(['Ask them quietly', 'Why these?'])
    expect(await ops.says('bo', 'who knows TLS certificates?')).toBe(
      'I have seen only you work on “TLS certificates” so far.',
    )
    expect(told(await ops.says('cy', 'qui s’y connaît en certificats tls ?'))).toBe(
      `Qui pourrait aider : certificats tls\n• Bo Berg – a répondu à « ${QUESTION} » · 4 mars`,
    )
  })

  it('says why, in acts and in words', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('cy', 'moi')
    await ops.presses('cy', 'Ajouter un sujet')
    await ops.fills('cy', { topic: 'tls' })
    await ops.says('di', 'who knows tls?')
    expect(told(await ops.presses('di', 'Why these?'))).toBe(
      [
        'Why these people',
        'Bo Berg',
        `• answered “${QUESTION}” · 4 March`,
        'Cyril Roux',
        '• says so',
        'They did this on matters close to your words. Accepted and recent answers weigh most. Nobody is scored.',
      ].join('\n'),
    )
  })

  it('asks them quietly, in their language, and each may pass at no cost', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('di', 'who knows TLS certificates?')
    expect(await ops.presses('di', 'Ask them quietly')).toBe('I asked Bo Berg privately. They are free to pass.')
    expect(ops.hears('ana')).toBe('')
    expect(ops.hears('bo')).toBe(
      [
        'Could you help Dina Katz with this?',
        '  > Who knows TLS certificates?',
        `You are asked because of “${QUESTION}” (just now). Only you see this, and you are free to pass.`,
      ].join('\n'),
    )
    expect(await ops.presses('bo', 'Not my topic')).toBe('Noted. I will not ask you about that again.')
    expect(await ops.says('di', 'who knows tls?')).toBe('I have seen nobody work on “tls” yet.')
  })

  it('asks nobody about a question that they may not read', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.talks('di', 'The TLS certificate is renewed with acme.sh on the edge.', {
      in: 'ops',
      thread: (await savedThread(ops)).root,
    })
    await ops.says('ana', 'who knows TLS certificates?', { in: 'board' })
    await ops.presses('ana', 'Ask them quietly')
    expect(ops.hears('di')).toBe('')
    expect(ops.hears('bo')).toContain('Could you help Ana Lopes with this?')
  })

  it('puts the question to the channel in the asker’s name, when the asker wants it', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('di', 'who knows TLS certificates?', { in: 'ops' })
    const said = await ops.presses('di', 'Ask in #ops')
    const id = numberIn(said)
    expect(told(said)).toBe(
      'Your question is open as N, visible to everyone. I will tell you when somebody answers.\n\nDina Katz asks:\n  > Who knows TLS certificates?',
    )
    await ops.presses('bo', 'Answer')
    expect(await ops.fills('bo', { answer: ANSWER })).toBe('Your answer is there.')
    expect(ops.hears('di')).toContain(`Bo Berg answered “Who knows TLS certificates?”\n  > ${ANSWER}`)
    expect(await ops.says('cy', `ouvrir ${id}`)).toContain(ANSWER)
  })

  it('takes a reply under the question that it put to the channel for an answer, and tells the asker', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('di', 'who knows TLS certificates?', { in: 'ops' })
    const id = numberIn(await ops.presses('di', 'Ask in #ops'))
    const put = ops.posted()
    const reply = await ops.talks('bo', ANSWER, { in: 'ops', thread: put })
    expect(ops.hears('di')).toContain(`Bo Berg answered “Who knows TLS certificates?”\n  > ${ANSWER}`)
    await ops.reacts('di', 'white_check_mark', reply)
    expect(await ops.says('cy', `ouvrir ${id}`)).toContain(ANSWER)
    expect(await ops.says('cy', 'ouvertes')).not.toContain(id)
  })

  it('offers to open the question when it knows nobody', async () => {
    const { says, buttons, presses } = await bot()
    expect(await says('ana', 'who knows cobol?')).toBe('I have seen nobody work on “cobol” yet.')
    expect(buttons('ana')).toEqual(['Open the question'])
    expect(told(await presses('ana', 'Open the question'))).toBe(
      'Your question is open as N, visible to everyone. I will tell you when somebody answers.',
    )
  })

  it('is asked from a question without an answer too', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('di', 'ask what is the TLS certificate policy for the partner portal?')
    expect(await ops.presses('di', 'Who may know?')).toContain('Bo Berg')
  })
})

describe('me', () => {
  it('shows my topics with what shows them, to me alone, in a channel too', async () => {
    const ops = await bot()
    await savedThread(ops)
    const said = told(await ops.says('bo', 'me', { in: 'ops' }))
    expect(said).toBe(
      [
        'What I see of you (only you see this)',
        '#renew',
        `• answered “${QUESTION}” · 4 March`,
        '#tls',
        `• answered “${QUESTION}” · 4 March`,
        'I learn from what you write in saved threads.',
        'You are shown when somebody asks who knows.',
        'Your topics are inferred from what you do.',
        'Your digest comes on Mondays at 9:00, when there is something in it.',
      ].join('\n'),
    )
    expect(ops.hears('ana')).toBe('')
  })

  it('tells what I did once, by what says most', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('di', 'white_check_mark', reply)
    const said = told(await ops.says('bo', 'me'))
    expect(said).toContain(`#tls\n• gave the accepted answer to “${QUESTION}” · 4 March\n`)
    expect(said).not.toContain('• answered')
  })

  it('hides a topic, denies one, adds one and lets one count again', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('bo', 'me')
    const hidden = await ops.presses('bo', 'Hide topic')
    expect(hidden).toBe(`Hidden: #renew. Nobody is pointed to you for it.\n${await ops.says('bo', 'me')}`)
    const denied = await ops.presses('bo', 'Not me')
    expect(denied).toBe(`Noted: #tls is not your topic.\n${await ops.says('bo', 'me')}`)
    expect(await ops.says('di', 'who knows tls?')).toBe('I have seen nobody work on “tls” yet.')
    expect(await ops.says('bo', 'me')).toContain('Hidden:')
    expect(await ops.presses('bo', '#tls')).toMatch(/^#tls counts again\.\nWhat I see/)
    expect(await ops.says('di', 'who knows tls?')).toContain('Bo Berg')
    await ops.says('bo', 'me')
    await ops.presses('bo', 'Add topic')
    expect(await ops.fills('bo', { topic: '#Kafka' })).toBe('Added: #kafka. Colleagues see it as “says so”.')
    expect(await ops.says('di', 'who knows kafka?')).toBe('People who may help with kafka\n• Bo Berg – says so')
    expect(await ops.says('bo', 'me')).toContain('#kafka · you said so')
  })

  it('has a switch for being learnt from', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.forges('bo', 'switch:learnFromMe:off')
    expect(await ops.says('bo', 'me')).toContain('I do not learn from what you write.')
    expect(await ops.says('di', 'who knows tls?')).toBe('I have seen nobody work on “tls” yet.')
    expect(await ops.says('di', QUESTION)).toContain(ANSWER)
    await ops.forges('bo', 'switch:learnFromMe:on')
    expect(await ops.says('di', 'who knows tls?')).toContain('Bo Berg')
  })

  it('has a switch for being shown', async () => {
    const ops = await bot()
    await savedThread(ops)
    expect(await ops.forges('bo', 'switch:showMe:off')).toContain('You are not shown to anybody.')
    expect(await ops.says('di', 'who knows tls?')).toBe('I have seen nobody work on “tls” yet.')
    expect(await ops.says('bo', 'me')).toContain('#tls')
  })

  it('has a switch for inferring topics', async () => {
    const ops = await bot()
    await savedThread(ops)
    expect(await ops.forges('bo', 'switch:inferTopics:off')).toContain('Only topics that you added count.')
    expect(await ops.says('di', 'who knows tls?')).toBe('I have seen nobody work on “tls” yet.')
    await ops.says('bo', 'me')
    await ops.presses('bo', 'Add topic')
    await ops.fills('bo', { topic: 'tls' })
    expect(await ops.says('di', 'who knows tls?')).toContain('Bo Berg – says so')
  })

  it('turns switches by their buttons', async () => {
    const { says, presses, buttons } = await bot()
    await says('bo', 'me')
    const digest = ['Daily', 'Monthly', 'Off', 'Pause 2 weeks']
    const rest = ['Français', 'Export', 'Forget me']
    expect(buttons('bo')).toEqual(['Add topic', 'Turn off', 'Turn off', 'Turn off', ...digest, ...rest])
    expect(await presses('bo', 'Turn off')).toContain('I do not learn from what you write.')
    expect(await presses('bo', 'Turn on')).toContain('I learn from what you write in saved threads.')
  })

  it('sets the digest too, and shows the page anew', async () => {
    const { says, presses, store, hears } = await bot()
    await says('bo', 'me')
    expect(await presses('bo', 'Daily')).toMatch(/^What I see of you.*Your digest comes on working days at 9:00/s)
    expect(await presses('bo', 'Pause 2 weeks')).toContain('It is paused until')
    expect(await presses('bo', 'Go on')).not.toContain('It is paused until')
    expect(await presses('bo', 'Off')).toContain('You get no digest.')
    expect(await presses('bo', 'Weekly')).toContain('on Mondays at 9:00')
    expect((await store.personSettings(ref('bo'))).digest).toMatchObject({ every: 'week', pausedUntil: 0 })
    expect(hears('bo')).toBe('')
  })

  it('holds what was refused for good, with the way back', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('di', 'who knows TLS certificates?')
    await ops.presses('di', 'Ask them quietly')
    expect(await ops.presses('bo', 'Never again')).toBe('All right, never again. The command “me” has the way back.')
    await ops.wait(24)
    await ops.says('ana', 'who knows TLS certificates?')
    await ops.presses('ana', 'Ask them quietly')
    expect(ops.hears('bo')).toBe('')
    await ops.forges('bo', 'withdraw:1:always')
    const said = await ops.says('bo', 'me')
    expect(said).toContain('Your words are not saved.\nThere are things that you do not want me to ask again.')
    expect(await ops.forges('bo', 'switch:prompts:on')).toContain('Your words are not saved.')
    expect(await ops.forges('bo', 'switch:saving:on')).not.toContain('Your words are not saved.')
    expect((await ops.store.personSettings(ref('bo'))).refused).toEqual([])
    expect(await ops.forges('bo', 'never:saving')).toBe('That button no longer works. Please ask again.')
  })

  it('tells me what I did as one tells somebody', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('bo', 'me')
    await ops.presses('bo', 'Français')
    expect(await ops.says('bo', 'moi')).toContain(`• vous avez répondu à « ${QUESTION} »`)
  })

  it('speaks the other language from now on', async () => {
    const { says, presses } = await bot()
    await says('bo', 'me')
    expect(await presses('bo', 'Français')).toMatch(/^Je vous parlerai français\.\nCe que je vois de vous/)
    expect(await says('bo', 'help')).toMatch(/^Bonjour/)
    await says('bo', 'moi')
    expect(await presses('bo', 'English')).toMatch(/^I will speak English with you\.\nWhat I see of you/)
  })

  it('exports all that is stored on me, to me alone', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('bo', 'note Nobody else should see this one')
    await ops.says('bo', 'me')
    const said = await ops.presses('bo', 'Export')
    expect(said).toMatch(/^All that I keep about you:/)
    expect(said).toContain('Nobody else should see this one')
    expect(said).toContain(ANSWER)
    expect(ops.hears('ana')).toBe('')
  })

  it('forgets me at once and everywhere, after asking once more', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.says('bo', 'me')
    expect(await ops.presses('bo', 'Forget me')).toMatch(/^I will remove your words, what you did and your name/)
    expect(await ops.presses('bo', 'Keep everything')).toBe('Everything stays as it is.')
    await ops.says('bo', 'me')
    await ops.presses('bo', 'Forget me')
    expect(await ops.presses('bo', 'Yes, forget me')).toBe(
      'Done. I have forgotten you, and I will not start again by myself.',
    )
    expect(await ops.says('di', `open ${id}`)).not.toMatch(/Bo Berg|certbot/)
    expect(await ops.says('di', 'who knows tls?')).toBe('I have seen nobody work on “tls” yet.')
    expect(await ops.says('di', 'find by:bo gateway')).toBe('I do not know anybody of that name.')
  })

  it('keeps what others wrote when the asker is forgotten, and still answers the one who is', async () => {
    const ops = await bot()
    const { id, reply } = await savedThread(ops)
    await ops.reacts('di', 'white_check_mark', reply)
    await ops.forges('ana', 'forgetYes')
    const said = await ops.says('di', `open ${id}`)
    expect(said).toContain(ANSWER)
    expect(said).toContain('a former colleague')
    expect(said).not.toMatch(/Ana Lopes|renew the TLS/)
    expect(await ops.says('ana', 'help')).toMatch(/^Hello, I am Savoir\./)
  })

  it('keeps no word of somebody forgotten who goes on talking', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.forges('di', 'forgetYes')
    await ops.person('di', { name: 'Dina Katz' })
    await ops.talks('di', 'The platform team can renew it as well.', { in: 'ops', thread: root })
    expect(await ops.says('ana', `open ${id}`)).not.toContain('platform team')
    expect(await ops.says('di', 'who knows tls?')).toContain('Bo Berg')
  })
})
