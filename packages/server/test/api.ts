/** What an endpoint answered. `body` is the parsed JSON, or the text where it is none. */
export interface Answer {
  status: number
  body: unknown
  headers: Headers
}

/** Requests below `/api/v1` with the credential of one person. */
export interface Api {
  /** The bearer secret. */
  secret: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string, body?: unknown): Promise<Answer>
}

/** Requests with a bearer secret; without one where it is empty. */
export function apiFor(url: string, secret: string): Api {
  const ask = (method: string) => (path: string, body?: unknown) =>
    send(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(secret && { authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return {
    secret,
    get: ask('GET'),
    post: ask('POST'),
    put: ask('PUT'),
    patch: ask('PATCH'),
    delete: ask('DELETE'),
  }
}

/** One request, with its answer read. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  return { status: response.status, body: parsed(await response.text()), headers: response.headers }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
