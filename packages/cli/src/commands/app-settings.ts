import type { SignInOptions } from '@jackfield/sdk'
import { askText } from '../ask.ts'
import { completeValues, readNamedValues } from '../named-values.ts'

/** What an app has to know of the account there: given by `--setting`, else asked for. */
export function readSettings(
  { settings }: SignInOptions,
  pairs: string[] = [],
): Promise<Record<string, string>> {
  return completeValues(
    readNamedValues('--setting', pairs),
    settings.map(({ name, label, hint, options }) => ({
      name,
      label,
      hint: options ? `${hint} One of: ${options.join(', ')}.` : hint,
      option: `--setting ${name}=<${options ? options.join('|') : 'value'}>`,
      ask: askText,
    })),
  )
}
