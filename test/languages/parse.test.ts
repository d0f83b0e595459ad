import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/knowledge/fold.ts'
import { languages } from '../../src/languages/index.ts'
import type { VerbName } from '../../src/languages/language.ts'
import { type Parsed, parse } from '../../src/languages/parse.ts'

function heard(text: string, preferred: 'en' | 'fr' = 'en'): string {
  const parsed = parse(text, preferred, 'mention')
  switch (parsed.kind) {
    case 'verb':
      return `${parsed.verb}|${parsed.text}`
    case 'thanks':
      return 'thanks'
    case 'unknown':
      return `${parsed.nearest}?`
  }
}

describe('who', () => {
  it.each([
    ['who knows kafka?', 'kafka'],
    ['who kafka', 'kafka'],
    ['/who knows kafka', 'kafka'],
    ['who can help with kafka lag', 'kafka lag'],
    ['who is good at SQL?', 'SQL'],
    ["who's the expert on billing", 'billing'],
    ['Hi, who maintains the gateway?', 'gateway'],
    ['does anyone know about terraform?', 'terraform'],
    ['who should I talk to about payroll?', 'payroll'],
    ['qui connaît kafka ?', 'kafka'],
    ['qui connait kafka', 'kafka'],
    ["qui s'y connaît en TVA suisse ?", 'TVA suisse'],
    ['qui s’y connait en TVA suisse ?', 'TVA suisse'],
    ['qui sait déclarer la TVA ?', 'déclarer la TVA'],
    ["Qui peut m'aider sur Kafka ?", 'Kafka'],
    ["qui s'occupe des paies ?", 'paies'],
    ['à qui demander pour les congés ?', 'congés'],
    ["je cherche quelqu'un qui connaît Kafka", 'Kafka'],
    ['who is our kafka person?', 'kafka'],
    ['who wrote the gateway?', 'gateway'],
    ['who restarts the gateway?', 'gateway'],
    ['qui a écrit la passerelle ?', 'passerelle'],
    ['qui redémarre la passerelle ?', 'passerelle'],
    ['qui est notre spécialiste kafka ?', 'kafka'],
    ['who', ''],
    ['qui', ''],
    ['who knows?', ''],
  ])('is looked for by “%s”', (text, topic) => {
    expect(heard(text)).toBe(`who|${topic}`)
    expect(heard(text, 'fr')).toBe(`who|${topic}`)
  })
})

describe('team', () => {
  it.each([
    ['team pricing-api, sso size 4', 'pricing-api, sso size 4'],
    ['équipe pricing-api, sso taille 4', 'pricing-api, sso taille 4'],
    ['who could cover X, Y and Z?', 'X, Y and Z'],
    ['we need a team for sso and kafka', 'sso and kafka'],
    ['qui peut couvrir la TVA, la paie et SAP ?', 'TVA, la paie et SAP'],
    ['qui peut couvrir ensemble la TVA et SAP ?', 'TVA et SAP'],
    ['il me faut une équipe pour SAP et la paie', 'SAP et la paie'],
  ])('is put together by “%s”', (text, topics) => {
    expect(heard(text)).toBe(`team|${topics}`)
    expect(heard(text, 'fr')).toBe(`team|${topics}`)
  })
})

describe('ask', () => {
  it.each([
    'how do I rotate the signing key',
    'where is the contract',
    'why does the build fail?',
    'comment on fait pour déclarer la TVA ?',
    'pourquoi la paie est bloquée',
    "est-ce qu'on peut déduire les repas",
    'does anyone know where the logs are?',
    "quelqu'un sait où sont les logs ?",
    'kafka lag?',
    'on fait comment pour la TVA ?',
    'open the door how do I',
    'find out how do I rotate the key',
    'Help me rotate the key please?',
    'note de frais : qui valide ?',
    'status of the deploy?',
    'me and Lea wonder how it works?',
    'team, how do we rotate the key?',
    'who has the key to the bike room?',
    'who is allowed to deploy on Fridays?',
    'who can see this channel',
    'qui a la clé du local à vélos ?',
    'qui est d’astreinte ce week-end ?',
    'qui valide les notes de frais',
  ])('is meant by “%s”', (text) => {
    expect(heard(text)).toBe(`ask|${text}`)
  })
})

