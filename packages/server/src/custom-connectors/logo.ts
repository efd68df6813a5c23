import { createHash } from 'node:crypto'
import type { App } from '@jackfield/catalog/run'
import { iconPath } from '../apps/icon-url.ts'
import { parseHttpUrl } from '../net/guarded-url.ts'
import type { Family } from '../storage/tables.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A logo that cannot be had is no reason to refuse a connector: only its form is checked when it is saved (CUS-6). */
export function checkLogo(url: string | null | undefined): void {
  if (url) parseHttpUrl(url, 'logo_url')
}

/** What tells one address of a logo from another. The address itself may hold what is not for everybody. */
export function sourceHash(url: string): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 16)
}

/** Whether a logo need not be fetched now: a picture holds for a day, a failure for an hour. */
export function isFresh({ failure, fetched_at }: { failure: string | null; fetched_at: Date }): boolean {
  return Date.now() - fetched_at.getTime() < (failure === null ? DAY_MS : HOUR_MS)
}

interface Connector {
  id: string
  family: Family
  logo_url: string | null
  logo_source_hash: string | null
  logo_media_type: string | null
  logo_failure: string | null
  logo_fetched_at: Date | null
}

/**
 * The path of a connector's picture on this hub, another one for each address that it is fetched from. null when it
 * has none, as areas have, and while it is known that it cannot be had (UX-10).
 */
export function logoPath(connector: Connector, app: App | undefined): string | null {
  const { id, family, logo_url: url } = connector
  if (app) return iconPath(app)
  if (family === 'platform' || !url) return null
  const source = sourceHash(url)
  const { logo_source_hash, logo_media_type, logo_failure: failure, logo_fetched_at: fetched_at } = connector
  const failed = logo_source_hash === source && logo_media_type === null && fetched_at !== null
  return failed && isFresh({ failure, fetched_at }) ? null : `/logos/${id}?v=${source}`
}
