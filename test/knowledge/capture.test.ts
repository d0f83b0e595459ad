import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ThreadMessage } from '../../src/chat/platform.ts'
import { messageRef, type PersonRef, personRef, placeRef } from '../../src/chat/ref.ts'
import { type Captured, captureThread, worthKeeping } from '../../src/knowledge/capture.ts'
import { linguist } from '../../src/languages/linguist.ts'

type Line = readonly [
  who: string,
  text: string,
  more?: { minute?: number; reactions?: Record<string, readonly string[]> },
]

const person = (name: string): PersonRef => personRef(`test:${name}`)

function thread(lines: readonly Line[]): ThreadMessage[] {
  return lines.map(([who, text, more], index) => ({
    message: messageRef(`test:general/${index}`),
    place: placeRef('test:general'),
    by: person(who),
    at: new Date(Date.UTC(2026, 0, 5, 9, more?.minute ?? index)),
    text,
    permalink: null,
    reactions: Object.entries(more?.reactions ?? {}).map(([emoji, by]) => ({ emoji, by: by.map(person) })),
  }))
}

function capture(...lines: Line[]): Captured | null {
  let next = 0
  return captureThread(thread(lines), {
    linguist,
    newId: () => `r${++next}`,
    accept: ['white_check_mark'],
    leaveOut: (who) => who === person('bot') || who === person('hidden'),
    knownTags: ['keys'],
  })
}

const roles = (captured: Captured | null): string[] => captured?.replies.map(({ role }) => role) ?? []

