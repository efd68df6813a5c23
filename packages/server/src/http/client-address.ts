import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { Config } from '../config.ts'

const near = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal'])

/**
 * Who asks, for rate limits. With a public URL a proxy stands in front: where the peer is a near address, the
 * last entry of X-Forwarded-For, which that proxy wrote, is believed.
 */
export function clientAddress(config: Config, incoming: IncomingMessage | undefined): string {
  const peer = incoming?.socket.remoteAddress ?? 'unknown'
  if (config.publicUrl === undefined || !isNear(peer)) return peer
  const forwarded = incoming?.headers['x-forwarded-for']
  const last = [forwarded ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? ''
  return ipaddr.isValid(last) ? ipaddr.process(last).toString() : peer
}

function isNear(address: string): boolean {
  return ipaddr.isValid(address) && near.has(ipaddr.process(address).range())
}
