/** The authorization server behind the provider's own endpoints, and how they pass a request on to it. */
export interface InnerServer {
  /** Passes a request on, to another path or with another body, under the origin that the caller knows. */
  send(
    request: Request,
    changes?: { path?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Response>
}

export function innerServer(origin: string): InnerServer {
  return {
    send: async (request, { path, headers = {}, body } = {}) => {
      const url = new URL(request.url)
      const carried = new Headers(headers)
      for (const name of ['cookie', 'authorization', 'content-type', 'accept']) {
        const value = request.headers.get(name)
        if (value !== null && !carried.has(name)) carried.set(name, value)
      }
      carried.set('x-forwarded-host', url.host)
      carried.set('x-forwarded-proto', 'http')
      const sent = body ?? (request.method === 'GET' ? undefined : await request.text())
      return fetch(new URL(path ?? url.pathname + url.search, origin), {
        method: request.method,
        headers: carried,
        redirect: 'manual',
        ...(sent === undefined ? {} : { body: sent }),
      })
    },
  }
}
