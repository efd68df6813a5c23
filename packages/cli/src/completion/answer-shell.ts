import { oneLine } from '../plain-text.ts'
import type { Command } from 'commander'
import { complete, type Candidate } from './complete.ts'
import { hubValues } from './hub-values.ts'
import { insertion, splitLine } from './split-line.ts'

/** The first word by which the scripts of `shell-scripts.ts` ask; it is in no help. */
export const completionRequest = '__complete'

/** Stands for the shell's own completion of file names. */
const files = ':files'

/**
 * Answers a shell, one candidate a line. Nothing else is ever printed, and no failure is one: whoever presses Tab is
 * in the middle of a line.
 * @param request bash: the break characters and the line up to the cursor; zsh: the words, without their quotes
 */
export async function answerShell(program: Command, [shell, ...request]: string[]): Promise<void> {
  if (shell !== 'bash' && shell !== 'zsh') return
  try {
    const lines = shell === 'bash' ? await forBash(program, request) : await forZsh(program, request)
    process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  } catch {
    // There is nothing to complete then.
  }
}

async function forBash(program: Command, [breaks = '', text = '']: string[]): Promise<string[]> {
  const line = splitLine(text, breaks)
  const found = await complete(program, line.words.slice(1), line.current, hubValues)
  return found === 'files' ? [files] : found.map(({ value }) => insertion(value, line))
}

async function forZsh(program: Command, words: string[]): Promise<string[]> {
  const found = await complete(program, words.slice(0, -1), words.at(-1) ?? '', hubValues)
  return found === 'files' ? [files] : found.map(described)
}

/** As `_describe` takes it: colons of the value escaped, then the description. */
function described({ value, description }: Candidate): string {
  const text = oneLine(description ?? '').slice(0, 100)
  return `${value.replaceAll(/[\\:]/g, String.raw`\$&`)}${text ? `:${text}` : ''}`
}
