import { describe, expect, it } from 'vitest'
import { ConfigError, describeSettings, readConfig } from '../../src/config.ts'
import { filesLike, readRepositoryFile } from './repository-files.ts'

/** The names in the first column of a table of the README, found by its first heading. */
function namesInTable(heading: string): string[] {
  const rows = readRepositoryFile('README.md').split(`| ${heading} |`)[1]?.split('\n\n')[0] ?? ''
  return [...rows.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name)
}

/** A setting that is there but empty is refused only when its name is unknown. */
function isKnown(name: string): boolean {
  try {
    readConfig({ [name]: '' })
    return true
  } catch (error) {
    if (error instanceof ConfigError) return false
    throw error
  }
}

describe('the documents', () => {
  it('list every setting of the server in the README, and none that does not exist', () => {
    const settings = describeSettings().map(({ name }) => name)
    expect(namesInTable('Setting').toSorted()).toEqual(settings.toSorted())
  })

  it('list the settings of the command line client', () => {
    const source = readRepositoryFile('packages/cli/src/config.ts')
    const read = [...source.matchAll(/env\['(JACKFIELD_\w+)'\]/g)].map(([, name]) => name)
    expect(read).not.toEqual([])
    expect(namesInTable('Setting of the client')).toEqual(expect.arrayContaining(read))
  })

  it('name no setting anywhere that the server would refuse', () => {
    const named = filesLike('*.md', 'docs/**/*.md').flatMap((path) =>
      [...readRepositoryFile(path).matchAll(/\bJACKFIELD_[A-Z_]*[A-Z]/g)].map(([name]) => ({ path, name })),
    )
    expect(named.length).toBeGreaterThan(describeSettings().length)
    expect(named.filter(({ name }) => !isKnown(name))).toEqual([])
  })
})
