import type { Context } from '../context.ts'
import { invalid, Refusal } from '../errors.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { NetError } from '../net/net-error.ts'
import type { Source } from './document-job.ts'

const mebibyte = 1024 * 1024
const mostBytes = 5 * mebibyte
const patienceMs = 20_000

/** Where a document comes from: one of both. */
export interface GivenSource {
  document?: string | undefined
  url?: string | undefined
}

/**
 * The text of a document that was handed over, or that lies at an address. Nothing that it refers to is fetched.
 * @throws Refusal `invalid` on `document` or `url`, `too_large`
 */
export async function readSource(ctx: Context, { document, url }: GivenSource): Promise<Source> {
  if (document !== undefined && url !== undefined)
    throw invalid('url', 'cannot be given together with document.')
  if (document !== undefined) return { text: document, url: undefined }
  if (url === undefined)
    throw invalid('document', 'is missing.', 'Give the OpenAPI document, or the url where it is.')
  const { username, password } = await checkUrl(url, { allowed: ctx.services.allowedHosts })
  if (username !== '' || password !== '')
    throw invalid(
      'url',
      'must hold no user name or password.',
      'Fetch the document yourself and give it as document.',
    )
  return { text: await fetchText(ctx, url), url }
}

async function fetchText(ctx: Context, url: string): Promise<string> {
  try {
    const response = await ctx.services.net(url, {
      headers: {
        accept: 'application/vnd.oai.openapi+json, application/json, application/yaml;q=0.9, */*;q=0.5',
      },
      limits: {
        headersTimeout: patienceMs,
        bodyTimeout: patienceMs,
        wholeBodyTimeout: patienceMs,
        maxBody: mostBytes,
      },
    })
    const bytes = await response.arrayBuffer()
    if (response.status !== 200) throw invalid('url', `answered ${response.status} instead of a document.`)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    if (!(error instanceof NetError)) throw error
    if (error.kind === 'too_large') throw new Refusal('too_large', 'The document is larger than 5 MB.')
    throw new Refusal('invalid', `url: ${error.message}`, {
      issues: [{ field: 'url', message: error.message }],
      details: { failure: error.kind },
    })
  }
}
