import type { Argument, Command, Option } from 'commander'
import { oneLine } from '../plain-text.ts'

/** One way to go on with a word. */
export interface Candidate {
  value: string
  description?: string | undefined
}

/** What stands before the word at the cursor. */
export interface Given {
  /** `agents keys`; empty for the program itself. */
  path: string
  /** The arguments so far. */
  operands: string[]
}

/** Values that are not in the program; `files` leaves them to the shell. Keyed by placeholder: `agent`, `file`. */
export type Values = (placeholder: string, given: Given) => Promise<Candidate[] | 'files'>

/** Where the cursor stands in the program. */
interface Place extends Given {
  command: Command
  /** Behind `--`, nothing is an option any more. */
  onlyOperands: boolean
  used: Set<Option>
  /** The option whose value comes next. */
  pending: Option | undefined
}

/**
 * What may stand at the cursor: commands, options and their values, by the program's own description of itself.
 * Our own, because what exists for commander cannot wait for a server, cannot see the arguments before, and breaks
 * names with spaces.
 */
export async function complete(
  program: Command,
  words: string[],
  current: string,
  values: Values,
): Promise<Candidate[] | 'files'> {
  const place = walk(program, words)
  if (place.pending) return matching(await optionValues(place.pending, place, values), current)
  if (!place.onlyOperands && current.startsWith('-')) return completeOption(place, current, values)
  const found = await argumentValues(place, values)
  if (found === 'files') return found
  return matching([...subcommands(place), ...found], current)
}

function walk(program: Command, words: string[]): Place {
  const place: Place = {
    command: program,
    path: '',
    operands: [],
    onlyOperands: false,
    used: new Set(),
    pending: undefined,
  }
  for (const word of words) step(place, word)
  return place
}

function step(place: Place, word: string): void {
  if (place.pending) place.pending = undefined
  else if (!place.onlyOperands && word === '--') place.onlyOperands = true
  else if (!place.onlyOperands && /^-./.test(word)) {
    const option = findOption(place.command, word.split('=')[0] ?? '')
    if (!option) return
    place.used.add(option)
    if ((option.required || option.optional) && !word.includes('=')) place.pending = option
  } else if (place.operands.length === 0 && findCommand(place.command, word)) {
    place.command = findCommand(place.command, word) ?? place.command
    place.path = `${place.path} ${place.command.name()}`.trimStart()
  }
  // `help agents` goes on like `agents`.
  else if (word !== 'help' || place.command.commands.length === 0) place.operands.push(word)
}

function findCommand(command: Command, word: string): Command | undefined {
  return command.commands.find((one) => one.name() === word || one.aliases().includes(word))
}

function findOption(command: Command, flag: string): Option | undefined {
  return visibleOptions(command).find(({ long, short }) => flag === long || flag === short)
}

/** The command's own, those that it inherits, and `--help`. */
function visibleOptions(command: Command): Option[] {
  const help = command.createHelp()
  const inherited = help.visibleGlobalOptions(command).filter(({ long }) => long !== '--version')
  return [...help.visibleOptions(command), ...inherited]
}

async function completeOption(place: Place, current: string, values: Values): Promise<Candidate[] | 'files'> {
  const [flag = '', ...value] = current.split('=')
  if (value.length === 0) {
    const free = visibleOptions(place.command).filter(
      (option) => option.variadic || !place.used.has(option) || option.parseArg,
    )
    const all = free.map(({ long, description }) => ({ value: long ?? '', description }))
    return matching(all, current)
  }
  const option = findOption(place.command, flag)
  const found = option ? await optionValues(option, place, values) : []
  if (found === 'files') return found
  return matching(
    found.map((candidate) => ({ ...candidate, value: `${flag}=${candidate.value}` })),
    current,
  )
}

async function optionValues(option: Option, given: Given, values: Values) {
  if (option.argChoices) return option.argChoices.map((value) => ({ value }))
  return values(/[<[]([^>\]]+)/.exec(option.flags)?.[1] ?? '', given)
}

async function argumentValues(place: Place, values: Values): Promise<Candidate[] | 'files'> {
  const declared = place.command.registeredArguments
  const last = declared.at(-1)
  const argument: Argument | undefined =
    declared[place.operands.length] ?? (last?.variadic ? last : undefined)
  if (!argument) return []
  return argument.argChoices?.map((value) => ({ value })) ?? values(argument.name(), place)
}

function subcommands({ command, operands }: Place): Candidate[] {
  if (operands.length > 0) return []
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), description: one.summary() || one.description() }))
}

/** Names come from other people: one that would not stay as it is on a line is left out. */
function matching(candidates: Candidate[] | 'files', current: string): Candidate[] | 'files' {
  if (candidates === 'files') return candidates
  return candidates.filter(
    ({ value }) => value.startsWith(current) && value !== '' && oneLine(value) === value,
  )
}
