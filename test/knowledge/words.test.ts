import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/knowledge/fold.ts'
import { words } from '../../src/knowledge/words.ts'

const seen = (text: string): string[] => words(text).map((word) => word.text)

describe('words', () => {
  it.each([
    ['ERR_TLS_CERT', ['err_tls_cert', 'err', 'tls', 'cert']],
    ['better-sqlite3', ['better-sqlite3', 'better', 'sqlite3', 'sqlite']],
    ['@scope/name', ['@scope/name', 'scope', 'name']],
    ['node:fs', ['node:fs', 'node', 'fs']],
    ['node.js', ['node.js', 'node', 'js']],
    ['C++ and C#', ['c++', 'and', 'c#']],
    ['C++17', ['c++17', 'c++', '17']],
    ['/etc/hosts', ['/etc/hosts', 'etc', 'hosts']],
    ['v1.2.3', ['v1.2.3', '1.2.3']],
    ['getUserName', ['getusername', 'get', 'user', 'name']],
    ['--dry-run -v', ['--dry-run', 'dry-run', 'dry', 'run', 'dryrun', '-v']],
    ['k8s', ['k8s']],
    ['std::vector', ['std::vector', 'std', 'vector']],
    ['JavaScript', ['javascript']],
    ['e-mail', ['e-mail', 'mail', 'email']],
    ['.env', ['.env', 'env']],
    ['lea@acme.example', ['lea@acme.example', 'lea', 'acme.example', 'acme', 'example']],
  ])('keeps %s whole and in parts', (text, expected) => {
    expect(seen(text)).toEqual(expected)
  })

  it('tells names from words and from parts', () => {
    expect(words('rotate ERR_X now').map(({ kind }) => kind)).toEqual(['word', 'name', 'part', 'word'])
  })

  it('compares without case or accents', () => {
    expect(seen('Définir un CŒUR naïf')).toEqual(seen('definir un coeur NAIF'))
  })

  it.each([
    ["l'accès", ['l', 'acces']],
    ['qu’il n’a', ['qu', 'il', 'n', 'a']],
    ["jusqu'à aujourd'hui", ['jusqu', 'a', 'aujourdhui']],
    ["the server's", ['the', 'server']],
    ["don't we're", ['dont', 'we']],
    ['avez-vous, a-t-il', ['avez', 'vous', 'a', 't', 'il']],
  ])('splits %s', (text, expected) => {
    expect(seen(text)).toEqual(expected)
  })

  it('drops punctuation, quotes and invisible characters', () => {
    expect(seen('“Hello”, «world»… (zero\u200bwidth) \u202eright\u202c')).toEqual([
      'hello',
      'world',
      'zerowidth',
      'right',
    ])
  })

  it('loses neither Cyrillic nor Japanese', () => {
    expect(seen('привет')).toEqual(['привет'])
    expect(seen('更新する')).toContain('更新')
    expect(seen('鍵')).toEqual(['鍵'])
  })

  it('reads addresses by their parts', () => {
    expect(seen('https://docs.acme.example/keys/rotate')).toEqual(
      expect.arrayContaining(['docs.acme.example', 'keys', 'rotate']),
    )
  })

  it('gives back short, folded words without white space or broken characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const word of words(text)) {
          expect(word.text.length).toBeGreaterThan(0)
          expect(word.text.length).toBeLessThanOrEqual(130)
          expect(word.text).not.toMatch(/\s|\p{Cs}/u)
          expect(word.text).toBe(word.text.toLowerCase())
        }
      }),
      { numRuns: 200 },
    )
  })

  it('reads 100 kB of anything in one pass', () => {
    for (const unit of ['a', "d'", 'a-', 'aB', '+', 'a++', '字', 'é', '/a', '\ud800', '::a', '_', "a'"]) {
      expect(words(unit.repeat(100_000 / unit.length)).length).toBeLessThanOrEqual(100_001)
    }
  })
})

describe('fold', () => {
  it('changes nothing the second time', () => {
    const property = fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    })
    fc.assert(property)
  })
})
