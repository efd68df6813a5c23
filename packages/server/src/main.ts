import { createHub } from './app.ts'
import type { Hub } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { Refusal } from './errors.ts'
import { maskText } from './net/mask-text.ts'

/** sysexits.h, EX_CONFIG: something is wrong with the settings. */
const EX_CONFIG = 78

await main()

async function main(): Promise<void> {
  try {
    const config = readConfig()
    const hub = await createHub(config)
    stopWhenAsked(hub)
    greet(config, hub, await listen(config, hub))
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(error instanceof ConfigError ? EX_CONFIG : 1)
  }
}

async function listen(config: Config, hub: Hub): Promise<string> {
  try {
    return await hub.listen()
  } catch (error) {
    await hub.close()
    throw new Refusal('unavailable', cannotListen(config, error), { cause: error })
  }
}

function cannotListen({ host, port }: Config, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Stop that one, or set PORT to a free port (0 picks one).`
  if (code === 'EACCES') return `Port ${port} may not be used by this user. Set PORT to one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is ${host}, which is not an address of this machine. Set it to 127.0.0.1 or 0.0.0.0.`
  return `Cannot listen on ${host}, port ${port}: ${String(code ?? error)}. Check PORT and HOST.`
}

/** Tells the person who started it where to go. */
function greet(config: Config, hub: Hub, address: string): void {
  const url = config.publicUrl ?? address
  const lines = [`Jackfield is running at ${url}`, `  API reference   ${url}/docs`]
  if (config.publicUrl !== undefined) lines.push(`  listening on    ${address}`)
  const { firstStart } = hub
  if (firstStart.state === 'admin-created')
    lines.push(`  first account   made for ${firstStart.email}; log in with the password that was set`)
  if (firstStart.state === 'waiting')
    lines.push(
      '',
      'Nobody has an account yet. Make the first one here; the link works once:',
      `  ${url}/setup?token=${firstStart.token}`,
    )
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** A service manager signals the whole process group, and the launcher passes its own on: that is one wish. */
const SAME_WISH_MS = 2000

/** The first signal ends in order; one that comes later, from somebody who has waited, ends at once. */
function stopWhenAsked(hub: Hub): void {
  let askedAt: number | undefined
  const stop = () => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(1)
      return
    }
    askedAt = performance.now()
    hub.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${explain(error)}\n`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
  // Started by a program of ours: without it nobody would ever stop us.
  if (process.send) process.on('disconnect', stop)
}

/** Refusals are written for people; anything else is a bug, and its stack says where. */
function explain(error: unknown): string {
  if (error instanceof Refusal) return [error.message, error.hint].filter(Boolean).join(' ')
  if (error instanceof ConfigError) return error.message
  return maskText(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
