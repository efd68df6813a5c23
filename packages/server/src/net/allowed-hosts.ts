import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import ipaddr from 'ipaddr.js'
import { parseAddress, unmapped, type ParsedAddress } from './special-addresses.ts'

/** Where a connection wants to go: host as in a URL but without brackets, and the port in use. */
export interface Target {
  host: string
  port: number
}

interface NameRule {
  name: string
  /** True for `*.name`: the rule is for every name below `name`, and not for `name` itself. */
  below: boolean
  port: number | undefined
}

interface RangeRule {
  network: ParsedAddress
  bits: number
  port: number | undefined
}

/** What the operator lets through the address guard. Made by `parseAllowedHosts`, read by `address-guard.ts`. */
export interface AllowedHosts {
  readonly names: readonly NameRule[]
  readonly ranges: readonly RangeRule[]
}

const FORMS =
  'a host name (mcp.internal), a suffix (*.internal), an IP address (10.0.0.5, fd00::5) or a CIDR (10.0.0.0/8), ' +
  'each optionally with a port (mcp.internal:8080, [fd00::5]:8080)'

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/
const NUMBER_LABEL = /^(\d+|0x[0-9a-f]*)$/

/**
 * Reads the operator's list (JACKFIELD_ALLOWED_HOSTS): entries separated by commas or white space.
 * Throws an Error that names the first malformed entry and the accepted forms.
 */
export function parseAllowedHosts(text: string): AllowedHosts {
  const names: NameRule[] = []
  const ranges: RangeRule[] = []
  for (const entry of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const rule = parseEntry(entry)
    if (rule === undefined) throw new Error(`"${entry}" is not an allowed host. Write ${FORMS}.`)
    if ('name' in rule) names.push(rule)
    else ranges.push(rule)
  }
  return { names, ranges }
}

/** Whether the target's name is listed, so that it may resolve to any address. */
export function allowsName(allowed: AllowedHosts, target: Target): boolean {
  const host = plainHost(target.host)
  return allowed.names.some(
    (rule) =>
      (rule.port === undefined || rule.port === target.port) &&
      (rule.below ? host.endsWith(`.${rule.name}`) : host === rule.name),
  )
}

/** Whether an address is listed for a port, whatever name led to it. */
export function allowsAddress(allowed: AllowedHosts, text: string, port: number): boolean {
  const address = parseAddress(text)
  if (address === undefined) return false
  const forms = [address, unmapped(address)]
  return allowed.ranges.some(
    (rule) =>
      (rule.port === undefined || rule.port === port) &&
      forms.some((form) => form.kind() === rule.network.kind() && form.match(rule.network, rule.bits)),
  )
}

/** A host name in the one form in which names are compared: lower case, without the root's dot. */
function plainHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '')
}

function parseEntry(entry: string): NameRule | RangeRule | undefined {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(entry)
  if (bracketed) return parseRange(bracketed[1] ?? '', 6, bracketed[2])
  if (entry.split(':').length > 2) return parseRange(entry, 6, undefined)
  const [, host = '', port] = /^([^:]+)(?::(\d{1,5}))?$/.exec(entry) ?? []
  return parseRange(host, 4, port) ?? parseName(host, port)
}

function parseRange(text: string, family: 4 | 6, portText: string | undefined): RangeRule | undefined {
  const [base = '', bitsText, ...rest] = text.split('/')
  const network = isIP(base) === family ? parseAddress(base) : undefined
  const port = parsePort(portText)
  if (network === undefined || port === null || rest.length > 0) return undefined
  const width = network instanceof ipaddr.IPv4 ? 32 : 128
  if (bitsText === undefined) return { network, bits: width, port }
  if (!/^\d{1,3}$/.test(bitsText) || Number(bitsText) > width) return undefined
  return { network, bits: Number(bitsText), port }
}

function parseName(text: string, portText: string | undefined): NameRule | undefined {
  const below = text.startsWith('*.')
  // domainToASCII quietly ends the name at these.
  if (/[/?#@\\%]/.test(text)) return undefined
  const name = plainHost(domainToASCII(below ? text.slice(2) : text))
  const labels = name.split('.')
  const port = parsePort(portText)
  // A name that ends in a number is read as an IPv4 address by the URL standard: 127.1 or 0x7f.0.0.1.
  const numeric = NUMBER_LABEL.test(labels.at(-1) ?? '')
  if (port === null || numeric || name.length > 253 || !labels.every((label) => LABEL.test(label)))
    return undefined
  return { name, below, port }
}

/** `undefined` when there is none, `null` when it is not a port. */
function parsePort(text: string | undefined): number | undefined | null {
  if (text === undefined) return undefined
  const port = Number(text)
  return port >= 1 && port <= 65535 ? port : null
}
