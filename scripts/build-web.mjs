// Plain JavaScript for Node 20 and newer, without dependencies: it is a part of the launcher.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { holdLock } from './hold-lock.mjs'
import { runProgram } from './run-program.mjs'

/** A build that failed, told in words for a person; `ending` is how it ended. */
export class BuildError extends Error {
  constructor(message, ending) {
    super(message)
    this.ending = ending
  }
}

/**
 * Makes `packages/web/dist` what the sources of the dashboard say. Does nothing when it was built from the very same.
 * @param {string} root the repository
 * @param {string} node the Node to build with
 * @param {(line: string) => void} say
 * @throws {BuildError} and what was built before stays
 */
export async function ensureBuilt(root, node, say) {
  if (isBuilt(root)) return
  const release = await holdLock(join(root, '.jackfield-building'), 'build', say)
  try {
    // Whoever held the lock before us may have done it.
    if (!isBuilt(root)) await build(root, node, say)
  } finally {
    rmSync(join(root, 'packages/web/.building'), { recursive: true, force: true })
    release()
  }
}

/** Nobody is served a half: it is built beside, and then takes the place. */
async function build(root, node, say) {
  const place = join(root, 'packages/web/.building')
  const fresh = join(place, 'new')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)
  // Before the build, so that what somebody saves meanwhile is built the next time.
  const sources = hashOfSources(root)
  const begun = performance.now()
  say('Building the dashboard ...')
  // What it says is no part of the output of the program that needs it.
  const command = { program: 'packages/web/build.ts', args: [fresh], stdio: ['ignore', 2, 2] }
  const ending = await runProgram(root, node, command)
  if (ending.code !== 0)
    throw new BuildError('The dashboard cannot be built: see what it says above.', ending)
  writeFileSync(join(fresh, '.built-from'), `${sources}\n`)
  const dist = join(root, 'packages/web/dist')
  if (existsSync(dist)) renameSync(dist, join(place, 'old'))
  renameSync(fresh, dist)
  say(`The dashboard is built (${((performance.now() - begun) / 1000).toFixed(1)} s).`)
}

function isBuilt(root) {
  try {
    const stamp = readFileSync(join(root, 'packages/web/dist/.built-from'), 'utf8')
    return stamp.trim() === hashOfSources(root)
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}

/** Over everything that goes into the build, by name and content. */
function hashOfSources(root) {
  const web = readdirSync(join(root, 'packages/web'))
    .filter((name) => /\.ts$|^index\.html$|^package\.json$/.test(name))
    .map((name) => `packages/web/${name}`)
  const folders = ['packages/web/src', 'packages/web/public', 'packages/sdk/src']
  /** @type {string[]} */
  const files = ['package-lock.json', ...web, ...folders.flatMap((folder) => filesBelow(root, folder))]
  const hash = createHash('sha256')
  for (const file of files.toSorted()) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** @returns {string[]} relative to the repository, with forward slashes; none where there is no such folder */
function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => statSync(join(root, path)).isFile())
}
