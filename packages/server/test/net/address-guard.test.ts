import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { refusedAddress } from '../../src/net/address-guard.ts'
import { parseAllowedHosts } from '../../src/net/allowed-hosts.ts'
import { specialAddressClass } from '../../src/net/special-addresses.ts'

const nothing = parseAllowedHosts('')

/** IANA special-purpose registries (IPv4, IPv6), multicast, and what embeds IPv4. */
const V4_RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32',
  '168.63.129.16/32',
]
const V6_RANGES = [
  '::/128',
  '::1/128',
  '::/96',
  '::ffff:0:0/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '100:0:0:1::/64',
  '2001::/23',
  '2001::/32',
  '2001:2::/48',
  '2001:10::/28',
  '2001:20::/28',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  '4000::/3',
  '8000::/1',
]

const within = (cidr: string) => {
  const [network, bits] = ipaddr.parseCIDR(cidr)
  const bytes = network.toByteArray()
  return fc.uint8Array({ minLength: bytes.length, maxLength: bytes.length }).map((random) =>
    bytes.map((byte, at) => {
      const free = Math.min(8, Math.max(0, (at + 1) * 8 - bits))
      const mask = (1 << free) - 1
      return (byte & ~mask) | ((random[at] ?? 0) & mask)
    }),
  )
}

const hostInUrl = (host: string) => new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, '')

const hostOfIpv6 = (address: string) => hostInUrl(`[${address}]`)

const passes = (address: string) =>
  refusedAddress({ host: 'mcp.example.com', port: 443 }, address, nothing) === undefined

describe('address guard', () => {
  it('CUS-17 B1: refuses every address of every special IPv4 range, in every textual form and mapped', () => {
    const bytes = fc.constantFrom(...V4_RANGES).chain(within)
    fc.assert(
      fc.property(bytes, ([a = 0, b = 0, c = 0, d = 0]) => {
        const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
        const dotted = `${a}.${b}.${c}.${d}`
        const urlForms = [dotted, String(number), `0x${number.toString(16)}`, `${a}.${number & 0xffffff}`]
        const octal = [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.')
        const bare = [...urlForms, octal]
        expect([...bare, ...bare.map(hostInUrl)].filter(passes)).toEqual([])
        const low = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
        const wrapped = [
          `::ffff:${dotted}`,
          `::ffff:${low}`,
          `::${low}`,
          `64:ff9b::${dotted}`,
          `2002:${low}::1`,
        ]
        expect([...wrapped, ...wrapped.map(hostOfIpv6)].filter(passes)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('CUS-17: refuses every address of every special IPv6 range, in every textual form', () => {
    fc.assert(
      fc.property(fc.constantFrom(...V6_RANGES).chain(within), (bytes) => {
        const address = ipaddr.fromByteArray(bytes)
        const long = address.toNormalizedString()
        const forms = [address.toString(), long, long.toUpperCase()]
        expect([...forms, ...forms.map(hostOfIpv6)].filter(passes)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('CUS-17: never throws, and refuses whatever is not the plain text of an address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.webUrl()), (text) => {
        expect(['string', 'undefined']).toContain(typeof specialAddressClass(text))
      }),
    )
    const texts = [
      '',
      'localhost',
      '0x7f.1',
      '010.8.8.8',
      '8.8.8',
      'fe80::1%eth0',
      '2606:4700::1111%1',
      '[::1]',
    ]
    expect(texts.filter((text) => specialAddressClass(text) !== 'not an IP address')).toEqual([])
  })

  it.each([
    ['10.1.2.3', 'a private address'],
    ['127.0.0.1', 'a loopback address'],
    ['::1', 'a loopback address'],
    ['169.254.7.7', 'a link-local address'],
    ['169.254.169.254', 'a cloud metadata address'],
    ['100.100.100.200', 'a cloud metadata address'],
    ['168.63.129.16', 'a cloud metadata address'],
    ['fd00:ec2::254', 'a cloud metadata address'],
    ['FD00:EC2:0::254', 'a cloud metadata address'],
    ['100.64.0.1', 'a carrier-grade NAT address'],
    ['224.0.0.1', 'a multicast address'],
    ['0.0.0.0', 'an unspecified address'],
    ['::ffff:8.8.8.8', 'an IPv4 address mapped into IPv6'],
    ['fd12::1', 'a private (unique local) address'],
    ['2001:db8::1', 'an address reserved for special use'],
  ])('CUS-17: calls %s %s', (address, kind) => {
    expect(specialAddressClass(address)).toBe(kind)
  })

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '198.20.0.1',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
    '2001:4860:4860::8888',
  ])('CUS-17: lets %s through', (address) => {
    expect(passes(address)).toBe(true)
  })
})
