import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { smallRepository } from './small-repository.mjs'

let repository

/** Runs the launcher's command that has no program: the install is all that it does. */
const install = () => repository.launch('install').ended

describe('installing', () => {
  beforeEach(() => {
    repository = smallRepository()
  })
  afterEach(() => repository.remove())

  it('installs when there is nothing, and says why; a second start is quiet', async () => {
    expect(await install()).toMatchObject({
      code: 0,
      errors: expect.stringContaining('node_modules is missing'),
    })
    expect(await install()).toEqual({ code: 0, signal: null, errors: '' })
  })

  it('installs again when the lockfile asks for something else', async () => {
    await install()
    const lock = JSON.parse(repository.lockfile())
    lock.packages['node_modules/s'] = { ...lock.packages['node_modules/s'], integrity: 'sha512-other' }
    repository.write('package-lock.json', JSON.stringify(lock))
    expect((await install()).errors).toContain('package-lock.json changed since the last install')
  })

  it("takes a person's own install for good", async () => {
    repository.npm('install', '--offline')
    expect(await install()).toEqual({ code: 0, signal: null, errors: '' })
    expect(repository.isStamped()).toBe(true)
  })

  it('remembers no failed install, and starts nothing after it', async () => {
    const good = repository.lockfile()
    repository.write('package-lock.json', '{ "name": "r" ')
    const failed = await repository.launch('start').ended
    expect(failed).toMatchObject({ code: 1, errors: expect.stringContaining('npm ci') })
    expect(repository.isStamped()).toBe(false)
    repository.write('package-lock.json', good)
    expect((await install()).code).toBe(0)
    expect(repository.isStamped()).toBe(true)
  })

  it('installs once when two start together', async () => {
    const both = await Promise.all([install(), install()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.filter(({ errors }) => errors.includes('Installing'))).toHaveLength(1)
  })

  it('takes over the lock of an installer that was killed', async () => {
    const { child, ended } = repository.launch('install')
    child.kill('SIGKILL')
    await ended
    repository.write('.jackfield-installing', String(child.pid))
    expect((await install()).code).toBe(0)
  })
})

describe('running', () => {
  beforeAll(async () => {
    repository = smallRepository()
    await install()
  })
  beforeEach(() => repository.forget())
  afterAll(() => repository.remove())

  it('passes arguments on, forwards SIGTERM once, and ends with the code of the program', async () => {
    const { child, ended } = repository.launch('start', '--one', 'two')
    const [, , given] = await repository.said(/^up (\d+) (.*)$/m)
    expect(given).toBe('--one two')
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 7 })
    expect(readFileSync(`${repository.root}/said.log`, 'utf8').match(/stopping/g)).toHaveLength(1)
  })

  it('ends by the signal that ended the program', async () => {
    const { ended } = repository.launch('start')
    const [, pid] = await repository.said(/^up (\d+)/m)
    process.kill(Number(pid), 'SIGKILL')
    expect(await ended).toMatchObject({ code: null, signal: 'SIGKILL' })
  })

  it('stops the program in order when the launcher is killed', async () => {
    const { child } = repository.launch('start')
    await repository.said(/^up/m)
    child.kill('SIGKILL')
    expect(await repository.said(/^stopped$/m)).not.toBeNull()
  })

  it.each(['SIGTERM', 'SIGKILL'])('stops the program in order when npm gets %s', async (signal) => {
    const { child } = repository.launchByNpm()
    await repository.said(/^up/m)
    child.kill(signal)
    expect(await repository.said(/^stopped$/m)).not.toBeNull()
  })

  it('names the commands there are when asked for another', async () => {
    const answer = await repository.launch('stort').ended
    expect(answer).toMatchObject({ code: 2, errors: expect.stringMatching(/"stort".*start, test/) })
  })
})
