import { parseArgs } from 'node:util'
import type { BenchOptions } from './benchmark.ts'
import { eras } from './mcp-messages.ts'

/** The command line, read. */
export interface CommandLine {
  /** Benchmarks by name; empty: all of them. */
  names: string[]
  json: boolean
  help: boolean
  options: BenchOptions
}

export const helpText = `npm run bench [name ...] -- [options]

  --seconds 10          how long each side is measured in each round
  --rounds 5            how often the sides take turns
  --settle 60           seconds of rest before memory is read
  --era legacy|modern   one wire era only
  --database postgres   on a real PostgreSQL instead of the embedded database
  --profile DIRECTORY   the hub writes a CPU profile there when it ends
  --json                the reports as JSON`

/** @throws TypeError that names the option which is unknown or malformed. */
export function readOptions(args: string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      settle: { type: 'string' },
      era: { type: 'string' },
      database: { type: 'string', default: 'embedded' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { database, era } = values
  if (database !== 'embedded' && database !== 'postgres')
    throw new TypeError('--database is embedded or postgres.')
  const chosen = eras.filter((one) => era === undefined || one === era)
  if (chosen.length === 0) throw new TypeError('--era is legacy or modern.')
  return {
    names: positionals,
    json: values.json,
    help: values.help,
    options: {
      database,
      eras: chosen,
      seconds: positive('seconds', values.seconds),
      rounds: positive('rounds', values.rounds),
      settleSeconds: positive('settle', values.settle),
      profileDirectory: values.profile,
    },
  }
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!(value > 0)) throw new TypeError(`--${name} is a number above 0.`)
  return value
}
