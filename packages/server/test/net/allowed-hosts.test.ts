import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusedAddress } from '../../src/net/address-guard.ts'
import { parseAllowedHosts } from '../../src/net/allowed-hosts.ts'

const passes = (list: string, host: string, address: string, port = 443) =>
  refusedAddress({ host, port }, address, parseAllowedHosts(list)) === undefined

describe("the operator's list", () => {
  it('CUS-17 B1: an allowed name lets every address through, for that name only', () => {
    expect(passes('mcp.internal', 'mcp.internal', '10.0.0.1')).toBe(true)
    expect(passes('MCP.Internal.', 'mcp.internal', '10.0.0.1')).toBe(true)
    expect(passes('mcp.internal', 'MCP.internal.', '10.0.0.1')).toBe(true)
    expect(passes('mcp.internal', 'x.mcp.internal', '10.0.0.1')).toBe(false)
    expect(passes('mcp.internal', 'evilmcp.internal', '10.0.0.1')).toBe(false)
    expect(passes('münchen.example', 'xn--mnchen-3ya.example', '10.0.0.1')).toBe(true)
  })

  it('CUS-17: a suffix lets the names below it through, not the name itself', () => {
    expect(passes('*.corp.example', 'a.b.corp.example', 'fd00::1')).toBe(true)
    expect(passes('*.corp.example', 'corp.example', 'fd00::1')).toBe(false)
    expect(passes('*.corp.example', 'evilcorp.example', 'fd00::1')).toBe(false)
  })

  it('CUS-17: addresses and ranges are let through whatever the name, also when mapped into IPv6', () => {
    expect(passes('10.0.0.0/8, fd00::/8', 'any.example', '10.9.8.7')).toBe(true)
    expect(passes('10.0.0.0/8 fd00::/8', 'any.example', 'fd12::1')).toBe(true)
    expect(passes('10.0.0.0/8', 'any.example', '11.0.0.1')).toBe(true)
    expect(passes('10.0.0.0/8', 'any.example', '192.168.0.1')).toBe(false)
    expect(passes('127.0.0.1', 'localhost', '127.0.0.2')).toBe(false)
    expect(passes('127.0.0.1', 'localhost', '::ffff:127.0.0.1')).toBe(true)
    expect(passes('::1', 'localhost', '::1')).toBe(true)
    expect(passes('0.0.0.0/0', 'any.example', '169.254.169.254')).toBe(true)
    expect(passes('0.0.0.0/0', 'any.example', '::1')).toBe(false)
  })

  it('CUS-17: an entry with a port is for that port only', () => {
    expect(passes('mcp.internal:8080', 'mcp.internal', '10.0.0.1', 8080)).toBe(true)
    expect(passes('mcp.internal:8080', 'mcp.internal', '10.0.0.1', 22)).toBe(false)
    expect(passes('127.0.0.1:3000', 'localhost', '127.0.0.1', 3000)).toBe(true)
    expect(passes('127.0.0.1:3000', 'localhost', '127.0.0.1', 3001)).toBe(false)
    expect(passes('[::1]:3000', 'localhost', '::1', 3000)).toBe(true)
    expect(passes('[fd00::/8]:3000', 'x.example', 'fd00::7', 3001)).toBe(false)
    expect(passes('[fd00::/8]', 'x.example', 'fd00::7', 3001)).toBe(true)
  })

  it.each([
    '*',
    '*.',
    'http://mcp.internal',
    'mcp.internal/path',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0/8',
    'fd00::/129',
    '256.1.1.1',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    'mcp.internal:0',
    'mcp.internal:65536',
    'mcp.internal:',
    ':8080',
    '[::1',
    '[mcp]:80',
    '10.0.0.0/8/8',
    'a..b',
    '-a.example',
    'a.*.example',
    '::1%eth0',
    'user@host',
    '[10.0.0.1]:80',
  ])('refuses the entry %s by name, with the accepted forms', (entry) => {
    expect(() => parseAllowedHosts(`good.example, ${entry}`)).toThrow(
      `"${entry}" is not an allowed host. Write a host name`,
    )
  })

  it('never fails but with that message, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(outcome(text)).toMatch(/^parsed$|is not an allowed host/)
      }),
    )
  })
})

function outcome(text: string): string {
  try {
    parseAllowedHosts(text)
    return 'parsed'
  } catch (error) {
    return String(error)
  }
}
