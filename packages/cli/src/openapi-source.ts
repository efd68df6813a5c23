import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { usage } from './failure.ts'

/**
 * An OpenAPI document as the API takes it: an address is fetched by the hub, a file is read here; `-` is standard
 * input.
 * @throws CliError `usage` when it cannot be read
 */
export async function readOpenApiSource(reference: string): Promise<{ url: string } | { document: string }> {
  if (/^https?:\/\//i.test(reference)) return { url: reference }
  const document = reference === '-' ? await text(process.stdin) : readFile(reference)
  if (document.trim() === '') throw usage(`${reference === '-' ? 'Standard input' : reference} is empty.`)
  return { document }
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw usage(`${path} cannot be read.`, 'Check the path and its permissions.')
  }
}
