import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { parseAllowedHosts } from '../net/allowed-hosts.ts'
import { createSafeFetch } from '../net/safe-fetch.ts'
import { noTracing } from '../traces.ts'
import type { Tracing } from '../traces.ts'
import { version } from '../version.ts'

/**
 * Tracing as the settings have it. The collector gets a door of its own, which opens to that host alone: that the
 * operator chose it allows nothing to anybody else.
 */
export async function startTracing({ otlpEndpoint }: Config, log: Logger): Promise<Tracing> {
  if (otlpEndpoint === undefined) return noTracing
  // The libraries are heavy, so only who uses them loads them.
  const { openTracing } = await import('./open-tracing.ts')
  const { hostname, port, protocol } = new URL(otlpEndpoint)
  const allowed = parseAllowedHosts(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`)
  const door = createSafeFetch({ allowed, userAgent: `jackfield/${version}` })
  const tracing = openTracing({ endpoint: otlpEndpoint, net: door.fetch, log })
  return {
    ...tracing,
    async close() {
      await tracing.close()
      await door.close()
    },
  }
}
