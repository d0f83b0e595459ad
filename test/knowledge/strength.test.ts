import { describe, expect, it } from 'vitest'
import type { EvidenceKind } from '../../src/knowledge/evidence.ts'
import { strengthOn } from '../../src/knowledge/strength.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { item } from '../support/store-fixtures.ts'

describe('what people did on a topic', () => {
  it.each([
    ['answered', 'pricing-api', 'The pricing API rounds half up', 'covers'],
    ['wrote', 'TVA suisse', 'Taux de la TVA en Suisse', 'covers'],
    ['confirmed', 'pricing-api', 'The pricing API rounds half up', 'partly'],
    ['answered', 'pricing-api', 'Limits of the API', 'partly'],
    ['answered', 'kafka consumer lag', 'Lag of the train', null],
    ['answered', 'kafka', 'Terraform modules', null],
  ] as const)('show by “%s” that they know “%s” from “%s”: %s', (kind, topic, title, strength) => {
    expect(strengthOn(topic, [act(kind, title)], false, linguist)).toBe(strength)
  })

  it('count in part where they only say so', () => {
    expect(strengthOn('kafka', [], true, linguist)).toBe('partly')
  })
})

const act = (kind: EvidenceKind, title: string) => ({ kind, item: item(1, { title }) })
