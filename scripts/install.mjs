// Plain JavaScript for Node 20 and newer, without dependencies: it runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { holdLock } from './hold-lock.mjs'
import { bundledNode, environmentForNpm, findNode, nodeRemedy, worksHere } from './node-binary.mjs'

/** An install that cannot be done, told in words for a person; `ending` is how npm ended, if it did. */
export class InstallError extends Error {
  constructor(message, ending) {
    super(message)
    this.ending = ending
  }
}

/**
 * Makes `node_modules` what the lockfile says, and gives the Node to run with. Does nothing when the last
 * successful install was of the same lockfile on the same platform.
 * @param {string} root the repository
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the path of a usable Node
 * @throws {InstallError}
 */
export async function ensureInstalled(root, say) {
  const wanted = lockfileHash(root)
  if (readStamp(root) !== wanted || !findNode(root)) await installOnce(root, wanted, say)
  const node = findNode(root)
  if (!node) throw new InstallError(nodeRemedy())
  return node
}

async function installOnce(root, wanted, say) {
  // Beside `node_modules`, which an install empties.
  const release = await holdLock(join(root, '.jackfield-installing'), 'install', say)
  try {
    // Whoever held the lock before us may have done it all.
    const reason = readStamp(root) === wanted ? undefined : whyInstall(root)
    if (reason) {
      say(`Installing the dependencies (npm ci): ${reason}.`)
      await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
    }
    await ensureNode(root, say)
    writeStamp(root, wanted)
  } finally {
    release()
  }
}

/** npm 12 runs no install script that the project does not allow, and a person may have switched off all. */
async function ensureNode(root, say) {
  const node = findNode(root)
  if (node && worksHere(node)) return
  say('Fetching Node 24 (npm rebuild node): its install script did not run.')
  await npm(root, ['rebuild', 'node', '--ignore-scripts=false']).catch(() => {
    throw new InstallError(nodeRemedy())
  })
  if (!worksHere(bundledNode(root))) throw new InstallError(nodeRemedy())
}

async function npm(root, args) {
  const onWindows = process.platform === 'win32'
  // What npm says is no part of the program's own output.
  const stdio = ['ignore', 2, 2]
  const run = runChild(onWindows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    env: environmentForNpm(),
    stdio,
    shell: onWindows,
  })
  const ending = await run.catch((error) => {
    throw new InstallError(`npm did not start (${error.code}): install Node.js with npm, and try again.`)
  })
  if (ending.code !== 0)
    throw new InstallError(`"npm ${args.join(' ')}" failed: see what it says above.`, ending)
}

/** Platform and architecture belong to it, because a folder may be seen from a container and from its host. */
function lockfileHash(root) {
  const file = join(root, 'package-lock.json')
  if (!existsSync(file))
    throw new InstallError('package-lock.json is missing: "git checkout package-lock.json".')
  const platform = `${process.platform}-${process.arch}`
  return createHash('sha256').update(`${platform}\n`).update(readFileSync(file)).digest('hex')
}

function stampFile(root) {
  return join(root, 'node_modules', '.jackfield-install')
}

function readStamp(root) {
  try {
    return readFileSync(stampFile(root), 'utf8').trim()
  } catch {
    return undefined
  }
}

function writeStamp(root, hash) {
  try {
    const draft = `${stampFile(root)}.${process.pid}`
    writeFileSync(draft, `${hash}\n`)
    renameSync(draft, stampFile(root))
  } catch (error) {
    // In a read-only image the modules are what they are; the next start looks at them again.
    if (error.code !== 'EROFS' && error.code !== 'EACCES') throw error
  }
}

/** @returns {string | undefined} why an install is needed; undefined when somebody's own npm has done it */
function whyInstall(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'node_modules is missing'
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!installed) return 'the last install did not finish'
  const wanted = readPackages(join(root, 'package-lock.json')) ?? {}
  return sameModules(wanted, installed) ? undefined : 'package-lock.json changed since the last install'
}

/** The entries of a lockfile, or undefined when there is none that can be read. */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** npm leaves out optional packages that are for other platforms; everything else must be there. */
function sameModules(wanted, installed) {
  const missing = Object.entries(wanted).some(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return false
    const found = installed[path]
    return found ? !sameModule(entry, found) : !(entry.optional || entry.devOptional)
  })
  return !missing && Object.keys(installed).every((path) => path in wanted)
}

function sameModule(a, b) {
  return a.version === b.version && a.integrity === b.integrity && a.link === b.link
}
