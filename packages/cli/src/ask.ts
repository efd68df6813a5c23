import { text } from 'node:stream/consumers'
import { CliError, usage } from './failure.ts'

/** Whether a person sits there. Prompts go to stderr, so that stdout stays the result. */
export function isInteractive(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY
}

/** Asks for a line of text. @throws CliError `usage`, naming `option`, when nobody is there to ask. */
export async function askText(message: string, option: string): Promise<string> {
  requirePerson(option)
  const { input } = await import('@inquirer/prompts')
  return input({ message, required: true }, { output: process.stderr })
}

/** Asks for a secret. @throws CliError `usage`, naming `option`, when nobody is there to ask. */
export async function askSecret(message: string, option: string): Promise<string> {
  requirePerson(option)
  const { password } = await import('@inquirer/prompts')
  return password({ message, mask: '•', toggleMask: false }, { output: process.stderr })
}

/** Asks a person for a secret that may be left out; an empty text stands for that. */
export async function askOptionalSecret(message: string): Promise<string> {
  const { password } = await import('@inquirer/prompts')
  return password({ message, mask: '•', toggleMask: false }, { output: process.stderr })
}

/** Yes or no; no unless said otherwise. */
export async function askYes(message: string): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts')
  return confirm({ message, default: false }, { output: process.stderr })
}

/**
 * Asks before something is taken away. In a script, and with `--yes`, the command itself is the answer.
 * @throws CliError `cancelled`
 */
export async function confirmRemoval(
  yes: boolean | undefined,
  question: () => string | Promise<string>,
): Promise<void> {
  if (yes || !isInteractive()) return
  if (!(await askYes(await question()))) throw new CliError('cancelled', 'Cancelled. Nothing was changed.')
}

/** A secret from a pipe, without the line end that `echo` adds. */
export async function secretFromStdin(option: string): Promise<string> {
  const secret = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (secret === '')
    throw usage(`${option} was given, but nothing came on standard input.`, 'Pipe the secret in.')
  return secret
}

function requirePerson(option: string): void {
  if (!isInteractive())
    throw usage(`${option} is missing, and there is no terminal to ask on.`, `Pass ${option}.`)
}
