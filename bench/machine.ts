import { cpus, loadavg, platform, totalmem } from 'node:os'

/** What the numbers were made on. Nothing that names the machine. */
export function machine() {
  return {
    at: new Date().toISOString(),
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() || 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: platform(),
    node: process.version,
    /** Work that was waiting before the first benchmark began. */
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  }
}

/** The same in one line. */
export function machineLine(found: ReturnType<typeof machine>): string {
  const { at, cores, processor, memoryGb, system, node, load } = found
  return `${at}, ${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node}, load ${load} before`
}
