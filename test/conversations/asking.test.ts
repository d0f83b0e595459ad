import { describe, expect, it } from 'vitest'
import { ANSWER, bot, QUESTION, savedThread, told } from '../support/talk.ts'

describe('a question', () => {
  it('is answered with the words of a colleague, their name, place and day', async () => {
    const ops = await bot()
    await savedThread(ops)
    expect(told(await ops.says('di', 'how do I renew the TLS certificate?'))).toBe(
      [
        QUESTION,
        'Bo Berg · #ops · 4 March · not yet marked as the answer',
        '  > Run `certbot renew` on gw-1, then reload nginx.',
        'N · #renew #tls',
      ].join('\n'),
    )
    expect(ops.buttons('di').slice(-4)).toEqual(['That helped', 'Not it', 'Ask people', 'Open'])
  })

  it('says in one line that there is nothing, and offers the way on', async () => {
    const { says, buttons } = await bot()
    expect(await says('ana', 'ask how do we rotate the signing key?')).toBe('I have no saved answer to that yet.')
    expect(buttons('ana')).toEqual(['Open the question', 'Who may know?'])
  })

  it('is answered for the asker alone in a channel, who may share it', async () => {
    const ops = await bot()
    const { says, presses, hears, buttons } = ops
    await savedThread(ops)
    await says('di', 'how do I renew the TLS certificate?', { in: 'ops' })
    expect(hears('bo')).toBe('')
    expect(told(await presses('di', 'Share'))).toBe(
      [
        'Shared.',
        '',
        'Shared by Dina Katz',
        QUESTION,
        'Bo Berg · #ops · 4 March · not yet marked as the answer',
        `  > ${ANSWER}`,
        'N · #renew #tls',
      ].join('\n'),
    )
    expect(hears('bo')).toContain(ANSWER)
    expect(buttons('di')).not.toContain('Share')
  })

  it('thanks whoever says that it helped, and notes whoever says that it did not', async () => {
    const ops = await bot()
    const { says, presses, buttons } = ops
    await savedThread(ops)
    await says('di', QUESTION)
    expect(await presses('di', 'That helped')).toBe('Good to know, thank you.')
    expect(await presses('di', 'Not it')).toBe('Thank you for telling me. Shall I ask people instead?')
    expect(buttons('di').slice(-2)).toEqual(['Ask people', 'Who may know?'])
  })

  it('shows up to two more below the best one', async () => {
    const ops = await bot()
    await savedThread(ops)
    for (const what of [
      'How to renew the TLS certificate of the mail gateway',
      'Renew the TLS certificate of the old gateway by hand',
      'The TLS certificate of the gateway renews itself',
    ])
      await ops.says('ana', `note ${what}`, { in: 'ops' })
    const [best, others] = (await ops.says('bo', QUESTION)).split('Also close')
    expect(best).toContain(ANSWER)
    expect(others?.match(/• /g)).toHaveLength(2)
  })

  it('is never answered by a question that nobody answered', async () => {
    const { says, presses } = await bot()
    await says('ana', QUESTION)
    await presses('ana', 'Open the question')
    expect(await says('bo', QUESTION)).toBe('I have no saved answer to that yet.')
  })
})

describe('words that are no command', () => {
  it('bring up the nearest verb, and are offered as a question', async () => {
    const { says, presses } = await bot()
    expect(await says('ana', 'tga 42 keys')).toBe(
      'I do not know that command. Did you mean “tag”? I can also look it up as a question.',
    )
    expect(await presses('ana', 'Ask this')).toBe('I have no saved answer to that yet.')
  })

  it('are looked up when no verb is near, whether or not they ask', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    expect(await ops.says('di', 'renew the TLS certificate of the gateway')).toContain(ANSWER)
    expect(await ops.says('di', 'frobnicate the flux')).toBe('I have no saved answer to that yet.')
    expect(ops.buttons('di').slice(-2)).toEqual(['Open the question', 'Who may know?'])
  })

  it('are not said to have no answer where something close may be one', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    expect(await ops.says('di', 'printer certificate')).toBe('I have no saved answer that I am sure of.')
    expect(ops.buttons('di').at(-1)).toBe('Show what is close')
  })

  it('get a kind word when they are no more than one', async () => {
    const { says } = await bot()
    expect(await says('ana', 'Hello!')).toMatch(/^Hello, I am Savoir\./)
    expect(await says('ana', 'Thanks, that works!')).toBe('Glad to help.')
    expect(await says('cy', 'merci beaucoup')).toBe('Avec plaisir.')
  })

  it('bring up the nearest verb in French for those who speak it', async () => {
    const { says } = await bot()
    expect(await says('cy', 'etiqeter 42 clés')).toBe(
      'Je ne connais pas cette commande. Vouliez-vous dire « étiqueter » ? Je peux aussi le chercher comme une question.',
    )
  })

  it('bring up a short help when there are none', async () => {
    const { says } = await bot()
    expect(await says('ana', '   ')).toMatch(/^Hello, I am Savoir\./)
    expect(await says('ana', 'help ask')).toBe(
      '`ask how do we rotate the signing key?` – find the best saved answer\nask · question',
    )
    expect(await says('cy', 'aide demander')).toBe(
      '`demander comment changer la clé de signature ?` – trouver la meilleure réponse connue\ndemander · demande · question',
    )
  })
})
