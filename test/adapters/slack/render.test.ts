import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderForm, renderHome, renderMessage } from '../../../adapters/slack/render.ts'
import type { Doc } from '../../../src/chat/doc.ts'
import { bold, buttons, code, context, heading, list, plain, quote, text } from '../../../src/chat/doc.ts'
import { personRef } from '../../../src/chat/ref.ts'
import { anyDoc, anyForm } from '../../support/docs.ts'
import { faultOfMessageBlocks, faultOfView } from '../../support/fake-slack/blocks.ts'

describe('a message in Slack', () => {
  it('quotes people in rich text, where nothing can be markup', () => {
    const doc = [text(bold('Lea'), ' · #ops'), quote('run `keyctl` <!channel>\nthen *redeploy*')]
    expect(renderMessage(doc).blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Lea', style: { bold: true } },
              { type: 'text', text: ' · #ops' },
            ],
          },
          {
            type: 'rich_text_quote',
            elements: [{ type: 'text', text: 'run `keyctl` <!channel>\nthen *redeploy*' }],
          },
        ],
      },
    ])
  })

  it('shows headings, lists, small print and buttons', () => {
    const doc = [
      heading('People who may help'),
      list([[plain('Omar')], [code('kafka')]]),
      context('by ', bold('Lea'), ' ', { kind: 'link', text: 'open', url: 'https://a.example/x' }),
      buttons({ label: 'That helped', action: 'helped:42', style: 'primary' }),
    ]
    expect(renderMessage(doc).blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'People who may help', emoji: false } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'Omar' }] },
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'kafka', style: { code: true } }] },
            ],
          },
        ],
      },
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: 'by *Lea* <https://a.example/x|open>', verbatim: true }],
      },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'That helped', emoji: false },
            action_id: 'savoir_button_0',
            value: 'helped:42',
            style: 'primary',
          },
        ],
      },
    ])
  })

  it('names a person without notifying them', () => {
    const doc = [text({ kind: 'person', ref: personRef('slack:T1/U7'), name: 'Omar' })]
    expect(JSON.stringify(renderMessage(doc))).not.toContain('U7')
  })

  it('escapes what notifications show', () => {
    expect(renderMessage([text('<!channel> & <@U1>')]).text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;')
  })

  it('shows the words alone of a link that leads nowhere on the web', () => {
    const doc = [text({ kind: 'link', text: 'press', url: 'javascript:alert(1)' })]
    expect(JSON.stringify(renderMessage(doc))).not.toContain('javascript')
  })

  it('keeps the buttons of a message that is too long', () => {
    const long: Doc = Array.from({ length: 80 }, (_, row) => [heading(`Part ${row}`), context('small print')]).flat()
    const { blocks } = renderMessage([...long, buttons({ label: 'More', action: 'more:2' })])
    expect(blocks.at(-1)?.type).toBe('actions')
    expect(blocks).toHaveLength(50)
  })

  it('stays within the limits of Slack, whatever is said', () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const { text: fallback, blocks } = renderMessage(doc)
        expect(faultOfMessageBlocks(blocks)).toBeNull()
        expect(fallback.length).toBeGreaterThan(0)
        expect(fallback.length).toBeLessThanOrEqual(4000)
        expect(fallback).not.toMatch(/<(?!$)|\p{Surrogate}/u)
        expect(faultOfView(renderHome(doc))).toBeNull()
      }),
      { numRuns: 100 },
    )
  })

  it('lets no stored text become a mention, a broadcast or a foreign link', () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const all = JSON.stringify(renderMessage(doc).blocks)
        expect(all).not.toMatch(/"type":"(user|broadcast|channel|usergroup)"/)
        for (const markup of markdownIn(renderMessage(doc).blocks)) {
          expect(markup.replace(/<https?:\/\/[^<>|]+\|[^<>|]*>/g, '')).not.toMatch(/[<>]/)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('a form in Slack', () => {
  it('becomes a modal that gives the action back', () => {
    const view = renderForm(
      {
        action: 'edit:42',
        title: 'Edit',
        submit: 'Save',
        cancel: 'Cancel',
        fields: [{ name: 'title', label: 'Title', kind: 'line', value: 'Old', max: 60, required: true }],
      },
      '{"action":"edit:42"}',
    )
    expect(view.private_metadata).toBe('{"action":"edit:42"}')
    expect(view.blocks).toEqual([
      {
        type: 'input',
        block_id: 'title',
        label: { type: 'plain_text', text: 'Title', emoji: false },
        optional: false,
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          multiline: false,
          max_length: 60,
          initial_value: 'Old',
        },
      },
    ])
  })

  it('stays within the limits of Slack, whatever it asks', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(faultOfView(renderForm(form, '{}'))).toBeNull()
      }),
    )
  })
})

function markdownIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(markdownIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, text } = node as { type?: string; text?: unknown }
  if (type === 'mrkdwn' && typeof text === 'string') return [text]
  return Object.values(node).flatMap(markdownIn)
}
