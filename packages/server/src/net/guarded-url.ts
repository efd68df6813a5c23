import { invalid, Refusal } from '../errors.ts'
import { ALLOW_HINT, isLiteral, refusedAddress, targetOf } from './address-guard.ts'
import { allowsName, type AllowedHosts } from './allowed-hosts.ts'
import { NetError } from './net-error.ts'
import { lookupWithSystem, resolveHost, type LookupHost } from './resolve-host.ts'

/** What a URL is checked against when it is saved. */
export interface UrlPolicy {
  allowed: AllowedHosts
  lookup?: LookupHost
  /** Input field that a refusal names; `url` when absent. */
  field?: string
}

/** Longer ones are refused: no real endpoint needs more, and logs and columns stay bounded. */
const MAX_URL_LENGTH = 2048

// The URL parser would quietly drop or rewrite them. Cc covers C0, DEL and C1.
const SPACE_OR_CONTROL = /[\s\p{Cc}]/u

const DOT_SEGMENT = /\/(\.|%2e){1,2}(\/|$)/i

/**
 * Reads a URL that somebody typed. Only forms that are called exactly as entered pass (CUS-15): what the URL standard
 * would rewrite (backslashes, `..` segments, white space) is refused instead. Throws a `Refusal` on `field`.
 */
export function parseHttpUrl(text: string, field = 'url'): URL {
  const problem = formProblem(text)
  if (problem !== undefined) throw invalid(field, problem)
  try {
    return new URL(text)
  } catch {
    throw invalid(field, 'is not a valid URL.', 'Write it like https://mcp.example.com/mcp')
  }
}

function formProblem(text: string): string | undefined {
  if (SPACE_OR_CONTROL.test(text)) return 'must not contain spaces, line breaks or control characters.'
  if (!/^https?:\/\//i.test(text)) return 'must start with http:// or https://'
  if (text.length > MAX_URL_LENGTH) return `must not be longer than ${MAX_URL_LENGTH} characters.`
  const [path = ''] = text.replace(/^https?:\/\//i, '').split(/[?#]/)
  if (path.includes('\\')) return 'must not contain a backslash.'
  if (/^(\/|$|[^/]*@(\/|$))/.test(path)) return 'must name a host behind http:// or https://'
  if (DOT_SEGMENT.test(path)) return 'must not contain "." or ".." as a part of the path.'
  return undefined
}

/**
 * Checks a URL when it is saved (CUS-2, CUS-17): its form, and every address that its host resolves to now. One
 * refused address suffices to refuse the URL. Gives the parsed URL; throws a `Refusal` on the field. A connection is
 * checked again when it is opened, because DNS may change its mind.
 */
export async function checkUrl(text: string, policy: UrlPolicy): Promise<URL> {
  const field = policy.field ?? 'url'
  const url = parseHttpUrl(text, field)
  const target = targetOf(url)
  if (isLiteral(target)) {
    const kind = refusedAddress(target, target.host, policy.allowed)
    if (kind !== undefined) throw blocked(field, `${target.host} is ${kind}.`)
    return url
  }
  if (allowsName(policy.allowed, target)) return url
  const addresses = await resolveForField(target.host, policy.lookup ?? lookupWithSystem, field)
  for (const address of addresses) {
    const kind = refusedAddress(target, address, policy.allowed)
    if (kind !== undefined) throw blocked(field, `${target.host} resolves to ${kind}.`)
  }
  return url
}

async function resolveForField(host: string, lookup: LookupHost, field: string): Promise<readonly string[]> {
  try {
    return await resolveHost(host, lookup)
  } catch (error) {
    throw unresolved(field, error)
  }
}

function unresolved(field: string, error: unknown): Refusal {
  const message = error instanceof NetError ? error.message : 'the host cannot be looked up.'
  return refused(
    field,
    message,
    'Check the spelling of the host, and that it is known to the public DNS.',
    'dns',
  )
}

function blocked(field: string, message: string): Refusal {
  return refused(field, message, ALLOW_HINT, 'blocked_address')
}

/** `details.failure` tells a form that is wrong from an address that cannot be used (CUS-20 names the latter). */
function refused(field: string, message: string, hint: string, failure: 'dns' | 'blocked_address'): Refusal {
  return new Refusal('invalid', `${field}: ${message}`, {
    issues: [{ field, message, hint }],
    details: { failure },
  })
}
