import { addCatalogRows } from './accounts/add-catalog-rows.ts'
import type { FirstStart } from './accounts/prepare-first-account.ts'
import { prepareFirstAccount } from './accounts/prepare-first-account.ts'
import { openCallLog } from './audit/call-log.ts'
import { Closers } from './closers.ts'
import { ConfigError } from './config.ts'
import type { Config } from './config.ts'
import { dropChangedClients } from './connections/drop-changed-clients.ts'
import { renewalsEnded } from './connections/refresh-credential.ts'
import { shipRequests } from './connector-requests/ship-requests.ts'
import { openUpstreams } from './connectors/upstreams.ts'
import type { Services } from './context.ts'
import { openVault } from './credentials/vault.ts'
import { admission } from './http/admit.ts'
import { healthRoutes } from './http/health.ts'
import { acceptsAnyHost, bracketed } from './http/host-check.ts'
import { hubApp } from './http/hub-app.ts'
import { hubServer } from './http/hub-server.ts'
import { agentEndpoint } from './http/mcp/agent-endpoint.ts'
import { platformEndpoint } from './http/mcp/platform-endpoint.ts'
import { metricsRoutes } from './http/metrics.ts'
import { auditRetention } from './jobs/audit-retention.ts'
import { cleanUp } from './jobs/clean-up.ts'
import { healthChecks } from './jobs/health-checks.ts'
import { refreshAhead } from './jobs/refresh-ahead.ts'
import { deliverWebhook } from './jobs/deliver-webhook.ts'
import { openJobs } from './jobs/open-jobs.ts'
import { openQueue } from './jobs/open-queue.ts'
import type { Queue } from './jobs/open-queue.ts'
import type { Job } from './jobs/job.ts'
import type { Work } from './work.ts'
import { upkeep } from './jobs/upkeep.ts'
import { openLog } from './log.ts'
import { noMeters } from './meters.ts'
import type { Meters } from './meters.ts'
import type { Prometheus } from './metrics/prometheus.ts'
import { startMetrics } from './metrics/start-metrics.ts'
import { parseAllowedHosts } from './net/allowed-hosts.ts'
import type { AllowedHosts } from './net/allowed-hosts.ts'
import { revokeGrant } from './connections/revoke-grant.ts'
import { createSafeFetch } from './net/safe-fetch.ts'
import { openRateLimits } from './rate-limits/rate-limits.ts'
import { openChanges } from './storage/changes.ts'
import { openDatabase } from './storage/database.ts'
import { migrate } from './storage/migrate.ts'
import { watchSchema } from './storage/newer-schema.ts'
import { startTracing } from './tracing/start-tracing.ts'
import { version } from './version.ts'

const DRAIN_MS = 30_000

const jobs: Job[] = [auditRetention, cleanUp, healthChecks, refreshAhead, upkeep]
const works: Work[] = [deliverWebhook, revokeGrant]

/** A whole hub: everything that runs in this process. */
export interface Hub {
  services: Services
  /** What the first start has to tell. */
  firstStart: FirstStart
  /** Starts to answer; resolves with the address. @throws the system's error when the port cannot be had. */
  listen(): Promise<string>
  /** Ends in order: calls in flight are answered, what is to be written is written. May be called twice. */
  close(): Promise<void>
}

/**
 * Builds the product from its settings. What was opened is closed again when a later step fails.
 * @throws Refusal `unavailable` when the database, the data directory or the master key cannot be used;
 *   ConfigError when a setting turns out to be malformed only when it is used.
 */
export async function createHub(config: Config): Promise<Hub> {
  const closers = new Closers()
  try {
    const listening = { port: config.port }
    const prometheus = await startMetrics(config)
    const services = await openServices(config, closers, listening, prometheus?.meters ?? noMeters)
    const firstStart = await prepareFirstAccount(services)
    await shipRequests(services)
    closers.add(() => renewalsEnded(services))
    const running = await openJobs({ services, queue: services.queue, jobs, works })
    closers.add(() => running.close())
    return { services, firstStart, ...serve(services, closers, listening, prometheus) }
  } catch (error) {
    await closers.close()
    throw error
  }
}

