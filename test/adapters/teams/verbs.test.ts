import { describe, expect, it } from 'vitest'
import { MORNING } from '../../support/bot.ts'
import { numberIn } from '../../support/talk.ts'
import { type TeamsPeople, teamsPeople } from '../../support/teams-people.ts'
import { CHAT, OPS } from '../../support/teams-savoir.ts'

const QUESTION = 'How do we rotate the signing key of the gateway?'
const ANSWER = 'Run keyctl rotate, then redeploy the gateway.'

/** A company in which Omar's answer to Lea's question is saved and marked. */
async function company(): Promise<{ people: TeamsPeople; id: number }> {
  const people = await teamsPeople({ from: MORNING })
  const root = await people.talks('lea', OPS, QUESTION)
  const reply = await people.talks('omar', OPS, ANSWER, root)
  const id = numberIn(await people.chooses('iris', root, 'save'))
  await people.chooses('lea', reply, 'accept')
  return { people, id }
}

/** What is typed, and what an English and a French reader get. `N` is the number of the item. */
const SENTENCES = [
  ['ask how do we rotate the signing key of the gateway?', /keyctl rotate/, /keyctl rotate/],
  ['answer N Use the console.', /^Your answer is there/, /^Votre réponse/],
  ['accept N', /Omar Diallo’s reply is marked/, /Omar Diallo.* marquée/],
  ['tag N keys', /Tags now: #keys/, /#keys/],
  ['untag N keys', /No tags/, /Aucun|Plus/],
  ['note Kafka lag: look at the consumer group', /^Noted: “Kafka lag/, /^Noté\s:\s«\sKafka lag/],
  ['status The migration is on hold', /^Status kept for 14 days/, /^État gardé 14 jours/],
  ['decide We keep Postgres', /^Decision kept: “We keep Postgres”/, /^Décision gardée/],
  ['who knows the gateway?', /Omar Diallo – gave the accepted answer/, /travailler sur «\sgateway\s»/],
  [
    'team gateway, sailing size 2',
    /Team for gateway · sailing – covers 1 of 2.*Gap: sailing/s,
    /Équipe pour gateway · sailing/,
  ],
  ['open', /No open questions/, /Aucune question/],
  ['open N', /keyctl rotate.*Use the console/s, /keyctl rotate/],
  ['find gateway', /1 result.*signing key/s, /1 résultat.*signing key/s],
  ['digest', /Your digest comes on Mondays at 9:00/, /Votre résumé vient/],
  ['digest weekly fri 10:00', /comes on Fridays at 10:00/, /chaque vendredi à 10/],
  ['digest off', /You get no digest/, /résumé/],
  ['noise', /Digests – .*From 18:00 to 9:00/s, /De 18\sh à 9\sh/],
  ['help', /I am Savoir/, /Savoir/],
  ['help ask', /^ask how do we rotate/, /^demander/],
  ['me', /only you see this/, /personne d’autre ne le voit/],
  ['unsave N', /No longer saved/, /n’est plus/i],
  ['open N', /I know of nothing under that number/, /Je ne connais rien sous ce numéro/],
  ['etiqeter N', /Did you mean “tag”/, /Vouliez-vous dire «\sétiqueter\s»/],
  ['gibberish of no verb', /I have no saved answer/, /Je n’ai pas encore de réponse/],
  ['thanks!', /^Glad to help/, /^Avec plaisir/],
] as const

describe('every verb in Teams', () => {
  it.each([
    ['in the chat with Savoir', undefined],
    ['by its name in a channel', OPS],
    ['by its name in a group chat', CHAT],
  ])('is understood %s, and answered to one person alone', async (_, conversation) => {
    const { people, id } = await company()
    for (const [text, english] of SENTENCES) {
      const said = await people.asks('lea', text.replace('N', String(id)), conversation)
      expect(said, text).toMatch(english)
    }
    expect([...people.fake.botMessages(OPS), ...people.fake.botMessages(CHAT)]).toEqual([])
  })

  it('answers in French whoever reads French, wherever it is asked', async () => {
    const { people, id } = await company()
    for (const [text, , french] of SENTENCES) {
      const said = await people.asks('omar', text.replace('N', String(id)), OPS)
      expect(said, text).toMatch(french)
      expect(said, text).not.toMatch(/\b(?:Your|You|the answer is|Noted)\b/)
    }
    expect(people.fake.botMessages(OPS)).toEqual([])
  })

  it('turns a channel on and off, and has no channel to turn on elsewhere', async () => {
    const { people } = await company()
    expect(await people.asks('lea', 'on', OPS)).toContain('I notice questions in #Ops from now on')
    expect(await people.presses('lea', 'Turn off')).toContain('I am silent in #Ops')
    expect(await people.asks('lea', 'off', OPS)).toContain('I am silent in #Ops')
    expect(await people.asks('lea', 'on')).toBe('That works in a channel only.')
  })

  it('saves the thread in which it is told to, or which a link points to', async () => {
    const people = await teamsPeople({ from: MORNING })
    const root = await people.talks('lea', OPS, QUESTION)
    await people.talks('omar', OPS, ANSWER, root)
    expect(await people.asks('iris', 'save', OPS, root)).toContain(`Saved: “${QUESTION}”`)
    const link = `https://teams.microsoft.com/l/message/${encodeURIComponent(OPS)}/${root.id}?tenantId=${people.fake.world.tenant}`
    expect(await people.asks('lea', `save ${link}`)).toContain('It was saved already')
    expect(await people.asks('lea', 'save')).toContain('Use “save” inside a thread')
  })

  it('has every command of its menus do what it says', async () => {
    const people = await teamsPeople({ from: MORNING })
    const root = await people.talks('lea', OPS, QUESTION)
    const reply = await people.talks('omar', OPS, ANSWER, root)
    expect(await people.chooses('iris', root, 'askThis')).toContain('I have no saved answer to that yet')
    expect(await people.chooses('iris', reply, 'save')).toContain(`Saved: “${QUESTION}”`)
    expect(await people.chooses('omar', reply, 'accept')).toMatch(/marquée/)
    const again = await people.talks('iris', CHAT, 'how do I rotate the signing key of the gateway, please?')
    expect(await people.chooses('lea', again, 'askThis')).toContain(ANSWER)
  })
})
