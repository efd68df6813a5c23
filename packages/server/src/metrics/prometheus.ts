import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Gauge as GaugeSource, Meters } from '../meters.ts'

/** What is measured, in the form that Prometheus reads. */
export interface Prometheus {
  meters: Meters
  /** The text of a scrape (Prometheus text format 0.0.4). */
  scrape(): Promise<{ text: string; contentType: string }>
}

/** Seconds: from an upstream on this machine to one that takes its time. */
const callBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
const commitBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
const batchBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 500]

/** Methods that we answer; anybody can send others, and a label must not be theirs to choose. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** A registry of our own: several hubs in one process share nothing. */
export function openPrometheus(): Prometheus {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    meters: { ...callMeters(registry), ...requestMeters(registry), watch: (gauge) => watch(registry, gauge) },
    scrape: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  }
}

type CallMeters = Pick<Meters, 'callEnded' | 'upstreamFailed' | 'auditBatch' | 'toolsetLookup'>

function callMeters(registry: Registry): CallMeters {
  const registers = [registry]
  const calls = new Counter({
    name: 'jackfield_calls_total',
    help: 'Tool calls, by how they ended and by the family of their connector.',
    labelNames: ['outcome', 'family'] as const,
    registers,
  })
  const seconds = new Histogram({
    name: 'jackfield_call_duration_seconds',
    help: "Tool calls, from the gate's first look to the answer.",
    labelNames: ['family'] as const,
    buckets: callBuckets,
    registers,
  })
  const failures = new Counter({
    name: 'jackfield_upstream_failures_total',
    help: 'Requests to upstreams that failed, by kind; an answer that says no is no failure.',
    labelNames: ['kind'] as const,
    registers,
  })
  const rows = new Histogram({
    name: 'jackfield_audit_batch_rows',
    help: 'Audit rows that were written together.',
    buckets: batchBuckets,
    registers,
  })
  const commits = new Histogram({
    name: 'jackfield_audit_commit_seconds',
    help: 'How long it took to write audit rows together.',
    buckets: commitBuckets,
    registers,
  })
  const lookups = new Counter({
    name: 'jackfield_toolset_lookups_total',
    help: 'Toolsets that were asked for, by whether they were in memory (hit) or had to be loaded (miss).',
    labelNames: ['result'] as const,
    registers,
  })
  return {
    callEnded(known, outcome, durationMs) {
      const family = known ?? 'none'
      calls.inc({ outcome, family })
      seconds.observe({ family }, durationMs / 1000)
    },
    upstreamFailed: (kind) => failures.inc({ kind }),
    auditBatch(count, durationMs) {
      rows.observe(count)
      commits.observe(durationMs / 1000)
    },
    toolsetLookup: (cached) => lookups.inc({ result: cached ? 'hit' : 'miss' }),
  }
}

type RequestMeters = Pick<Meters, 'requestAnswered' | 'credentialRefused' | 'rateLimited'>

function requestMeters(registry: Registry): RequestMeters {
  const registers = [registry]
  const requests = new Counter({
    name: 'jackfield_http_requests_total',
    help: 'HTTP requests, by the pattern of their route, their method and the class of their status.',
    labelNames: ['route', 'method', 'status'] as const,
    registers,
  })
  const credentials = new Counter({
    name: 'jackfield_credential_refusals_total',
    help: 'Requests without a credential, or with one that is unknown, expired or revoked.',
    labelNames: ['face'] as const,
    registers,
  })
  const limited = new Counter({
    name: 'jackfield_rate_limit_refusals_total',
    help: 'Requests that were refused because there were too many, by whose limit it was.',
    labelNames: ['face', 'by'] as const,
    registers,
  })
  return {
    requestAnswered: ({ route, method, status }) =>
      requests.inc({
        route,
        method: methods.has(method) ? method : 'other',
        status: `${Math.floor(status / 100)}xx`,
      }),
    credentialRefused: (face) => credentials.inc({ face }),
    rateLimited: (face, by) => limited.inc({ face, by }),
  }
}

function watch(registry: Registry, { name, help, label, read }: GaugeSource): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames: label ? [label] : [],
    registers: [registry],
    collect() {
      for (const [value, count] of Object.entries(read())) gauge.set(label ? { [label]: value } : {}, count)
    },
  })
}
