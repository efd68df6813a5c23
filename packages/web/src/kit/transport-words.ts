import type { Transport } from '@jackfield/sdk'

/** What the two transports are called (CUS-3). */
export const transportWords: Record<Transport, string> = {
  'streamable-http': 'Streamable HTTP',
  sse: 'Server-Sent Events (SSE)',
}
