import { isInteractive } from './ask.ts'
import { usage } from './failure.ts'

/**
 * What `--setting name=value` and its like gave.
 * @param secret the text may be a secret without its name, so it is not repeated
 * @throws CliError `usage`, naming `option`, for one without a name or given twice
 */
export function readNamedValues(
  option: string,
  pairs: string[],
  { secret = false }: { secret?: boolean } = {},
): Record<string, string> {
  const values = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 1)
      throw usage(
        `${option}: ${secret ? 'a value' : `"${pair}"`} has no name.`,
        `Write ${option} name=value.`,
      )
    const name = pair.slice(0, equals)
    if (values.has(name)) throw usage(`${option}: ${name} was given twice.`, 'Leave one.')
    values.set(name, pair.slice(equals + 1))
  }
  return Object.fromEntries(values)
}

/** One value that a command needs of a person. */
export interface Wanted {
  name: string
  label: string
  hint?: string
  /** What to pass where nobody can be asked. */
  option: string
  ask(message: string, option: string): Promise<string>
}

/**
 * What was given, and what is wanted besides, asked for in order.
 * @throws CliError `usage`, saying what to pass, when nobody is there to ask
 */
export async function completeValues(
  given: Record<string, string>,
  wanted: Wanted[],
): Promise<Record<string, string>> {
  const values = { ...given }
  for (const { name, label, hint, option, ask } of wanted) {
    if (Object.hasOwn(values, name)) continue
    if (!isInteractive()) throw usage(`${label} is missing.${hint ? ` ${hint}` : ''}`, `Pass ${option}.`)
    values[name] = await ask(hint ? `${label} (${hint})` : label, option)
  }
  return values
}
