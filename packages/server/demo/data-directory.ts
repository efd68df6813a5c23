import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../src/errors.ts'
import { lockDataDirectory } from '../src/storage/data-directory-lock.ts'

/** What a directory of the demo is known by; nothing else is ever removed. */
const markerName = 'jackfield-demo.json'

const Marker = z.object({
  about: z.string(),
  /** Whether everything that belongs into it was made. */
  ready: z.boolean(),
  /** Of what the demo knows by its address: the MCP servers by name, and `webhooks`. */
  ports: z.record(z.string(), z.number()),
})
type Marker = z.output<typeof Marker>

/** Where a demo keeps its data. */
export interface DemoDirectory {
  path: string
  /** What was made there by an earlier start and is kept; undefined when everything is made anew. */
  kept: { ports: Record<string, number> } | undefined
  /** Everything was made: the next start may keep it. */
  finish(ports: Record<string, number>): void
}

/**
 * Takes a directory for the demo. One of an earlier demo is removed unless it is to be kept; any other that is there
 * is left alone.
 * @param startFrom a data directory whose database is copied into a new one
 * @throws Refusal `unavailable` when the directory belongs to something else, or when a demo runs in it
 */
export function prepareDirectory(
  directory: string,
  { keep = false, startFrom }: { keep?: boolean; startFrom?: string | undefined },
): DemoDirectory {
  const path = resolve(directory)
  const marker = readMarker(path)
  if (!marker && existsSync(path))
    throw new Refusal('unavailable', `${path} is there already and holds no demo, so it was left alone.`, {
      hint: 'Choose another directory with --data.',
    })
  // Nobody may be in it.
  if (marker) lockDataDirectory(path).release()
  const kept = keep && marker?.ready ? { ports: marker.ports } : undefined
  if (!kept) {
    rmSync(path, { recursive: true, force: true })
    mkdirSync(path, { recursive: true, mode: 0o700 })
    writeMarker(path, false, {})
    if (startFrom !== undefined)
      cpSync(join(startFrom, 'postgres'), join(path, 'postgres'), { recursive: true })
  }
  return { path, kept, finish: (ports) => writeMarker(path, true, ports) }
}

function readMarker(path: string): Marker | undefined {
  try {
    return Marker.parse(JSON.parse(readFileSync(join(path, markerName), 'utf8')))
  } catch {
    return undefined
  }
}

function writeMarker(path: string, ready: boolean, ports: Record<string, number>): void {
  const about =
    'Invented data of `npm run demo`. The next start removes this directory unless it gets --keep.'
  writeFileSync(
    join(path, markerName),
    `${JSON.stringify({ about, ready, ports } satisfies Marker, null, 2)}\n`,
  )
}
