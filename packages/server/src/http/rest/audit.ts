import {
  AuditExportQuery,
  AuditPage,
  AuditQuery,
  AuditVerification,
  CallStats,
  CallStatsQuery,
} from '@jackfield/sdk/contract'
import { callStats } from '../../call-stats/call-stats.ts'
import { exportEvents } from '../../audit/export-events.ts'
import type { AuditExport } from '../../audit/export-events.ts'
import { listEvents } from '../../audit/list-events.ts'
import { verifyChain } from '../../audit/verify-chain.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const mediaTypes = { jsonl: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' }

/** The audit log: who changed what, and which agent called which tool. */
export function auditRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/audit',
    tag: 'Audit',
    summary: 'List audit events, newest first',
    query: AuditQuery,
    answer: AuditPage,
    run: ({ ctx, query }) => listEvents({ ctx, input: query }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/audit/export',
    tag: 'Audit',
    summary: 'Export audit events, oldest first',
    description: 'Every column, intents included. The export is itself recorded.',
    query: AuditExportQuery,
    raw: true,
    produces: ['application/x-ndjson', 'text/csv'],
    run: async ({ ctx, query }) => download(await exportEvents({ ctx, input: query })),
  })
  endpoint(rest, {
    method: 'get',
    path: '/audit/stats',
    tag: 'Audit',
    summary: 'Count calls, errors and durations over time',
    description:
      'For everyone in the account. Days and hours begin in its time zone; the first point may begin before `since`, ' +
      'and counts from there on. At most 12 series, the busiest, and 800 points each.',
    query: CallStatsQuery,
    answer: CallStats,
    run: ({ ctx, query }) => callStats({ ctx, input: query }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/audit/verify',
    tag: 'Audit',
    summary: 'Verify the hash chain of the audit log',
    answer: AuditVerification,
    run: ({ ctx }) => verifyChain({ ctx }),
  })
}

/** The stream pulls: a slow client is waited for, and one that went away ends the reading. */
function download({ format, chunks }: AuditExport): Response {
  return new Response(ReadableStream.from(chunks).pipeThrough(new TextEncoderStream()), {
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="jackfield-audit.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
