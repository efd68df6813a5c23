import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const scripts = fileURLToPath(new URL('..', import.meta.url))

/** Says when it is up, waits, and ends in order on SIGTERM with a code that nothing else gives. */
const program = `
import { appendFileSync } from 'node:fs'
const say: (line: string) => void = (line) => appendFileSync('said.log', line + '\\n')
process.on('SIGTERM', () => { say('stopping'); setTimeout(() => { say('stopped'); process.exit(7) }, 50) })
say('up ' + process.pid + ' ' + process.argv.slice(2).join(' '))
// What a failed test leaves behind ends by itself.
setTimeout(() => process.exit(9), 60_000)
`

/** Builds a dashboard of one page, or fails where its source says so. */
const build = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
const text: string = readFileSync('packages/web/index.html', 'utf8')
const folder: string = process.argv[2]!
mkdirSync(folder)
writeFileSync(folder + '/index.html', text)
if (text === 'broken') process.exit(3)
`

/**
 * A repository with the launcher, a dashboard, and one program without dependencies, which real npm installs without a
 * network: npm links the one workspace.
 */
export function smallRepository() {
  const root = mkdtempSync(join(tmpdir(), 'jackfield-launcher-'))
  const write = (path, text) => writeFileSync(join(root, path), text)
  const writeJson = (path, value) => write(path, JSON.stringify(value))
  cpSync(scripts, join(root, 'scripts'), { recursive: true, filter: (path) => !path.includes('/test') })
  mkdirSync(join(root, 'packages/server/src'), { recursive: true })
  const scriptsOfPackage = { start: 'node scripts/run.mjs start' }
  writeJson('package.json', {
    name: 'r',
    version: '1.0.0',
    workspaces: ['packages/*'],
    scripts: scriptsOfPackage,
  })
  writeJson('packages/server/package.json', { name: 's', version: '1.0.0', type: 'module' })
  write('packages/server/src/main.ts', program)
  mkdirSync(join(root, 'packages/web/src'), { recursive: true })
  write('packages/web/build.ts', build)
  write('packages/web/index.html', 'first')
  npm(root, 'install', '--package-lock-only', '--offline')
  return {
    root,
    write,
    lockfile: () => readFileSync(join(root, 'package-lock.json'), 'utf8'),
    isStamped: () => existsSync(join(root, 'node_modules/.jackfield-install')),
    npm: (...args) => npm(root, ...args),
    launch: (...args) => launch(root, process.execPath, ['scripts/run.mjs', ...args]),
    launchByNpm: () => launch(root, 'npm', ['start']),
    said: (pattern) => said(root, pattern),
    forget: () => rmSync(join(root, 'said.log'), { force: true }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

function npm(root, ...args) {
  const { status, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** A started launcher: `ended` answers how it ended, and what it wrote to the error output. */
function launch(root, command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text))
  // Not "close": what is to be orphaned here holds the pipe open.
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal, errors }))
  return { child, ended }
}

/** Resolves with the match when the program has written it to its log. */
async function said(root, pattern) {
  const file = join(root, 'said.log')
  for (;;) {
    const match = pattern.exec(existsSync(file) ? readFileSync(file, 'utf8') : '')
    if (match) return match
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
