import type * as t from '../contract-types.ts'
import { failedRequest } from '../failures.ts'
import type { CallOptions, Open, Send } from '../send.ts'

/** Every change and every call, append-only and chained by hash. */
export function auditEndpoints(send: Send, open: Open) {
  return {
    /** One page, newest first. */
    list: (query?: t.AuditQuery, options?: CallOptions) =>
      send<t.AuditPage>('GET', '/audit', { ...options, query }),
    /** The whole log, or what the filter leaves of it, line by line without the line ends. */
    export: (query?: t.AuditExportQuery, options?: CallOptions) => exportLines(open, query, options),
    /** Calls, errors and durations over time, for everyone in the account. */
    stats: (query?: t.CallStatsQuery, options?: CallOptions) =>
      send<t.CallStats>('GET', '/audit/stats', { ...options, query }),
    /** Checks the chain of hashes. */
    verify: (options?: CallOptions) => send<t.AuditVerification>('GET', '/audit/verify', options),
  }
}

async function* exportLines(
  open: Open,
  query: t.AuditExportQuery | undefined,
  options: CallOptions | undefined,
): AsyncGenerator<string, void, undefined> {
  const response = await open('/audit/export', { ...options, query })
  let rest = ''
  for await (const text of texts(response, options?.signal)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Reads by hand because not every browser's ReadableStream is async iterable. */
async function* texts(
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, undefined> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  if (!reader) return
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      yield decoder.decode(part.value, { stream: true })
    yield decoder.decode()
  } catch (error) {
    signal?.throwIfAborted()
    throw failedRequest(error, response.url, false, 0)
  } finally {
    // Ends the download when the consumer stops early; after the end it does nothing.
    await reader.cancel().catch(() => undefined)
  }
}
