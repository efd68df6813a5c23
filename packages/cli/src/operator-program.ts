import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CliError } from './failure.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const program = fileURLToPath(new URL('../../server/src/operator/main.ts', import.meta.url))
/** As the launcher starts every program: Node warns of each experimental part otherwise. */
const nodeFlags = ['--disable-warning=ExperimentalWarning']
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Runs one of the server's operator commands in a process of its own, from the directory that the hub starts in, with
 * this environment, which must hold the hub's settings. Its output is ours, and its exit code becomes ours.
 *
 * @throws CliError when the server is not installed beside this client.
 */
export async function runOperatorProgram(args: string[]): Promise<void> {
  if (!existsSync(program))
    throw new CliError(
      'refused',
      'This command works on the database itself, and the server is not installed here.',
      'Run it on the machine of the hub, from its clone or in its container.',
    )
  const child = spawn(process.execPath, [...nodeFlags, program, ...args], { cwd: root, stdio: 'inherit' })
  // It decides how to end; Ctrl+C in a terminal reaches it by itself.
  const forward = (signal: NodeJS.Signals) => void (signal === 'SIGINT' || child.kill(signal))
  for (const signal of signals) process.on(signal, forward)
  const [code] = (await once(child, 'exit')) as [number | null]
  for (const signal of signals) process.off(signal, forward)
  process.exitCode = code ?? 1
}
