import { CommanderError } from 'commander'
import { answerShell, completionRequest } from './completion/answer-shell.ts'
import { credentialRemedy } from './connect.ts'
import { exitCode, reportFailure, usage } from './failure.ts'
import { createProgram } from './program.ts'

/** Runs one command line and gives its exit code: 0 ok, 1 refused or failed, 2 usage, 3 unreachable, 4 not logged in. */
export async function runCli(args: string[]): Promise<number> {
  const program = createProgram()
  if (args.length === 0) {
    program.outputHelp()
    return 0
  }
  if (args[0] === completionRequest) {
    await answerShell(program, args.slice(1))
    return 0
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError && helpCodes.has(error.code)) return error.exitCode === 0 ? 0 : 2
    const failure = error instanceof CommanderError ? usageFailure(error) : error
    const remedy = entering.has(program.args[0] ?? '') ? undefined : credentialRemedy(failure)
    reportFailure(failure, args.includes('--json'), remedy)
    return exitCode(failure)
  }
}

/** Commands that bring their own credential: a login cannot be what is missing. */
const entering = new Set(['login', 'setup'])

/** Thrown by commander after it has printed what was asked for. */
const helpCodes = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version'])

function usageFailure(error: CommanderError): Error {
  const text = error.message.replace(/^error: /, '')
  const sentence = text.charAt(0).toUpperCase() + text.slice(1)
  return usage(
    /[.!?)]$/.test(sentence) ? sentence : `${sentence}.`,
    'Add --help to see how the command is used.',
  )
}
