import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallRepository } from './small-repository.mjs'

let repository
beforeAll(async () => {
  repository = smallRepository()
  await repository.launch('install').ended
})
afterAll(() => repository.remove())

const build = () => repository.launch('build').ended
const page = () => readFileSync(join(repository.root, 'packages/web/dist/index.html'), 'utf8')

describe('building the dashboard', () => {
  it('happens once when two start together, says so, and leaves nothing behind', async () => {
    const both = await Promise.all([build(), build()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    const said = both.map(({ errors }) => errors).join('')
    expect(said.match(/Building the dashboard \.\.\./g)).toHaveLength(1)
    expect(said).toMatch(/^The dashboard is built \(\d+\.\d s\)\.$/m)
    expect(page()).toBe('first')
    expect(readdirSync(join(repository.root, 'packages/web')).toSorted()).toEqual([
      'build.ts',
      'dist',
      'index.html',
      'src',
    ])
    expect(existsSync(join(repository.root, '.jackfield-building'))).toBe(false)
    expect(await build()).toEqual({ code: 0, signal: null, errors: '' })
  })

  it.each(['packages/web/index.html', 'packages/web/src/new.tsx', 'packages/web/vite.config.ts'])(
    'happens again when %s changed',
    async (path) => {
      repository.write(path, 'second')
      expect((await build()).errors).toContain('Building')
      expect(page()).toBe(readFileSync(join(repository.root, 'packages/web/index.html'), 'utf8'))
      expect((await build()).errors).toBe('')
    },
  )

  it('keeps what there was when it fails, starts nothing, and is tried again', async () => {
    repository.write('packages/web/index.html', 'broken')
    const failed = await repository.launch('start').ended
    expect(failed).toMatchObject({ code: 1, errors: expect.stringContaining('cannot be built') })
    expect(existsSync(join(repository.root, 'said.log'))).toBe(false)
    expect(page()).toBe('second')
    expect(existsSync(join(repository.root, 'packages/web/.building'))).toBe(false)
    repository.write('packages/web/index.html', 'third')
    expect((await build()).code).toBe(0)
    expect(page()).toBe('third')
  })
})
