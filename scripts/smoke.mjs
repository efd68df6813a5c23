// The product as somebody meets it who just cloned it: started unattended through npm, a key made without a
// browser, stopped, started again. Ends with 1 at the first thing that is not as promised.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants, runs } from './process-tree.mjs'
import { root } from './source-files.mjs'

const readyMs = 90_000
const stopMs = 30_000
const email = 'owner@example.com'
const password = 'a password for the smoke run'

const place = mkdtempSync(join(tmpdir(), 'jackfield-smoke-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const environment = {
  ...process.env,
  PORT: String(port),
  JACKFIELD_DATA_DIR: join(place, 'data'),
  JACKFIELD_CONFIG_DIR: join(place, 'client'),
  JACKFIELD_ADMIN_EMAIL: email,
  JACKFIELD_ADMIN_PASSWORD: password,
}
const started = []

try {
  const key = await firstRun()
  await secondRun(key)
  console.log('smoke run passed')
} catch (error) {
  console.error(`smoke run FAILED: ${error.message}`)
  process.exitCode = 1
} finally {
  await endAll()
  rmSync(place, { recursive: true, force: true })
}

/** Started and stopped as a person does: npm gets the signal, and nothing may be left. */
async function firstRun() {
  const server = start('npm', ['start'])
  await ready(server)
  console.log('started by npm start')
  await mustShowDashboard()
  await jackfield(['login', '--url', url, '--email', email, '--password-stdin'], password)
  const key = (await jackfield(['keys', 'create', 'smoke'])).trim().split('\n').at(-1)
  if (!key.startsWith('jf_')) throw new Error('"jackfield keys create" printed no key on its last line')
  await mustAnswer(key)
  console.log('made an API key with the command line client, and used it')
  await stop(server)
  console.log('stopped by SIGTERM to npm; nothing is left running')
  return key
}

/** Started as a service manager does, on the same data: nothing is installed, and it ends in order. */
async function secondRun(key) {
  const server = start(process.execPath, [join(root, 'scripts/run.mjs'), 'start'])
  await ready(server)
  if (server.output.includes('npm ci')) throw new Error('the second start installed something')
  await mustAnswer(key)
  const { code, signal } = await stop(server)
  if (code !== 0) throw new Error(`the server ended with ${signal ?? code} on SIGTERM instead of 0`)
  console.log('started again on the same data, stopped by SIGTERM: code 0')
}

function start(command, args, input = 'ignore') {
  const child = spawn(command, args, { cwd: root, env: environment, stdio: [input, 'pipe', 'pipe'] })
  const server = { child, output: '', ended: once(child, 'exit'), family: [] }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (server.output += text))
  }
  started.push(server)
  return server
}

async function ready(server) {
  const deadline = Date.now() + readyMs
  while (!(await answers('/readyz'))) {
    const gone = server.child.exitCode !== null || server.child.signalCode !== null
    if (gone || Date.now() > deadline) throw new Error(`the server is not ready. It said:\n${server.output}`)
    await sleep(100)
  }
  server.family = [server.child.pid, ...descendants(server.child.pid)]
}

async function answers(path, headers = {}) {
  const response = await fetch(`${url}${path}`, { headers }).catch(() => undefined)
  await response?.arrayBuffer()
  return response?.ok === true
}

async function mustAnswer(key) {
  if (!(await answers('/api/v1/agents', { authorization: `Bearer ${key}` })))
    throw new Error('GET /api/v1/agents does not take the key')
}

/** Its page, and one script that the page names. */
async function mustShowDashboard() {
  const page = await fetch(`${url}/`, { headers: { accept: 'text/html' } })
  const [script] = /\/assets\/[\w.-]+\.js/.exec(await page.text()) ?? []
  if (page.status !== 200 || !script) throw new Error(`GET / is no dashboard, but ${page.status}`)
  const { status, headers } = await fetch(`${url}${script}`)
  if (status !== 200 || !headers.get('content-type')?.startsWith('text/javascript'))
    throw new Error(`GET ${script}: ${status} ${headers.get('content-type')}`)
  console.log('the dashboard is served')
}

async function stop(server) {
  server.child.kill('SIGTERM')
  const deadline = Date.now() + stopMs
  while (server.family.some(runs)) {
    if (Date.now() > deadline) throw new Error(`still running after SIGTERM:\n${server.output}`)
    await sleep(100)
  }
  if (await answers('/healthz')) throw new Error(`something still answers at ${url}`)
  const [code, signal] = await server.ended
  return { code, signal }
}

/** Runs the command line client as its users do, and gives what it printed. */
async function jackfield(args, input) {
  const client = start('npx', ['jackfield', ...args], 'pipe')
  client.child.stdin.end(input)
  const [code] = await once(client.child, 'close')
  if (code !== 0) throw new Error(`"jackfield ${args.join(' ')}" ended with ${code}:\n${client.output}`)
  return client.output
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address()
  server.close()
  await once(server, 'close')
  return free
}

/** By their ids, and only what was started here. */
async function endAll() {
  for (const pid of started.flatMap(({ child, family }) => [child.pid, ...family]).filter(runs)) {
    process.kill(pid, 'SIGKILL')
  }
}
