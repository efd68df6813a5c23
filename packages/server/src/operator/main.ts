import { parseArgs } from 'node:util'
import { ConfigError } from '../config.ts'
import { SealError } from '../credentials/seal.ts'
import { Refusal } from '../errors.ts'
import { maskText } from '../net/mask-text.ts'
import { runBackup } from './run-backup.ts'
import { runRestore } from './run-restore.ts'
import { runRotateKey } from './run-rotate-key.ts'
import { runSeed } from './run-seed.ts'
import type { Outcome } from './outcome.ts'

// What an operator does with the database itself: backup, restore, rotate-key, seed. Takes the settings of the server.
// Progress goes to stderr, the result to stdout. Exit codes: 0 done, 1 refused or failed, 2 wrong usage,
// 5 done with something left to look at, 78 a setting is wrong.

const USAGE = 2
const LEFT = 5
/** sysexits.h, EX_CONFIG. */
const EX_CONFIG = 78

const options = {
  out: { type: 'string' },
  in: { type: 'string' },
  'new-key-file': { type: 'string' },
  'data-keys': { type: 'boolean' },
  account: { type: 'string' },
  count: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** Which options each command takes, and what runs it. */
const commands: Record<string, { takes: (keyof typeof options)[]; run: (given: Given) => Promise<Outcome> }> =
  {
    backup: { takes: ['out'], run: ({ out }) => runBackup(needed('--out <file>', out)) },
    restore: { takes: ['in'], run: (given) => runRestore(needed('--in <file>', given.in)) },
    'rotate-key': {
      takes: ['new-key-file', 'data-keys'],
      run: (given) =>
        runRotateKey({ newKeyFile: given['new-key-file'], dataKeys: given['data-keys'] ?? false }),
    },
    seed: { takes: ['account', 'count'], run: ({ account, count }) => runSeed({ account, count }) },
  }

type Given = ReturnType<typeof parse>['values']

class UsageError extends Error {}

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const json = args.includes('--json')
  try {
    const { values, positionals } = parse(args)
    const outcome = await commandFor(positionals, values).run(values)
    process.stdout.write(`${json ? JSON.stringify(outcome.facts) : outcome.text}\n`)
    for (const warning of outcome.warnings) process.stderr.write(`${warning}\n`)
    return outcome.warnings.length > 0 ? LEFT : 0
  } catch (error) {
    process.stderr.write(`${json ? JSON.stringify(asAnswer(error)) : explain(error)}\n`)
    if (error instanceof UsageError) return USAGE
    return error instanceof ConfigError ? EX_CONFIG : 1
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function commandFor([name = '', ...rest]: string[], values: Given) {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command || rest.length > 0) throw new UsageError(`Name one of ${Object.keys(commands).join(', ')}.`)
  const strange = Object.keys(values).find(
    (key) => key !== 'json' && !command.takes.some((known) => known === key),
  )
  if (strange) throw new UsageError(`${name} does not take --${strange}.`)
  return command
}

function needed(option: string, value: string | undefined): string {
  if (value) return value
  throw new UsageError(`${option} is missing.`)
}

/** Refusals are written for people; anything else is a bug, and its stack says where. */
function explain(error: unknown): string {
  if (error instanceof Refusal) return [error.message, error.hint].filter(Boolean).join(' ')
  if (error instanceof ConfigError || error instanceof UsageError) return error.message
  if (error instanceof SealError) return `A stored secret is ${error.message}.`
  return maskText(error instanceof Error ? (error.stack ?? error.message) : String(error))
}

function asAnswer(error: unknown) {
  const code = error instanceof Refusal ? error.code : error instanceof UsageError ? 'usage' : 'internal'
  return { error: { code, message: explain(error) } }
}
