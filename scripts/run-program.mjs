// Plain JavaScript for Node 20 and newer, without dependencies: it is a part of the launcher.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runChild } from './child.mjs'
import { environmentFor, nodeFlags } from './node-binary.mjs'

/**
 * Runs one of our programs, which ends when the launcher does.
 * @param {string} root the repository
 * @param {string} node the Node to run it with
 * @param {{ program: string, args?: string[], env?: Record<string, string>, stdio?: import('node:child_process').StdioOptions }} command
 *   `env` counts where the environment says nothing
 * @returns {Promise<{ code: number | null, signal: string | null }>} how it ended
 */
export function runProgram(root, node, { program, args = [], env = {}, stdio = 'inherit' }) {
  const guard = pathToFileURL(join(root, 'scripts', 'stop-with-parent.mjs'))
  guard.searchParams.set('parent', String(process.pid))
  const line = [...nodeFlags, '--import', guard.href, join(root, program), ...args]
  // Sources are run as they are: what Node makes of them once serves every start after.
  const cache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') }
  return runChild(node, line, { cwd: root, env: { ...cache, ...env, ...environmentFor(node) }, stdio })
}
