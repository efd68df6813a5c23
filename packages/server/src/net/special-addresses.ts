import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** An address in parsed form. */
export type ParsedAddress = ipaddr.IPv4 | ipaddr.IPv6

/**
 * Addresses on which clouds answer with credentials of the machine that asks: AWS, Azure, Google, Oracle, Alibaba,
 * Tencent. Most lie in ranges that are refused anyway; 168.63.129.16 (Azure) looks public and does not.
 */
const METADATA = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '169.254.0.23',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
  'fd00:c1::a9fe:a9fe',
])

/**
 * Plain names for the ranges of the IANA special-purpose address registries, as ipaddr.js calls them. Addresses that
 * carry an IPv4 address inside are refused whatever it is: no public server needs to be named that way.
 */
const NAMES: Readonly<Record<string, string>> = {
  unspecified: 'an unspecified address',
  broadcast: 'the broadcast address',
  multicast: 'a multicast address',
  linkLocal: 'a link-local address',
  loopback: 'a loopback address',
  carrierGradeNat: 'a carrier-grade NAT address',
  private: 'a private address',
  uniqueLocal: 'a private (unique local) address',
  deprecatedSiteLocal: 'a private (site-local) address',
  ipv4Mapped: 'an IPv4 address mapped into IPv6',
  rfc6145: 'an IPv4 address translated into IPv6',
  rfc6052: 'an IPv4 address translated into IPv6 (NAT64)',
  '6to4': 'a 6to4 address',
  teredo: 'a Teredo address',
  discard: 'a discard-only address',
  benchmarking: 'a benchmarking address',
}

/** Parses the canonical text of an address; `undefined` for anything else (octal, hexadecimal, zones, names). */
export function parseAddress(text: string): ParsedAddress | undefined {
  if (isIP(text) === 0 || text.includes('%')) return undefined
  return ipaddr.parse(text)
}

/** An IPv4-mapped address as the IPv4 address that the connection would really go to; others as they are. */
export function unmapped(address: ParsedAddress): ParsedAddress {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address
}

/**
 * Says in plain words why `text` is not an ordinary public address (CUS-17), for example `a private address`;
 * `undefined` for globally routable unicast. Text that is not an address at all is refused too.
 */
export function specialAddressClass(text: string): string | undefined {
  const address = parseAddress(text)
  if (address === undefined) return 'not an IP address'
  if (METADATA.has(address.toString())) return 'a cloud metadata address'
  const range: string = address.range()
  if (range !== 'unicast') return NAMES[range] ?? 'an address reserved for special use'
  // RFC 4291 section 2.4: only 2000::/3 is handed out as global unicast; this also covers IPv4-compatible ::/96.
  if (address instanceof ipaddr.IPv6 && ((address.parts[0] ?? 0) & 0xe000) !== 0x2000) {
    return 'an address outside global unicast (2000::/3)'
  }
  return undefined
}
