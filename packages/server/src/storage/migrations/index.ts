import type { Migration } from 'kysely/migration'
import { platformMigrations } from '@jackfield/platform'
import { mainJob } from './0001-main-job.ts'
import { auditAppendOnly } from './0002-audit-append-only.ts'
import { accountChanges } from './0003-account-changes.ts'
import { auditAnchors } from './0004-audit-anchors.ts'
import { dataKeyRotation } from './0005-data-key-rotation.ts'
import { platformConnectors } from './0020-platform-connectors.ts'
import { appendAuditEvents } from './0110-append-audit-events.ts'
import { apps } from './0120-apps.ts'
import { webhooks } from './0121-webhooks.ts'
import { connectorRequests } from './0122-connector-requests.ts'
import { catalogEntries } from './0123-catalog-entries.ts'
import { callTimes } from './0124-call-times.ts'
import { connectorLogos } from './0125-connector-logos.ts'
import { deletedAccounts } from './0126-deleted-accounts.ts'
import { refusedTools } from './0127-refused-tools.ts'

/** Every migration, by the name under which the database remembers it. Names sort in the order of running. */
export const migrations: Record<string, Migration> = {
  '0001-main-job': mainJob,
  '0002-audit-append-only': auditAppendOnly,
  '0003-account-changes': accountChanges,
  '0004-audit-anchors': auditAnchors,
  '0005-data-key-rotation': dataKeyRotation,
  '0020-platform-connectors': platformConnectors,
  ...platformMigrations,
  '0110-append-audit-events': appendAuditEvents,
  '0120-apps': apps,
  '0121-webhooks': webhooks,
  '0122-connector-requests': connectorRequests,
  '0123-catalog-entries': catalogEntries,
  '0124-call-times': callTimes,
  '0125-connector-logos': connectorLogos,
  '0126-deleted-accounts': deletedAccounts,
  '0127-refused-tools': refusedTools,
}