describe('captureThread', () => {
  it('keeps a question with its answers', () => {
    const captured = capture(
      ['ana', 'Hi all, how do we rotate the signing keys?'],
      ['lea', 'Run `keyctl rotate`, then redeploy the gateway.'],
      ['ana', 'thanks, that works'],
    )
    expect(captured).toMatchObject({
      kind: 'question',
      title: 'How do we rotate the signing keys?',
      by: person('ana'),
      language: 'en',
      accepted: null,
      proposed: 'r1',
    })
    expect(captured?.tags).toContain('keys')
    expect(roles(captured)).toEqual(['answer', 'remark'])
  })

  it('adds what the asker says at once to the question', () => {
    const captured = capture(
      ['ana', 'The deploy fails on staging.'],
      ['ana', 'Does anyone know why it says ERR_TLS_CERT?'],
      ['lea', 'The certificate expired last night, renew it first.'],
      ['ana', 'Which one of the two do you mean?'],
    )
    expect(captured?.body).toBe('The deploy fails on staging.\nDoes anyone know why it says ERR_TLS_CERT?')
    expect(roles(captured)).toEqual(['answer', 'remark'])
  })

  it('leaves what the asker says much later among the replies', () => {
    const captured = capture(
      ['ana', 'How do we rotate the signing keys?'],
      ['ana', 'Still looking for somebody who knows this', { minute: 30 }],
    )
    expect(captured?.body).toBe('How do we rotate the signing keys?')
    expect(roles(captured)).toEqual(['remark'])
  })

  it('tells answers from me-too, thanks and questions back', () => {
    const captured = capture(
      ['ana', 'How do we rotate the signing keys?'],
      ['bo', 'same here'],
      ['cy', 'Which environment are you in?'],
      ['lea', 'Have you tried `keyctl rotate` on the gateway?'],
      ['omar', 'Thanks a lot Lea'],
      ['ana', 'It works on staging only'],
    )
    expect(roles(captured)).toEqual(['remark', 'remark', 'answer', 'remark', 'remark'])
    expect(captured?.proposed).toBe('r3')
  })

  it('takes the solution that the asker found as an answer', () => {
    const captured = capture(
      ['ana', 'Why does the nightly export stop halfway?'],
      ['ana', 'Found it: the disk of the export host was full', { minute: 5 }],
    )
    expect(roles(captured)).toEqual(['answer'])
    expect(captured?.proposed).toBe('r1')
  })

  it('lets the mark of the asker win over more marks of others', () => {
    const captured = capture(
      ['ana', 'How do we rotate the signing keys?'],
      ['bo', 'Ask the platform team about it', { reactions: { white_check_mark: ['cy', 'di'] } }],
      ['lea', 'Run `keyctl rotate` there', { reactions: { white_check_mark: ['ana'] } }],
    )
    expect(captured?.accepted).toMatchObject({ reply: 'r2', by: person('ana') })
    expect(captured?.proposed).toBe(null)
  })

  it('takes the earliest reply with the most marks otherwise, and counts no bot', () => {
    const captured = capture(
      ['ana', 'How do we rotate the signing keys?'],
      ['bo', 'Ask the platform team about it', { reactions: { white_check_mark: ['bot', 'hidden'] } }],
      ['lea', 'done', { reactions: { white_check_mark: ['cy'] } }],
      ['di', 'Read the page on keys first', { reactions: { white_check_mark: ['bo'] } }],
    )
    expect(captured?.accepted).toMatchObject({ reply: 'r2', by: person('cy') })
    expect(roles(captured)[1]).toBe('answer')
  })

  it('never takes a mere “thanks, that works” as a mark', () => {
    const captured = capture(
      ['ana', 'Comment renouveler les clés de signature ?'],
      ['bo', 'Il faut demander à la plateforme, je crois.'],
      ['lea', 'Lance la commande de rotation depuis la passerelle.'],
      ['ana', 'nickel, ça marche'],
    )
    expect(captured).toMatchObject({ language: 'fr', accepted: null, proposed: 'r2' })
  })

  it('leaves out bots and people who do not want to be saved', () => {
    const captured = capture(
      ['bot', 'Reminder: stand-up in five minutes'],
      ['ana', 'How do we rotate the signing keys?'],
      ['hidden', 'Run this and that on the gateway'],
      ['bo', '  '],
    )
    expect(captured).toMatchObject({ by: person('ana'), replies: [] })
  })

  it('keeps nothing of a thread without people', () => {
    expect(capture(['bot', 'Build 12 is green'])).toBe(null)
    expect(capture()).toBe(null)
  })

  it('keeps a discussion that asks nothing', () => {
    const captured = capture(
      ['ana', 'I moved the staging logs to the new cluster this morning.'],
      ['bo', 'The dashboards should point to the new place then, I will change them.'],
    )
    expect(captured).toMatchObject({ kind: 'thread', proposed: null })
    expect(roles(captured)).toEqual(['remark'])
  })

  it('hears a call for help without a question mark', () => {
    const captured = capture(
      ['ana', 'I keep getting an error when I open the payroll export.'],
      ['bo', 'Close it on the other machine first, it locks the file.'],
    )
    expect(captured).toMatchObject({ kind: 'question', proposed: 'r1' })
  })

  it('bears any thread', () => {
    const line = fc.tuple(
      fc.constantFrom('ana', 'bo', 'bot'),
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('how do we do this?', 'thanks, that works', 'run `x`')),
      fc.constantFrom<NonNullable<Line[2]>>({}, { reactions: { white_check_mark: ['bo'] } }),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const captured = capture(...lines)
        if (!captured) return
        const ids = captured.replies.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(captured.title).not.toBe('')
        for (const chosen of [captured.accepted?.reply, captured.proposed]) {
          if (chosen) expect(captured.replies.find(({ id }) => id === chosen)?.role).toBe('answer')
        }
      }),
    )
  })
})

describe('worthKeeping', () => {
  const worth = (...lines: Line[]): boolean => {
    const captured = capture(...lines)
    return captured !== null && worthKeeping(captured)
  }

  it('keeps answered questions and real discussions', () => {
    expect(worth(['ana', 'How do we rotate keys here?'], ['bo', 'Run `keyctl rotate` on the gateway.'])).toBe(true)
    expect(worth(['ana', 'How do we do this here?'], ['bo', 'yes', { reactions: { white_check_mark: ['ana'] } }])).toBe(
      true,
    )
    expect(
      worth(
        ['ana', 'I moved the staging logs to the new cluster this morning.'],
        ['bo', 'The dashboards should point to the new place then, I will change them.'],
      ),
    ).toBe(true)
  })

  it('drops chatter and what nobody answered', () => {
    expect(worth(['ana', 'How do we rotate the signing keys?'])).toBe(false)
    expect(worth(['ana', 'How do we rotate the signing keys?'], ['bo', 'me too'])).toBe(false)
    expect(worth(['ana', 'Good morning everyone'], ['bo', 'Morning!'])).toBe(false)
    expect(worth(['ana', 'I moved the staging logs to the new cluster this morning.'])).toBe(false)
  })
})
