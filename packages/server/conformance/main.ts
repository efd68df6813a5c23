import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Closers } from '../src/closers.ts'
import { openLocalHub } from '../tour/local-hub.ts'
import { startAdapter } from './adapter.ts'
import { type Revision, runOfficialSuite, summaryOf } from './official-suite.ts'
import { startReferenceServer } from './reference-server.ts'

const revisions: Revision[] = ['2026-07-28', '2025-11-25']
const closers = new Closers()

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () => void closers.close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143)),
  )
}

try {
  await main()
} finally {
  await closers.close()
}

/** Runs the official suite against the hub with the reference server behind it, once a revision. */
async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'jackfield-conformance-'))
  closers.add(() => rm(directory, { recursive: true, force: true }))
  const reference = await startReferenceServer()
  closers.add(() => reference.close())
  const url = await hubInFrontOf(reference.url)
  const stop = new AbortController()
  closers.add(() => stop.abort())
  for (const revision of revisions) {
    const { output, asExpected, failed } = await runOfficialSuite({
      url,
      revision,
      directory,
      signal: stop.signal,
    })
    process.stdout.write(`\nRevision ${revision}\n${await summaryOf(output, revision)}\n`)
    if (asExpected) continue
    process.exitCode = 1
    process.stdout.write(`Every check that failed, expected or not:\n  ${failed.join('\n  ')}\n`)
  }
  process.stdout.write(process.exitCode ? 'Not as expected: see above.\n' : 'Everything is as expected.\n')
}

/** @returns the address at which the suite finds an agent that has the reference server on */
async function hubInFrontOf(referenceUrl: string): Promise<string> {
  const { client } = await openLocalHub(closers)
  const connector = await client.connectors.addCustom({ name: 'ref', url: referenceUrl, acknowledged: true })
  const agent = await client.agents.create({ name: 'Conformance' })
  await client.agents.setToggles(agent.id, { version: agent.version, toggles: { [connector.id]: 'on' } })
  const { secret } = await client.agents.keys.create(agent.id, { name: 'Suite' })
  const adapter = await startAdapter({ endpoint: agent.endpoint, key: secret, prefix: `${connector.slug}__` })
  closers.add(() => adapter.close())
  return adapter.url
}
