import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizeOf } from '../../../adapters/teams/card.ts'
import { fieldsOf, renderForm } from '../../../adapters/teams/form.ts'
import { renderCard, renderMessage } from '../../../adapters/teams/render.ts'
import type { Doc } from '../../../src/chat/doc.ts'
import { bold, buttons, code, context, heading, list, plain, quote, text } from '../../../src/chat/doc.ts'
import { personRef } from '../../../src/chat/ref.ts'
import { anyDoc, anyForm } from '../../support/docs.ts'

const run = (words: string, style: object = {}) => ({ type: 'TextRun', text: words, ...style })

describe('a message in Teams', () => {
  it('quotes people in literal text, where nothing can be markup', () => {
    const doc = [text(bold('Lea'), ' · #ops'), quote('run **keyctl** <at>all</at>\n[free](https://evil.example)')]
    expect(renderCard(doc).body).toEqual([
      { type: 'RichTextBlock', inlines: [run('Lea', { weight: 'Bolder' }), run(' · #ops')] },
      {
        type: 'Container',
        style: 'emphasis',
        items: [{ type: 'RichTextBlock', inlines: [run('run **keyctl** <at>all</at>\n[free](https://evil.example)')] }],
      },
    ])
  })

  it('shows headings, lists, small print and buttons', () => {
    const url = 'https://a.example/x'
    const doc = [
      heading('People who may help'),
      list([[plain('Omar')], [code('kafka')]]),
      context('by ', { kind: 'link', text: 'open', url }),
      buttons({ label: 'That helped', action: 'helped:42', style: 'primary' }),
    ]
    const small = { isSubtle: true, size: 'Small' }
    expect(renderCard(doc).body).toEqual([
      { type: 'RichTextBlock', inlines: [run('People who may help', { weight: 'Bolder', size: 'Medium' })] },
      { type: 'RichTextBlock', spacing: 'Small', inlines: [run('• '), run('Omar')] },
      { type: 'RichTextBlock', spacing: 'Small', inlines: [run('• '), run('kafka', { fontType: 'Monospace' })] },
      {
        type: 'RichTextBlock',
        inlines: [run('by ', small), run('open', { ...small, selectAction: { type: 'Action.OpenUrl', url } })],
      },
      {
        type: 'ActionSet',
        actions: [
          {
            type: 'Action.Execute',
            title: 'That helped',
            verb: 'savoir',
            data: { action: 'helped:42' },
            style: 'positive',
          },
        ],
      },
    ])
  })

  it('tells in its summary what it says, and sends no text beside the card', () => {
    const message = renderMessage([heading('Saved'), text('“Kafka lag”'), buttons({ label: 'Undo', action: 'undo:1' })])
    expect(message.summary).toBe('Saved · “Kafka lag”')
    expect(message).not.toHaveProperty('text')
  })

  it('names a person without notifying them', () => {
    const doc = [text({ kind: 'person', ref: personRef('teams:T1/U7'), name: 'Omar' })]
    expect(JSON.stringify(renderMessage(doc))).not.toContain('U7')
  })

  it('expands nothing in what people said', () => {
    expect(JSON.stringify(renderMessage([quote('today is {{DATE(2026-01-01T00:00:00Z)}} {{{x')]))).not.toContain('{{')
  })

  it('shows the words alone of a link that leads nowhere on the web', () => {
    const doc = [text({ kind: 'link', text: 'press', url: 'javascript:alert(1)' })]
    expect(renderCard(doc).body).toEqual([{ type: 'RichTextBlock', inlines: [run('press')] }])
  })

  it('keeps the buttons of a message that is too long', () => {
    const long: Doc = Array.from({ length: 80 }, () => quote('a very long story. '.repeat(60)))
    const { body } = renderCard([...long, buttons({ label: 'More', action: 'more:2' })])
    expect(body.at(-1)?.type).toBe('ActionSet')
    expect(body.length).toBeGreaterThan(10)
  })

  it('shows where it had to leave something out, and nothing after that', () => {
    const said = quote(`The beginning. ${'ключ '.repeat(700)}`)
    const doc = [text('Lea'), said, context('by Lea'), buttons({ label: 'More', action: 'more:2' })]
    const { body } = renderCard(doc, 2_000)
    expect(sizeOf(body)).toBeLessThan(2_000)
    expect(body.map(({ type }) => type)).toEqual(['RichTextBlock', 'Container', 'ActionSet'])
    expect(JSON.stringify(body[1])).toMatch(/The beginning.*ключ.*…/)
    expect(JSON.stringify(renderCard(doc).body)).toContain('by Lea')
  })

  it('fits into what it is given, whatever is said', () => {
    fc.assert(
      fc.property(anyDoc, fc.integer({ min: 500, max: 24_000 }), (doc, bytes) => {
        expect(sizeOf(renderCard(doc, bytes).body)).toBeLessThanOrEqual(bytes + 4)
      }),
      { numRuns: 100, endOnFailure: true },
    )
  })

  it('stays within the limits of Teams, whatever is said, and lets nothing become markup', () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const message = renderMessage(doc)
        expect(sizeOf(message)).toBeLessThan(25_000)
        expect(message.summary.length).toBeGreaterThan(0)
        expect(renderCard(doc).body.length).toBeGreaterThan(0)
        for (const node of nodesOf(message)) {
          expect(node.type ?? '').not.toMatch(/^(TextBlock|FactSet|Image|Fact|Media)$/)
          if ('url' in node) expect(node.url).toMatch(/^https?:\/\//)
        }
        for (const words of textsOf(message)) expect(words).not.toMatch(/\{\{|\p{Surrogate}/u)
      }),
      { numRuns: 100, endOnFailure: true },
    )
  })
})

describe('a form in Teams', () => {
  const form = {
    action: 'edit:42',
    title: 'Edit',
    submit: 'Save',
    cancel: 'Cancel',
    fields: [{ name: 'title', label: 'Title', kind: 'line', value: 'Old {{x}}', max: 60, required: true }],
  } as const

  it('asks with one input a field, and brings back what was typed', () => {
    const { body } = renderForm(form, 'Please write something here.')
    const [input] = body.filter(({ type }) => type === 'Input.Text') as { id: string; value: string }[]
    expect(input).toMatchObject({ label: 'Title', maxLength: 60, isRequired: true, isMultiline: false })
    expect(fieldsOf({ action: 'edit:42', [input?.id ?? '']: input?.value })).toEqual({ title: 'Old {{x}}' })
  })

  it('keeps what is asked, whatever it is', () => {
    fc.assert(
      fc.property(anyForm, (any) => {
        const { body } = renderForm(any, 'Please write something here.')
        expect(body.filter(({ type }) => type === 'Input.Text')).toHaveLength(any.fields.length)
        // Ids are names that Savoir gives, and nobody sees them.
        const shown = JSON.stringify(body, (key, value) => (key === 'id' ? '' : value))
        expect(shown).not.toMatch(/\{\{/)
      }),
    )
  })
})

const textsOf = (node: unknown): string[] =>
  typeof node === 'string' ? [node] : Object.values(node ?? {}).flatMap(textsOf)

function nodesOf(node: unknown): { type?: string; url?: string }[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (typeof node !== 'object' || node === null) return []
  return [node, ...Object.values(node).flatMap(nodesOf)]
}
