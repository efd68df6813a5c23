import { execFileSync, spawn } from 'node:child_process'
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRequire } from 'node:module'
import { buildSdk, type BuiltModule } from '../build.ts'
import { answeringServer, json } from './answering-server.ts'

/** A project that has installed the published package. */
const project = mkdtempSync(join(tmpdir(), 'jackfield-sdk-project-'))
const installed = join(project, 'node_modules/@jackfield/sdk')
const packageOf = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
let modules: BuiltModule[]

beforeAll(async () => {
  modules = await buildSdk(installed)
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
  symlinkSync(packageOf('zod'), join(project, 'node_modules/zod'))
  symlinkSync(packageOf('@types/node'), join(project, 'node_modules/@types/node'))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
}, 120_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** The oldest Node on the machine: the one that people have, where it is not ours. */
function oldestNode(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = [
    ...new Set(
      [...folders, '/usr/bin', '/usr/local/bin'].flatMap((folder) => globSync(join(folder, 'node'))),
    ),
  ]
  const versions = found.map((path) => {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' })
    return { path: realpathSync(path), major: Number(/^v(\d+)/.exec(version)?.[1]) }
  })
  const usable = versions.filter(({ major }) => major >= 20).toSorted((a, b) => a.major - b.major)
  return usable[0]?.path ?? process.execPath
}

it('runs in plain Node, without type stripping', async () => {
  const server = await answeringServer(json(200, { items: [{ id: 'agt_1' }] }))
  writeFileSync(
    join(project, 'run.js'),
    `import { createClient, JackfieldError, mcpConfig } from '@jackfield/sdk'
     import { AgentInput } from '@jackfield/sdk/contract'
     const { items } = await createClient({ url: '${server.url}' }).agents.list()
     let refused
     try { createClient({ url: 'nonsense' }) } catch (error) { refused = error instanceof JackfieldError && error.code }
     const { text } = mcpConfig('cursor', { name: 'a', endpoint: 'http://a' })
     console.log(JSON.stringify({ items, refused, cursor: JSON.parse(text), name: AgentInput.parse({ name: ' a ' }).name }))`,
  )
  const child = spawn(oldestNode(), [join(project, 'run.js')], { stdio: 'pipe' })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  await server.close()
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({ items: [{ id: 'agt_1' }], refused: 'invalid', name: 'a' })
})

it('imports nothing in the client and only zod in the contract, so that browsers can run it', () => {
  expect(Object.fromEntries(modules.map(({ file, imports }) => [file, imports]))).toEqual({
    'client.js': [],
    'contract.js': ['zod'],
  })
  const code = modules.map(({ file }) => readFileSync(join(installed, file), 'utf8')).join('\n')
  expect(code).not.toMatch(/\b(process|Buffer|__dirname|globalThis\.process)\b\s*[.[]/)
})

it('stays small', () => {
  for (const { file, size, gzipped } of modules)
    console.log(`${file}: ${size.toFixed(1)} KB, gzipped ${gzipped.toFixed(1)} KB`)
  expect(modules.find(({ file }) => file === 'client.js')?.gzipped).toBeLessThan(12)
})

it.each(['nodenext', 'bundler'])('has its types under %s resolution', (resolution) => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { createClient, type Agent, type Me } from '@jackfield/sdk'
     import { AgentInput } from '@jackfield/sdk/contract'
     const client = createClient({ url: 'http://127.0.0.1' })
     export const agents: Promise<{ items: Agent[] }> = client.agents.list()
     export const me: Promise<Me> = client.session.get()
     export const name: string = AgentInput.parse({}).name
     // @ts-expect-error: a name is no number, unless nothing has a type at all
     void client.agents.create({ name: 1 })`,
  )
  const options = [
    '--strict',
    '--noEmit',
    '--target',
    'es2022',
    '--module',
    resolution === 'bundler' ? 'esnext' : resolution,
  ]
  const line = [join(packageOf('typescript'), 'bin/tsc'), ...options, '--moduleResolution', resolution]
  const report = execFileSync(process.execPath, [...line, '--types', 'node', 'use.ts'], {
    cwd: project,
    encoding: 'utf8',
  })
  expect(report).toBe('')
})
