import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterAll, expect, it } from 'vitest'
import config from '../../.dependency-cruiser.cjs'

const house = mkdtempSync(join(tmpdir(), 'jackfield-rules-'))
afterAll(() => rmSync(house, { recursive: true, force: true }))

const write = (path, text) => {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), text)
}

/** The names of the rules that one import breaks. */
async function broken(from, to, keyword = 'import type') {
  rmSync(join(house, 'packages'), { recursive: true, force: true })
  const inHouse = to.startsWith('packages/')
  if (inHouse) write(to, 'export const there = 1\n')
  else if (!to.startsWith('node:')) packageNamed(to)
  const up = '../'.repeat(from.split('/').length - 1)
  write(from, `${keyword} { there } from '${inHouse ? up + to : to}'\nexport type Here = typeof there\n`)
  const options = { ...config.options, ruleSet: config, validate: true, baseDir: house }
  const { output } = await cruise([from], options)
  return output.summary.violations.map(({ rule }) => rule.name)
}

function packageNamed(name) {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
  write(`node_modules/${name}/index.js`, 'export const there = 1\n')
  write('package.json', JSON.stringify({ dependencies: { [name]: '1.0.0' } }))
}

const server = (path) => `packages/server/src/${path}`

it.each([
  ['direction: http', 'http/rest/agents.ts', 'app.ts'],
  ['direction: calls and jobs', 'calls/call-tool.ts', 'http/mcp.ts'],
  ['direction: verbs', 'agents/create.ts', 'jobs/queue.ts'],
  ['direction: verbs', 'a-folder-of-later/create.ts', 'calls/call-tool.ts'],
  ['direction: credentials and audit', 'credentials/open.ts', 'agents/create.ts'],
  ['direction: oauth-client, connectors and context', 'connectors/mcp.ts', 'audit/append.ts'],
  ['direction: oauth-client, connectors and context', 'context.ts', 'agents/create.ts'],
  ['direction: storage and net', 'net/safe-fetch.ts', 'context.ts'],
  ['direction: ground', 'errors.ts', 'net/safe-fetch.ts'],
  ['never: connectors know no storage and no credentials', 'connectors/mcp.ts', 'storage/database.ts'],
  ['never: connectors know no storage and no credentials', 'connectors/mcp.ts', 'credentials/open.ts'],
  ['never: only calls/ runs a connector', 'agents/create.ts', 'connectors/forward.ts'],
  ['never: only calls/ runs a connector', 'jobs/refresh.ts', 'connectors/mcp/run-tool.ts'],
  ['never: anything but app.ts imports http/', 'jobs/refresh.ts', 'http/mcp.ts'],
  ['never: verbs import calls/', 'agents/create.ts', 'calls/call-tool.ts'],
  ['never: the two OAuth sides import each other (ours)', 'oauth-server/grant.ts', 'oauth-client/start.ts'],
  ['never: the two OAuth sides import each other (theirs)', 'oauth-client/start.ts', 'oauth-server/grant.ts'],
])('%s: %s may not import %s', async (rule, from, to) => {
  expect(await broken(server(from), server(to))).toContain(rule)
})

it.each([
  ['never: only storage/ imports a database driver', server('agents/create.ts'), 'pg'],
  ['never: only storage/ imports a database driver', server('calls/call-tool.ts'), 'node:sqlite'],
  ['never: only net/ opens an outward connection', server('connectors/http.ts'), 'undici'],
  ['never: only net/ opens an outward connection', server('oauth-client/start.ts'), 'node:dns/promises'],
  ['never: a web server outside http/', server('agents/create.ts'), 'hono'],
  ['never: another package imports the server', 'packages/cli/src/main.ts', server('ids.ts')],
  ['never: the server imports a face of its own product', server('ids.ts'), 'packages/sdk/src/client.ts'],
  [
    'never: the ground imports what stands on it',
    'packages/sdk/src/contract.ts',
    'packages/sdk/src/client.ts',
  ],
  [
    'never: the catalog imports another package of ours',
    'packages/catalog/src/run.ts',
    'packages/platform/src/index.ts',
  ],
  ['never: a catalog app imports anything but define.ts', 'packages/catalog/src/apps/a.ts', 'zod'],
])('%s: %s may not import %s', async (rule, from, to) => {
  expect(await broken(from, to)).toContain(rule)
})

it.each([
  [server('app.ts'), server('http/mcp.ts')],
  [server('http/rest/agents.ts'), server('agents/create.ts')],
  [server('calls/call-tool.ts'), server('connectors/forward.ts')],
  [server('agents/create.ts'), server('audit/append.ts')],
  [server('agents/create.ts'), server('templates/find.ts')],
  [server('agents/create.ts'), 'kysely'],
  [server('context.ts'), server('storage/database.ts')],
  [server('log.ts'), server('net/mask-text.ts')],
  [server('storage/postgres.ts'), 'pg'],
  [server('net/safe-fetch.ts'), 'undici'],
  [server('http/serve.ts'), '@hono/node-server'],
  [server('agents/create.ts'), 'packages/sdk/src/contract.ts'],
  ['packages/cli/src/main.ts', 'packages/sdk/src/client.ts'],
  ['packages/catalog/src/apps/a.ts', 'packages/catalog/src/define.ts'],
])('%s may import %s', async (from, to) => {
  expect(await broken(from, to)).toEqual([])
})

it('lets http/ name the types of a connection, and nothing more', async () => {
  const [face, module] = [server('http/mcp.ts'), 'node:http']
  expect(await broken(face, module)).toEqual([])
  expect(await broken(face, module, 'import')).toEqual(['never: http/ opens an outward connection'])
})

it('refuses a circle, also one of types', async () => {
  write(server('agents/a.ts'), "import type { B } from './b.ts'\nexport type A = B\n")
  write(server('agents/b.ts'), "import type { A } from './a.ts'\nexport type B = A\n")
  const options = { ...config.options, ruleSet: config, validate: true, baseDir: house }
  const { output } = await cruise([server('agents/a.ts')], options)
  expect(output.summary.violations.map(({ rule }) => rule.name)).toContain('no import cycles')
})
