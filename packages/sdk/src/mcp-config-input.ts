import { JackfieldError } from './error.ts'

/** An MCP address of the hub, as one client is to know it. */
export interface McpConfigInput {
  /** From `agent.endpoint`, or an area's `connector.address`. */
  endpoint: string
  /** What the client calls the server: letters, digits, `-` and `_`. */
  name: string
  /** The key. Without it, a variable or a prompt of the client stands in its place. */
  key?: string | undefined
  /** What opens the address: an agent's key, or an API key for the Sales Platform's. An agent's if absent. */
  keyOf?: 'agent' | 'api' | undefined
  /** The key stands in the address, so that no header is written (`keyedAddress`). */
  keyInAddress?: boolean | undefined
}

/**
 * An address with an API key in it, for clients that send no headers (ADR-8). Only a key that was made for it,
 * with `in_url`, is taken from there. The whole is a secret then.
 */
export function keyedAddress(endpoint: string, key: string): string {
  const url = new URL(endpoint)
  url.searchParams.set('key', key)
  return url.href
}

/** @throws JackfieldError `invalid` for a name that a client would refuse, or a key that is no header value. */
export function checkMcpConfig({ name, key }: McpConfigInput): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/.test(name))
    throw new JackfieldError('invalid', `name: "${name}" is not a name that every client takes.`, {
      hint: 'Use up to 64 letters, digits, - and _.',
    })
  // The key itself is not repeated.
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new JackfieldError('invalid', 'key: a key has no spaces and no special characters.', {
      hint: 'Paste it again, as one word.',
    })
}
