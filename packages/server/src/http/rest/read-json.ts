import { parse } from '@humanwhocodes/momoa'
import { Refusal } from '../../errors.ts'
import { deeperThan } from '../json-depth.ts'
import { HttpRefusal } from './errors.ts'

const MEBIBYTE = 1024 * 1024
const DEEPEST = 64

/**
 * The JSON body of a request; an empty body is an empty object.
 * @param mostBytes what the body may have
 * @throws Refusal `too_large` above that, `invalid` when it is no JSON or nested deeper than 64 levels;
 *   HttpRefusal 415 when its media type is another one.
 */
export async function readJson(request: Request, mostBytes: number = MEBIBYTE): Promise<unknown> {
  const text = await readText(request, mostBytes)
  if (text === '') return {}
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new HttpRefusal(415, 'unsupported_media_type', 'The body must be JSON.', {
      hint: 'Send it with the header content-type: application/json.',
    })
  refuseDepth(text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notJson(text, error)
  }
}

async function readText(request: Request, mostBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const bytes = request.body ? await readBytes(request.body, mostBytes) : Buffer.alloc(0)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('invalid', 'The body is not valid UTF-8.', { hint: 'Encode the JSON as UTF-8.' })
  }
}

async function readBytes(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength
      // Leaving the loop cancels the rest of the body.
      if (bytes > mostBytes) throw tooLarge(mostBytes)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('invalid', 'The body broke off.', { hint: 'Send it again.', cause: error })
  }
  return Buffer.concat(chunks)
}

function refuseDepth(text: string): void {
  if (deeperThan(text, DEEPEST))
    throw new Refusal('invalid', `The body is nested deeper than ${DEEPEST} levels.`, { hint: 'Flatten it.' })
}

function tooLarge(mostBytes: number): Refusal {
  return new Refusal('too_large', `The body is larger than ${mostBytes / MEBIBYTE} MiB.`, {
    hint: 'Send less in one request.',
  })
}

function notJson(text: string, error: unknown): Refusal {
  const offset = positionIn(error) ?? positionFound(text)
  const place = offset === undefined ? '' : ` at ${lineAndColumn(text, offset)}`
  return new Refusal('invalid', `The body is not valid JSON${place}.`, {
    hint: 'Check the brackets, commas and quotes there.',
    ...(offset !== undefined && { details: { position: offset } }),
  })
}

/** The engine names the position only in some of its messages, and quotes the body in the others. */
function positionIn(error: unknown): number | undefined {
  const found = error instanceof SyntaxError ? / at position (\d+)/.exec(error.message) : null
  return found ? Number(found[1]) : undefined
}

function positionFound(text: string): number | undefined {
  // It takes its time, which a long text multiplies.
  if (text.length > MEBIBYTE) return undefined
  try {
    parse(text)
    return undefined
  } catch (error) {
    return error instanceof Error && 'offset' in error && typeof error.offset === 'number'
      ? error.offset
      : undefined
  }
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
