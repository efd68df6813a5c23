import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { usage } from './failure.ts'

/**
 * A `.mcp.json` as JSON; `-` is standard input. What stands in it is never repeated: it may hold secrets.
 * @throws CliError `usage` when it cannot be read, or is no JSON object.
 */
export async function readMcpJson(file: string): Promise<Record<string, unknown>> {
  const source = (await readSource(file)).replace(/^\uFEFF/, '')
  let document: unknown
  try {
    document = JSON.parse(source)
  } catch (error) {
    const place = /\(line \d+ column \d+\)/.exec(error instanceof Error ? error.message : '')?.[0]
    throw usage(
      `${file} is not JSON${place ? ` ${place}` : ''}.`,
      'Check the brackets, commas and quotes there; comments are not JSON.',
    )
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw usage(`${file} is not a .mcp.json: it holds no object.`, 'It looks like { "mcpServers": { ... } }.')
  return { ...document }
}

/** `--set VAR=value`, gathered. @throws CliError `usage` for one without a name; it is not repeated either. */
export function readVariables(pairs: string[]): Record<string, string> {
  const entries = pairs.map((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 1) throw usage('--set: a value needs the name of its variable.', 'Write --set VAR=value.')
    return [pair.slice(0, equals), pair.slice(equals + 1)] as const
  })
  return Object.fromEntries(entries)
}

async function readSource(file: string): Promise<string> {
  if (file === '-') return text(process.stdin)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw usage(`${file} cannot be read.`, 'Check the path and its permissions.')
  }
}
