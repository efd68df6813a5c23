import { describe, expect, it } from 'vitest'
import { filesLike, readRepositoryFile } from './repository-files.ts'

/** Ids at the head of a string: `CUS-17, B1: ...`. The colon tells a title from other texts. */
const head = /(['"`])((?:(?:CONFLICT )?(?:[A-Z]{2,4}-\d+|A\d+-\d+|[BX]\d+)(?:,| and)? ?)+): /g
const anyId = /[A-Z]{2,4}-\d+|A\d+-\d+|[BX]\d+/g
/** Ids in comments and schemas, by their families. */
const cited = /\b(?:CAT|CON|STA|AGT|RUN|CUS|PLT|ADR|PRO|UGC|EUA|PLG|ROL|SEC|TRB|UX|GEN)-\d+\b/g

const listed = [
  ...readRepositoryFile('docs/requirements.md').matchAll(/^- \*\*([A-Z]+\d*-?\d+)\*\*: /gm),
].map(([, id = '']) => id)

function unlisted(path: string, ids: string[]): string[] {
  return ids.filter((id) => !listed.includes(id)).map((id) => `${path}: ${id}`)
}

function idsInTitles(text: string): string[] {
  return [...text.matchAll(head)].flatMap(([, , ids = '']) => ids.match(anyId) ?? [])
}

describe('docs/requirements.md', () => {
  it('has every id that a test cites in its title', () => {
    const tests = filesLike('packages/*/test/**/*.test.ts', 'scripts/test/**/*.mjs')
    // This file's own examples are no citations.
    const others = tests.filter((path) => !path.endsWith('docs/requirements.test.ts'))
    const ids = others.map((path) => ({ path, ids: idsInTitles(readRepositoryFile(path)) }))
    expect(ids.flatMap((file) => file.ids)).toContain('CUS-17')
    expect(ids.flatMap((file) => unlisted(file.path, file.ids))).toEqual([])
  })

  it('has every id that is cited anywhere else in the sources', () => {
    const sources = filesLike('packages/*/{src,test,tour,demo,conformance}/**/*.ts', 'scripts/**/*.mjs')
    const missing = sources.flatMap((path) => unlisted(path, readRepositoryFile(path).match(cited) ?? []))
    expect(missing).toEqual([])
  })

  it('has each id once', () => {
    expect(listed.toSorted()).toEqual([...new Set(listed)].toSorted())
  })

  it('is read for ids as titles write them', () => {
    expect(idsInTitles("it('CUS-10, SEC-1, X9: no secret', () => 0)")).toEqual(['CUS-10', 'SEC-1', 'X9'])
    expect(idsInTitles("'CUS-17 B1: refuses', 'CONFLICT X13, A2-3: starts'")).toEqual([
      'CUS-17',
      'B1',
      'X13',
      'A2-3',
    ])
    expect(idsInTitles("'says UTF-8: plainly', 'FD00:EC2::254'")).toEqual([])
  })
})
