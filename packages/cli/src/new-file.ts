import { CliError } from './failure.ts'

/** The failure to show when a file that must not exist yet could not be written. */
export function newFileProblem(error: unknown, file: string): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
    return new CliError('refused', `${file} exists already.`, 'Name another file, or remove that one first.')
  return error
}
