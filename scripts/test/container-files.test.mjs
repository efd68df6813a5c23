import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { root } from '../source-files.mjs'

const read = (path) => readFileSync(join(root, path), 'utf8')
const dockerfile = DockerfileParser.parse(read('Dockerfile'))
const instructions = dockerfile.getInstructions()
const only = (keyword) => instructions.filter((instruction) => instruction.getKeyword() === keyword)
const argumentsOf = (instruction) => instruction.getArguments().map((argument) => argument.getValue())
const wordsOf = (instruction) => instruction.getJSONStrings().map((text) => JSON.parse(text.getValue()))
const lastStage = () => instructions.slice(instructions.findLastIndex((line) => line.getKeyword() === 'FROM'))
const inLastStage = (keyword) => lastStage().filter((line) => line.getKeyword() === keyword)

/** The program that `npm start` runs. */
const startProgram = /^ {2}start: \{ program: '([^']+)'/m.exec(read('scripts/run.mjs'))?.[1]
/** The default of a setting, from where it is declared. */
const defaultOf = (name) =>
  new RegExp(`  ${name}: setting\\([^]*?\\.default\\(([^)]*)\\)`).exec(
    read('packages/server/src/config.ts'),
  )?.[1]

/** Every setting of the server that a file gives a value, and whether it exists. */
const unknownSettings = (names) =>
  names.filter(
    (name) => !new RegExp(`^  ${name}: setting\\(`, 'm').test(read('packages/server/src/config.ts')),
  )

