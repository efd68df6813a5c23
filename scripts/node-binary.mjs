// Plain JavaScript for Node 20 and newer, without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'

/** What every program here is started with: Node prints a warning for each experimental part otherwise. */
export const nodeFlags = ['--disable-warning=ExperimentalWarning']

/**
 * Whether a Node version runs Jackfield's sources as they are: type stripping without a flag or a warning
 * (24.12), `crypto.argon2` (24.7) and `node:sqlite` (22.13). Odd majors never become LTS, and the test and
 * lint tools refuse them.
 * @param {string} version such as `24.21.0` or `v24.21.0`
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major === 24 ? minor >= 12 : major > 24 && major % 2 === 0
}

/** Where the npm package `node` puts the Node that it brings. */
export function bundledNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * The Node to run Jackfield with: the current one if it is new enough, else the one in `node_modules`.
 * @returns {string | undefined} a path, or undefined when there is neither
 */
export function findNode(root) {
  // An install replaces the file that a launcher started from `node_modules` is itself running on.
  if (isNewEnough(process.version) && existsSync(process.execPath)) return process.execPath
  const bundled = bundledNode(root)
  return existsSync(bundled) ? bundled : undefined
}

/** Whether the Node at this path starts on this machine and is new enough. */
export function worksHere(path) {
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && isNewEnough(answer.stdout.trim())
}

/** What to tell a person when no usable Node is to be had. */
export function nodeRemedy() {
  return [
    `Jackfield needs Node 24.12 or newer. This is Node ${process.versions.node}, and the newer one that the`,
    'npm package "node" brings is not there: npm did not run its install script, or could not download it.',
    'Either install Node 24 (https://nodejs.org) and try again, or allow that one script:',
    '  npm rebuild node --ignore-scripts=false',
  ].join('\n')
}

/** The environment in which a program, and what it starts by the name `node`, finds this Node first. */
export function environmentFor(node) {
  const name = pathName()
  return { ...process.env, [name]: [dirname(node), process.env[name]].filter(Boolean).join(delimiter) }
}

/**
 * The environment for npm: without the `node_modules` folders that `npm run` puts on the path, because an
 * install deletes the Node in there while npm would be running on it.
 */
export function environmentForNpm() {
  const name = pathName()
  const inModules = `${sep}node_modules${sep}`
  const kept = (process.env[name] ?? '')
    .split(delimiter)
    .filter((entry) => !`${entry}${sep}`.includes(inModules))
  return { ...process.env, [name]: kept.join(delimiter) }
}

/** The path variable as this machine spells it: Windows says `Path`. */
function pathName() {
  return Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
}
