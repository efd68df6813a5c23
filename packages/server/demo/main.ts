import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from '../src/config.ts'
import type { Config } from '../src/config.ts'
import { Refusal } from '../src/errors.ts'
import { people } from './people.ts'
import { startDemo } from './start-demo.ts'
import type { Demo } from './start-demo.ts'

/** sysexits.h, EX_CONFIG: something is wrong with the settings. */
const EX_CONFIG = 78

const help = `npm run demo -- [--keep] [--data <directory>]

  --keep   goes on with what the last start made, instead of making everything anew
  --data   where the demo keeps its data; ./data-demo if absent

PORT sets the port; 3000 if absent.
`

await main()

async function main(): Promise<void> {
  try {
    const { values } = parseArgs({
      options: { keep: { type: 'boolean' }, data: { type: 'string' }, help: { type: 'boolean' } },
    })
    if (values.help) return void process.stdout.write(help)
    const { port, logLevel } = allowedConfig()
    process.stdout.write('Starting the demo. This takes a few seconds.\n')
    const { keep = false, data: dataDirectory = './data-demo' } = values
    const quiet = logLevel === 'info' ? 'warn' : logLevel
    const demo = await startDemo({ port, dataDirectory, keep, logLevel: quiet })
    stopWhenAsked(demo)
    process.stdout.write(greeting(demo))
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    process.exit(error instanceof ConfigError ? EX_CONFIG : 1)
  }
}

/** @throws ConfigError when a database is named: a demo has one of its own. */
function allowedConfig(): Config {
  const config = readConfig()
  if (config.databaseUrl === undefined) return config
  throw new ConfigError([
    'DATABASE_URL is set, and a demo fills no database of yours. Remove it for this command.',
  ])
}

function greeting({ url, owner }: Demo): string {
  const others = Object.values(people).filter(({ email }) => email !== owner.email)
  return `
The demo is running at ${url}

  e-mail     ${owner.email}
  password   ${owner.password}

Try this:
  1. Connectors, Slack, Connect: a stand-in of Slack asks for your consent. Allow it.
  2. Agents, Support triage, Settings: turn Slack on and save.
  3. Try it: run slack_list_channels, and see what Slack answers.
  4. Activity: your call is there, with six weeks of others. The jackfield shows who is plugged into what.

Everything in it is invented, and every app is a stand-in on this machine: no data leaves it.
The others have the same password: ${others.map(({ email, role }) => `${email} (${role})`).join(', ')}.
Ctrl-C ends it. The next start makes everything anew, or goes on with --keep.
`
}

/** The first signal ends in order, a later one at once. */
function stopWhenAsked(demo: Demo): void {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (asked) process.exit(1)
      asked = true
      demo.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${explain(error)}\n`)
          process.exit(1)
        },
      )
    })
}

/** Refusals are written for people; anything else is a bug, and its stack says where. */
function explain(error: unknown): string {
  if (error instanceof Refusal) return [error.message, error.hint].filter(Boolean).join(' ')
  if (error instanceof ConfigError) return error.message
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'The port is in use by another program. Set PORT to a free one.'
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${help}`
  return error.stack ?? error.message
}
