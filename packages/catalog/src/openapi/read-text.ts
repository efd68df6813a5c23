import { parse, YAMLParseError } from 'yaml'
import { CatalogError } from '../app.ts'

const mebibyte = 1024 * 1024
const mostBytes = 5 * mebibyte
/** YAML repeats a value by naming it again. Documents repeat few; a bomb lives on it. */
const mostAliases = 100

/**
 * The value that a text in JSON or YAML stands for.
 * @throws CatalogError on `document`: too large, or where it is not well-formed
 */
export function readText(text: string): unknown {
  if (Buffer.byteLength(text) > mostBytes)
    throw new CatalogError(`The document is larger than ${mostBytes / mebibyte} MB.`, 'document')
  const plain = text.replace(/^\uFEFF/, '')
  return (/^\s*\{/.test(plain) ? readJson(plain) : undefined) ?? readYaml(plain)
}

/** Undefined for what is no JSON; YAML, of which JSON is a part, then says where. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readYaml(text: string): unknown {
  try {
    return parse(text, { schema: 'core', merge: true, maxAliasCount: mostAliases, logLevel: 'error' })
  } catch (error) {
    throw new CatalogError(yamlProblem(error), 'document')
  }
}

function yamlProblem(error: unknown): string {
  if (error instanceof YAMLParseError) {
    const [start] = error.linePos ?? []
    const place = start ? ` at line ${start.line} column ${start.col}` : ''
    const [what = ''] = error.message.split(/ at line |\n/)
    return `The document is neither JSON nor YAML${place}: ${what}.`.replace(/\.\.$/, '.')
  }
  if (error instanceof ReferenceError && error.message.includes('alias'))
    return `The document names its values again (YAML aliases) more than ${mostAliases} times, or names one that is not there.`
  if (error instanceof RangeError) return 'The document is nested too deeply.'
  return 'The document is neither JSON nor YAML.'
}
