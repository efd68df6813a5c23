// The launcher behind every npm script: installs when the lockfile changed, finds a Node that is new enough, builds
// the dashboard where it is needed, and runs the program. Plain JavaScript for Node 20 and newer, without dependencies.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BuildError, ensureBuilt } from './build-web.mjs'
import { endLike } from './child.mjs'
import { ensureInstalled, InstallError } from './install.mjs'
import { runProgram } from './run-program.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Each command: a program below the repository, the arguments before the ones that a person gives, and variables for
 * where the environment says nothing. `dashboard`: it is built first.
 */
const commands = {
  install: {},
  build: { dashboard: true },
  start: { program: 'packages/server/src/main.ts', dashboard: true },
  test: { program: 'node_modules/vitest/vitest.mjs', args: ['run'], dashboard: true },
  tour: { program: 'packages/server/tour/main.ts' },
  demo: { program: 'packages/server/demo/main.ts', dashboard: true },
  screenshots: { program: 'packages/web/browser/screenshots.ts', dashboard: true },
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
  if (command.dashboard) await ensureBuilt(root, node, say)
  if (!command.program) return
  const args = [...(command.args ?? []), ...given]
  endLike(await runProgram(root, node, { ...command, args }))
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
  if (!(error instanceof InstallError || error instanceof BuildError)) throw error
  if (error.ending?.signal) endLike(error.ending)
  else fail(error.message, 1)
}
