import type { Client } from '@jackfield/sdk'
import { createHub } from '../src/app.ts'
import type { Hub } from '../src/app.ts'
import { Closers } from '../src/closers.ts'
import { readConfig } from '../src/config.ts'
import type { Config } from '../src/config.ts'
import { openBrowser } from '../tour/browser.ts'
import { prepareDirectory } from './data-directory.ts'
import type { DemoDirectory } from './data-directory.ts'
import { makeDemo } from './make-demo.ts'
import { signInAgain } from './sign-in-again.ts'
import { demoPassword, logIn, people } from './people.ts'
import { registerRedirects, startStandIns } from './stand-ins.ts'
import type { StandIns } from './stand-ins.ts'
import { troubleAgain } from './troubles.ts'

export interface DemoOptions {
  /** 0 picks a free one. */
  port: number
  /** Removed and made anew, unless it is kept; nothing but an earlier demo is ever removed. */
  dataDirectory: string
  /** Goes on with what an earlier start has made. */
  keep?: boolean
  /** A data directory with an empty, migrated database to begin with: making one takes seconds. */
  startFrom?: string | undefined
  /** Calls in the past of the main account, about. */
  calls?: number
  logLevel?: Config['logLevel']
}

/** A demo that runs. */
export interface Demo {
  url: string
  services: Hub['services']
  standIns: StandIns
  /** How its owner logs in; everybody in `people` has the same password. */
  owner: { email: string; password: string }
  /** The owner's, in the main account. */
  client: Client
  close(): Promise<void>
}

/**
 * Starts a hub with invented data of six weeks, and stand-ins on loopback for every app, where a person can connect
 * what is not connected yet.
 * @throws Refusal `unavailable` when the data directory is somebody else's or in use; the system's error when the port
 *   cannot be had
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const closers = new Closers()
  try {
    return await start(options, closers)
  } catch (error) {
    await closers.close()
    throw error
  }
}

async function start(options: DemoOptions, closers: Closers): Promise<Demo> {
  const directory = prepareDirectory(options.dataDirectory, options)
  const standIns = await startStandIns(closers, directory.kept?.ports ?? {})
  const hub = await createHub(configOf(options, directory, standIns))
  closers.add(() => hub.close())
  const url = await hub.listen()
  registerRedirects(standIns, url)
  const owner = { email: people.owner.email, password: demoPassword }
  if (hub.firstStart.state === 'waiting') {
    await makeDemo({ url, hub, token: hub.firstStart.token, standIns, calls: options.calls ?? 12_000 })
    directory.finish(portsOf(standIns))
  } else {
    await troubleAgain(standIns)
    await signInAgain(await openBrowser({ url, admin: owner }), standIns)
  }
  const { client } = await logIn(url, people.owner)
  return { url, services: hub.services, standIns, owner, client, close: () => closers.close() }
}

/** As of a hub that somebody runs on this machine for themselves; nothing is read from the environment. */
function configOf({ port, logLevel = 'warn' }: DemoOptions, directory: DemoDirectory, standIns: StandIns) {
  return {
    ...readConfig({ JACKFIELD_DATA_DIR: directory.path, JACKFIELD_ALLOWED_HOSTS: '127.0.0.1, localhost' }),
    port,
    logLevel,
    appHosts: standIns.appHosts,
    oauthApps: standIns.oauthApps,
    demo: true,
  } satisfies Config
}

function portsOf({ servers, webhooks }: StandIns): Record<string, number> {
  const ofServers = Object.entries(servers).map(([name, { port }]) => [name, port] as const)
  return { ...Object.fromEntries(ofServers), webhooks: webhooks.port }
}
