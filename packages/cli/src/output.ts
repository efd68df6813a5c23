import { styleText } from 'node:util'
import type { Command } from 'commander'
import { plainText, safeJson } from './plain-text.ts'

/** Prints an answer on stdout: the API's JSON with `--json`, else what `human` makes of it. */
export function print(command: Command, answer: unknown, human: () => string): void {
  const text = wantsJson(command) ? safeJson(answer) : human()
  process.stdout.write(text === '' ? '' : `${text}\n`)
}

/** Whether `--json` stands anywhere on the command line. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: boolean }>().json === true
}

/** `--json` for a program that understands it too. */
export function jsonFlag(command: Command): string[] {
  return wantsJson(command) ? ['--json'] : []
}

/** A remark beside the result, on stderr, so that pipes get the result alone; silent with `--json`. */
export function note(command: Command, text: string): void {
  if (!wantsJson(command)) process.stderr.write(`${plainText(text)}\n`)
}

type Style = 'dim' | 'green' | 'yellow' | 'red' | 'bold'

/** Colours text for stdout; leaves it alone when stdout is no terminal or NO_COLOR is set. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

/** An ISO time as a local one to the minute; a dash for none. */
export function localTime(iso: string | null): string {
  return iso === null
    ? '-'
    : new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}

/** `1 tool`, `3 tools`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