/** Of the file that decides what reaches the build: the last line that fits wins. */
function reachesTheBuild(path) {
  const lines = read('.dockerignore').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .reduce((kept, line) => {
      const pattern = line.replace(/^!/, '')
      const fits = pattern === '*' || matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`)
      return fits ? line.startsWith('!') : kept
    }, true)
}

describe('the Dockerfile', () => {
  it('is made of instructions that exist', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD']
    expect(instructions.length).toBeGreaterThan(10)
    expect(instructions.map((line) => line.getKeyword()).filter((word) => !known.includes(word))).toEqual([])
  })

  it('names its base image and the version of it, which is the one of .nvmrc', () => {
    const version = read('.nvmrc').trim().replace(/^v/, '').split('.')[0]
    const images = only('FROM').map((from) => from.getImage())
    expect(new Set(images)).toEqual(new Set([`node:${version}-slim`]))
  })

  it('copies what is there and reaches the build', () => {
    const copied = only('COPY')
      .filter((copy) => !copy.getFlags().some((flag) => flag.getName() === 'from'))
      .flatMap((copy) => argumentsOf(copy).slice(0, -1))
    expect(copied.length).toBeGreaterThan(4)
    for (const path of copied) {
      expect(globSync(path, { cwd: root }), path).not.toEqual([])
      expect(reachesTheBuild(path), path).toBe(true)
    }
  })

  it('keeps secrets, data, tests and packages of this machine out of the build', () => {
    for (const path of [
      '.env',
      'data',
      '.git',
      'node_modules',
      'packages/cli/node_modules/x',
      'packages/server/test/start-hub.ts',
    ])
      expect(reachesTheBuild(path), path).toBe(false)
  })

  it('copies from stages that it has', () => {
    const stages = only('FROM').map((from) => from.getBuildStage())
    const sources = only('COPY').flatMap((copy) =>
      copy.getFlags().flatMap((flag) => (flag.getName() === 'from' ? flag.getValue() : [])),
    )
    expect(sources).toEqual(['dashboard', 'build'])
    for (const source of sources) expect(stages).toContain(source)
  })

  it('installs as the lockfile says, without what is for development, and runs no scripts of packages', () => {
    const installs = only('RUN')
      .map((run) => argumentsOf(run).join(' '))
      .filter((line) => line.includes('npm '))
    expect(installs).toEqual([
      expect.stringMatching(/^npm ci --ignore-scripts .* && node packages\/web\/build\.ts$/),
      expect.stringMatching(/^npm ci --omit=dev --ignore-scripts /),
    ])
    expect(existsSync(join(root, 'packages/web/build.ts'))).toBe(true)
  })

  it('takes the dashboard from the stage that built it to where the server looks, and nothing else of it', () => {
    const taken = only('COPY').filter((copy) =>
      copy.getFlags().some((flag) => flag.getValue() === 'dashboard'),
    )
    expect(taken.map((copy) => argumentsOf(copy))).toEqual([
      ['/app/packages/web/dist', './packages/web/dist'],
    ])
    expect(read('packages/server/src/http/dashboard.ts')).toContain("'../../../web/dist/'")
    expect(reachesTheBuild('packages/web/src/main.tsx')).toBe(true)
    expect(reachesTheBuild('packages/web/dist')).toBe(false)
  })

  it('runs as a user that is not root, set after everything that needs root', () => {
    const users = inLastStage('USER').map((user) => argumentsOf(user)[0])
    expect(users).toEqual(['node'])
    const after = lastStage().slice(lastStage().findIndex((line) => line.getKeyword() === 'USER'))
    expect(after.filter((line) => ['RUN', 'COPY'].includes(line.getKeyword()))).toEqual([])
  })

  it('starts the program that npm start runs, without a shell in between', () => {
    const command = wordsOf(inLastStage('CMD')[0])
    expect(startProgram).toMatch(/main\.ts$/)
    expect(command.at(0)).toBe('node')
    expect(command.at(-1)).toBe(startProgram)
    expect(existsSync(join(root, command.at(-1)))).toBe(true)
  })

  it('exposes the default port, and sets only settings that exist', () => {
    const settings = new Map(
      inLastStage('ENV').flatMap((env) =>
        env.getProperties().map((item) => [item.getName(), item.getValue()]),
      ),
    )
    expect(inLastStage('EXPOSE').map((line) => argumentsOf(line))).toEqual([[defaultOf('PORT')]])
    expect(settings.get('PORT')).toBe(defaultOf('PORT'))
    expect(settings.get('HOST')).toBe('0.0.0.0')
    expect(unknownSettings([...settings.keys()].filter((name) => name.startsWith('JACKFIELD_')))).toEqual([])
    const volumes = JSON.parse(inLastStage('VOLUME')[0].getArgumentsContent())
    expect(volumes).toContain(settings.get('JACKFIELD_DATA_DIR'))
  })

  it('checks its health with Node, at an address that the server has', () => {
    const check = inLastStage('HEALTHCHECK')[0].getArgumentsContent()
    expect(check).toMatch(/CMD \["node", "-e", /)
    const script = JSON.parse(check.slice(check.indexOf('['))).at(-1)
    expect(parseSync('health.js', script).errors).toEqual([])
    expect(script).toContain("'/healthz'")
    expect(read('packages/server/src/http/health.ts')).toContain("'/healthz'")
  })
})

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml'))
  const { hub, database } = compose.services

  it('is YAML without a mistake, and has no part that Compose does not know', () => {
    const document = parseDocument(read('compose.yaml'), { strict: true })
    expect([...document.errors, ...document.warnings]).toEqual([])
    const known =
      'build image restart depends_on environment ports volumes stop_grace_period read_only tmpfs cap_drop security_opt healthcheck'
    const used = Object.values(compose.services).flatMap((service) => Object.keys(service))
    expect(used.filter((key) => !known.split(' ').includes(key))).toEqual([])
    expect(Object.keys(compose)).toEqual(['name', 'services', 'volumes'])
  })

  it('names versions of images, and a PostgreSQL that the server takes', () => {
    for (const { image } of [hub, database]) expect(image).toMatch(/^[a-z]+:\d[\w.]*$/)
    expect(hub.image).toBe(`jackfield:${JSON.parse(read('package.json')).version}`)
    const oldest = /OLDEST_VERSION = (\d+)/.exec(read('packages/server/src/storage/postgres.ts'))?.[1]
    expect(Number(database.image.split(':')[1])).toBeGreaterThanOrEqual(Number(oldest))
  })

  it('starts the hub when the database is healthy', () => {
    expect(hub.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(database.healthcheck.test.slice(0, 2)).toEqual(['CMD', 'pg_isready'])
    expect(hub.environment.DATABASE_URL).toContain(`@database:5432/${database.environment.POSTGRES_DB}`)
    expect(hub.environment.DATABASE_URL).toContain(`//${database.environment.POSTGRES_USER}:`)
  })

  it('holds no secret, and says where each comes from', () => {
    const values = Object.values(compose.services).flatMap((service) => Object.entries(service.environment))
    for (const [name, value] of values.filter(([key]) => /PASSWORD|KEY|DATABASE_URL/.test(key)))
      expect(value, name).toMatch(/\$\{[A-Z_]+(:\?Set it in \.env|:-)\}/)
    const asked = [...read('compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name)
    const offered = [...read('compose.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(new Set(asked)).toEqual(new Set(offered))
    expect(read('.gitignore')).toMatch(/^\/\.env$/m)
  })

  it('sets only settings that exist', () => {
    const names = Object.keys(hub.environment)
    expect(names.length).toBeGreaterThan(3)
    expect(unknownSettings(names)).toEqual([])
  })

  it('keeps data in named volumes where the images have it, and opens one port on this machine only', () => {
    const places = Object.values(compose.services).flatMap((service) =>
      service.volumes.map((line) => line.split(':')),
    )
    expect(new Set(places.map(([name]) => name))).toEqual(new Set(Object.keys(compose.volumes)))
    const targets = places.map(([, target]) => target)
    for (const place of JSON.parse(inLastStage('VOLUME')[0].getArgumentsContent()))
      expect(targets).toContain(place)
    expect(hub.ports).toEqual([`127.0.0.1:${defaultOf('PORT')}:${defaultOf('PORT')}`])
    expect(database.ports).toBeUndefined()
  })
})