describe('verbs', () => {
  const everyName = Object.values(languages).flatMap(({ verbs }) =>
    Object.entries(verbs).flatMap(([verb, aliases]) => aliases.map((alias) => [alias, verb as VerbName] as const)),
  )

  it.each(everyName)('“%s” is heard in any language, case and accent', (alias, verb) => {
    for (const said of [alias, alias.toUpperCase(), fold(alias), `/${alias}`, `${alias}:`, ` ${alias} `]) {
      expect(heard(said, 'en')).toBe(`${verb}|`)
      expect(heard(said, 'fr')).toBe(`${verb}|`)
    }
  })

  it.each([
    ['answer 42 Run `keyctl rotate`', 'answer|42 Run `keyctl rotate`'],
    ['RÉPONDRE : 42 oui ?', 'answer|42 oui ?'],
    ['tag k8s = kubernetes', 'tag|k8s = kubernetes'],
    ['untag 42 keys', 'untag|42 keys'],
    ['save https://chat.example/archives/C1/p1', 'save|https://chat.example/archives/C1/p1'],
    ['note that Kafka lags on Mondays', 'note|Kafka lags on Mondays'],
    ['note: why? because', 'note|why? because'],
    ['décision on passe à pnpm', 'decide|on passe à pnpm'],
    ['open #ops', 'open|#ops'],
    ['ouvertes mine', 'open|mine'],
    ['find certs by:lea in:#ops', 'find|certs by:lea in:#ops'],
    ['ask who knows kafka?', 'ask|who knows kafka?'],
    ['help ask', 'help|ask'],
    ['aide demander', 'help|demander'],
    ['note line one\nline two', 'note|line one\nline two'],
  ])('“%s” is a command', (text, expected) => {
    expect(heard(text)).toBe(expected)
  })

  it('says nothing to do for an empty text but help', () => {
    expect(heard(' \u200b ')).toBe('help|')
  })
})

describe('what is no verb', () => {
  it.each([
    ['aks about keys', 'ask?'],
    ['hlep', 'help?'],
    ['etiqeter 42 cles', 'tag?'],
    ['on y va', 'on?'],
  ])('“%s” proposes the nearest', (text, expected) => {
    expect(heard(text)).toBe(expected)
  })

  it.each([
    'vpn',
    'printer toner',
    'clé de signature',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'Error: boom\n  at f (a.ts:1:2)',
  ])('“%s” is looked up when no verb is near', (text) => {
    for (const preferred of ['en', 'fr'] as const) expect(heard(text, preferred)).toBe(`ask|${text}`)
  })

  it.each(['hello', 'Hi all!', 'bonjour', 'Salut à tous', '🙂', '???'])(
    '“%s” is answered with a short help',
    (text) => {
      expect(heard(text)).toBe('help|')
    },
  )

  it.each(['thanks', 'Thank you so much!', 'merci beaucoup', 'Merci, c’est parfait'])('“%s” is thanks', (text) => {
    expect(heard(text)).toBe('thanks')
  })

  it.each(['thanks, and who restarts the gateway?', 'merci de me dire où sont les logs'])(
    '“%s” is more than thanks',
    (text) => expect(heard(text)).toBe(`ask|${text}`),
  )
})

it('bears any text', () => {
  const verb = fc.constantFrom('who', 'qui', 'open', 'note', 'find', '/', '?', ':', '', "qui s'y connaît en")
  fc.assert(
    fc.property(verb, fc.string({ unit: 'binary', maxLength: 300 }), (start, rest) => {
      const parsed = parse(`${start} ${rest}`, 'en', 'direct')
      expect(['verb', 'thanks', 'unknown']).toContain(parsed.kind)
      expect(textOf(parsed).length).toBeLessThanOrEqual(start.length + rest.length + 1)
    }),
    { numRuns: 200 },
  )
})

it('reads 100 kB in one go', () => {
  for (const unit of ['?', ' ?', 'who ', 'so, ', "qui s'", '\n', 'not ', '"', '(', '`', 'a.', '!?']) {
    const long = unit.repeat(100_000 / unit.length)
    expect(textOf(parse(`x${long}x`, 'en', 'direct')).length).toBeGreaterThan(0)
    expect(textOf(parse(`who knows ${long}x`, 'en', 'direct')).length).toBeLessThanOrEqual(100_100)
  }
})

const textOf = (parsed: Parsed): string => (parsed.kind === 'thanks' ? '' : parsed.text)
