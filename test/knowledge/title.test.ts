import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleOf } from '../../src/knowledge/title.ts'

describe('titleOf', () => {
  it.each([
    ['How do we rotate the signing key?', 'How do we rotate the signing key?'],
    ['Hi all, how do we rotate the key?', 'How do we rotate the key?'],
    ['Hello!\n\nThe gateway refuses new certificates.', 'The gateway refuses new certificates'],
    ['Bonjour à tous,\ncomment déclarer la TVA suisse ?', 'Comment déclarer la TVA suisse ?'],
    ['Bonjour Léa, où est le contrat type ?', 'Où est le contrat type ?'],
    ['*Kafka lag*\nIt grows every Monday, any ideas?', 'Kafka lag'],
    ['# Runbook\nFirst look at the consumers', 'Runbook'],
    ['Quick question: who signs the contracts?', 'Who signs the contracts?'],
    ['I have a question. Where do staging logs live these days?', 'Where do staging logs live these days?'],
    ['The *build* is `red` on _main_', 'The build is red on main'],
    ['See https://docs.acme.example/a/b?c=d for the plan', 'See docs.acme.example for the plan'],
    ['[The plan](https://acme.example/x) is out', 'The plan is out'],
    ['```\nnpm ERR! code 1\n```\nThe install fails since noon', 'The install fails since noon'],
    ['The deploy fails with ERR_TLS_CERT since noon. Any ideas?', 'The deploy fails with ERR_TLS_CERT since noon'],
    [
      'The VPN certificate expires in 5 days. Do I have to do something, or does it renew itself?',
      'The VPN certificate expires in 5 days',
    ],
    [
      'Le certificat du VPN expire lundi. Dois-je faire quelque chose ou se renouvelle-t-il tout seul ?',
      'Le certificat du VPN expire lundi',
    ],
    ['set snake_case_name to 2 * 3 * 4', 'set snake_case_name to 2 * 3 * 4'],
    ['kafka', 'kafka'],
    ['Hi all', 'Hi all'],
  ])('of “%s” is short and clean', (text, title) => {
    expect(titleOf(text)).toBe(title)
  })

  it('is cut between words at 60 characters', () => {
    const title = titleOf(
      'Why does the nightly export of supplier invoices stop halfway through on the last day of a quarter?',
    )
    expect(title).toBe('Why does the nightly export of supplier invoices stop…')
  })

  it('is cut inside a word that never ends', () => {
    expect(titleOf('x'.repeat(100))).toBe(`${'x'.repeat(59)}…`)
  })

  it('shows code when there is nothing else', () => {
    expect(titleOf('```\nnpm ERR! code 1\n```')).not.toBe('')
  })

  it('is a single line of 1 to 60 characters, whatever the text', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('*', '_', '`', '```', '\n', 'Hi ', '> ', 'https://a.example ', '? ', '# '),
      ),
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        const title = titleOf(text)
        expect(title.length).toBeLessThanOrEqual(60)
        expect(title).not.toMatch(/\n/)
        if (text !== '') expect(title).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })

  it('reads 100 kB in one go', () => {
    for (const unit of ['*', '_a_', '`', '[', '<https://', 'Hi ', '@a ', '> ', 'a? ', '(', '**a', '~']) {
      expect(titleOf(unit.repeat(100_000 / unit.length)).length).toBeLessThanOrEqual(60)
    }
  })
})