/** Which port is in use is known only after the start when PORT is 0. */
interface Listening {
  port: number
}

async function openServices(
  config: Config,
  closers: Closers,
  listening: Listening,
  meters: Meters,
): Promise<Services & { queue: Queue }> {
  const log = openLog(config)
  const tracing = await startTracing(config, log)
  closers.add(() => tracing.close())
  const allowedHosts = readAllowedHosts(config)
  const database = await openDatabase({
    ...(config.databaseUrl === undefined
      ? { dataDirectory: config.dataDirectory }
      : { url: config.databaseUrl }),
    log: (message) => log.warn(message),
  })
  closers.add(() => database.close())
  meters.watch({
    name: 'jackfield_database_connections',
    help: 'Connections to PostgreSQL, and who waits for one.',
    label: 'state',
    read: () => ({ ...database.connections() }),
  })
  await migrate(database)
  await addCatalogRows(database.db)
  const vault = await openVault({ config, database })
  const changes = await openChanges(database, (message) => log.warn(message))
  closers.add(() => changes.close())
  const door = createSafeFetch({ allowed: allowedHosts, userAgent: `jackfield/${version}` })
  closers.add(() => door.close())
  const queue = await openQueue({ database, log, works })
  closers.add(() => queue.close())
  const callLog = openCallLog({ database, log, meters })
  closers.add(() => callLog.close())
  const { openTimeoutMs, callTimeoutMs } = config
  const upstreams = openUpstreams({ net: door.fetch, openTimeoutMs, callTimeoutMs, meters })
  closers.add(() => upstreams.close())
  const publicUrl = () => config.publicUrl ?? localUrl(config, listening.port)
  return {
    config,
    database,
    log,
    net: door.fetch,
    allowedHosts,
    vault,
    changes,
    upstreams,
    callLog,
    queue,
    meters,
    tracing,
    publicUrl,
  }
}

function serve(
  services: Services,
  closers: Closers,
  listening: Listening,
  prometheus: Prometheus | undefined,
): Pick<Hub, 'listen' | 'close'> {
  const { config, database, log, meters } = services
  let closing: Promise<void> | undefined
  const schema = watchSchema(database, (message) => log.error(message))
  closers.add(() => schema.close())
  closers.add(dropChangedClients(services))
  const limits = openRateLimits(config.rates, meters)
  const agents = agentEndpoint(services, limits)
  const platform = platformEndpoint(services, limits)
  const health = healthRoutes({ database, schema, isClosing: () => closing !== undefined })
  const server = hubServer(
    hubApp(services, {
      authenticate: admission(services, limits),
      health,
      agents: agents.routes,
      platform: platform.routes,
      metrics: prometheus && metricsRoutes(prometheus, config.metrics?.token),
    }),
  )
  // Ending the open streams lets the server run empty.
  closers.add(
    async () => void (await Promise.all([server.drain(DRAIN_MS), agents.close(), platform.close()])),
  )
  closers.add(() => server.takeLeave(config.shutdownGraceMs))
  return {
    async listen() {
      listening.port = await server.listen(config.port, config.host)
      if (acceptsAnyHost(services))
        log.warn('Every Host is accepted. Set JACKFIELD_PUBLIC_URL to the address people use.')
      return localUrl(config, listening.port)
    },
    close: () => (closing ??= closers.close()),
  }
}

function readAllowedHosts(config: Config): AllowedHosts {
  try {
    return parseAllowedHosts(config.allowedHosts)
  } catch (error) {
    throw new ConfigError([
      `JACKFIELD_ALLOWED_HOSTS: ${error instanceof Error ? error.message : String(error)}`,
    ])
  }
}

/** The address on this machine: one that can be opened, also when all addresses are listened on. */
function localUrl({ host }: Config, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : bracketed(host)
  return `http://${reachable}:${port}`
}
