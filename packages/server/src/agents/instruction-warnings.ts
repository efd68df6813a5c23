import { linesWithSecrets } from './secrets-in-text.ts'

/** What to say of instructions that look as if they held a secret (SEC-3). Names the lines and repeats nothing. */
export function instructionWarnings(instructions: string): string[] {
  const lines = linesWithSecrets(instructions)
  if (lines.length === 0) return []
  const place = `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`
  return [
    `The instructions seem to hold a key or password (${place}). Models and everybody who reads the agent see it: ` +
      "put it into a connector's headers, where it is sealed, and take it out here.",
  ]
}
