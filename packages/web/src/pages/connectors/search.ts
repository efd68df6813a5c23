/** What of the Connectors page stands in its address (UX-4), and how a sign-in ended (CON-3, CON-19). */
export interface ConnectorsSearch {
  q?: string
  show?: 'connected' | 'available'
  category?: string
  connected?: string
  denied?: string
  failed?: string
  message?: string
}

/** Reads the address; what it cannot mean is left out. */
export function connectorsSearch(search: Record<string, unknown>): ConnectorsSearch {
  const { show } = search
  return {
    ...text(search, 'q'),
    ...((show === 'connected' || show === 'available') && { show }),
    ...text(search, 'category'),
    ...text(search, 'connected'),
    ...text(search, 'denied'),
    ...text(search, 'failed'),
    ...text(search, 'message'),
  }
}

function text<Name extends string>(search: Record<string, unknown>, name: Name): { [key in Name]?: string } {
  const value = search[name]
  // The router reads `?q=42` as a number.
  if (typeof value !== 'string' && typeof value !== 'number') return {}
  return { [name]: String(value).slice(0, 600) } as { [key in Name]?: string }
}
