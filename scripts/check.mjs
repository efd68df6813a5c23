// Everything that can be said about the sources without running them. All steps run, whatever fails; the end
// lists what did.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './source-files.mjs'

const steps = [
  { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  {
    name: 'types of the dashboard',
    program: 'node_modules/typescript/bin/tsc',
    args: ['-p', 'packages/web/tsconfig.json'],
  },
  { name: 'lint', program: 'node_modules/oxlint/bin/oxlint', args: [] },
  { name: 'format', program: 'node_modules/oxfmt/bin/oxfmt', args: ['--list-different', '.'] },
  { name: 'dependency rules', program: 'scripts/check-dependencies.mjs', args: [] },
  { name: 'budgets', program: 'scripts/check-budgets.mjs', args: [] },
  { name: 'unused code', program: 'node_modules/knip/bin/knip.js', args: ['--no-config-hints'] },
  { name: 'catalog', program: 'scripts/generate-catalog.mjs', args: ['--check'] },
  {
    name: 'weight of the dashboard',
    program: 'packages/web/build.ts',
    args: [join(root, 'node_modules/.cache/dashboard'), '--check'],
  },
  { name: 'lockfile', program: 'scripts/check-lockfile.mjs', args: [] },
]

const failed = steps.filter((step) => !passes(step)).map(({ name }) => name)
console.log(
  failed.length > 0 ? `\ncheck failed: ${failed.join(', ')}` : `\ncheck passed: ${steps.length} steps`,
)
process.exitCode = failed.length > 0 ? 1 : 0

function passes({ name, program, args }) {
  console.log(`\n== ${name}`)
  const begun = performance.now()
  const { status } = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`== ${name}: ${status === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
  return status === 0
}
