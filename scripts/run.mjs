// The launcher behind every npm script: installs when the lockfile changed, finds a Node that is new enough,
// and runs the program with it. Plain JavaScript for Node 20 and newer, without dependencies.
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { endLike, runChild } from './child.mjs'
import { ensureInstalled, InstallError } from './install.mjs'
import { environmentFor, nodeFlags } from './node-binary.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Each command: a program below the repository, the arguments before the ones that a person gives, and variables for
 * where the environment says nothing.
 */
const commands = {
  install: {},
  start: { program: 'packages/server/src/main.ts' },
  test: { program: 'node_modules/vitest/vitest.mjs', args: ['run'] },
  tour: { program: 'packages/server/tour/main.ts' },
  conformance: { program: 'packages/server/conformance/main.ts' },
  chaos: {
    program: 'node_modules/vitest/vitest.mjs',
    args: [
      'run',
      '--project',
      'server-postgres',
      'packages/server/test/nodes/chaos.test.ts',
      'packages/server/test/nodes/refresh.test.ts',
    ],
    env: { CHAOS_ROUNDS: '50' },
  },
  bench: { program: 'bench/main.ts' },
  jackfield: { program: 'packages/cli/src/main.ts' },
  backup: { program: 'packages/server/src/operator/main.ts', args: ['backup'] },
  restore: { program: 'packages/server/src/operator/main.ts', args: ['restore'] },
  'rotate-key': { program: 'packages/server/src/operator/main.ts', args: ['rotate-key'] },
  seed: { program: 'packages/server/src/operator/main.ts', args: ['seed'] },
  check: { program: 'scripts/check.mjs' },
  smoke: { program: 'scripts/smoke.mjs' },
  lint: { program: 'node_modules/oxlint/bin/oxlint' },
  format: { program: 'node_modules/oxfmt/bin/oxfmt' },
}

async function main([name, ...given]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) return fail(`Unknown command "${name ?? ''}": one of ${Object.keys(commands).join(', ')}.`, 2)
  const node = await ensureInstalled(root, say)
  if (command.program) await runProgram(node, command, given)
}

async function runProgram(node, { program, args = [], env = {} }, given) {
  const guard = pathToFileURL(join(root, 'scripts', 'stop-with-parent.mjs'))
  guard.searchParams.set('parent', String(process.pid))
  const line = [...nodeFlags, '--import', guard.href, join(root, program), ...args, ...given]
  // Sources are run as they are: what Node makes of them once serves every start after.
  const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') }
  endLike(await runChild(node, line, { cwd: root, env: { ...cache, ...env, ...environmentFor(node) } }))
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(message, code) {
  say(message)
  process.exitCode = code
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof InstallError)) throw error
  if (error.ending?.signal) endLike(error.ending)
  else fail(error.message, 1)
}
