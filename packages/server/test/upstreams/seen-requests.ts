/** One HTTP request that an upstream received. */
export interface SeenRequest {
  httpMethod: string
  /** Path and query as they came. */
  path: string
  /** Names in lower case. */
  headers: Record<string, string>
  /** The JSON-RPC message or messages; undefined without a body or when it was no JSON. */
  body: unknown
  /** The JSON-RPC method; undefined for GET and DELETE, answers and batches. */
  method: string | undefined
}

/** What an upstream saw, in order of arrival, for tests to count and to look into. */
export class SeenRequests {
  readonly all: SeenRequest[] = []

  add(request: Omit<SeenRequest, 'method'>): void {
    this.all.push({ ...request, method: methodOf(request.body) })
  }

  /** How many requests carried this JSON-RPC method; without one, how many requests there were. */
  count(method?: string): number {
    return method === undefined ? this.all.length : this.of(method).length
  }

  of(method: string): SeenRequest[] {
    return this.all.filter((request) => request.method === method)
  }

  /** The requests that lack a header, or have it with another value. */
  without(name: string, value: string): SeenRequest[] {
    return this.all.filter((request) => request.headers[name.toLowerCase()] !== value)
  }

  clear(): void {
    this.all.length = 0
  }
}

function methodOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('method' in body)) return undefined
  return typeof body.method === 'string' ? body.method : undefined
}

/** Parses a request's body; undefined when it is absent or no JSON. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
