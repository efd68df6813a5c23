import type { Config } from '../config.ts'
import type { Prometheus } from './prometheus.ts'

/** Metrics as the settings have them; the library is loaded only when they are on. */
export async function startMetrics({ metrics }: Config): Promise<Prometheus | undefined> {
  if (!metrics) return undefined
  const { openPrometheus } = await import('./prometheus.ts')
  return openPrometheus()
}
