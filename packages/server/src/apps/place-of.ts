import type { App, Place } from '@jackfield/catalog/run'
import type { Services } from '../context.ts'

/** Where an app is, for one connection: what the operator moved, and what the connection knows. */
export function placeOf({ config }: Services, app: App, values: Record<string, string>): Place {
  return { moved: config.appHosts[app.slug] ?? {}, values }
}
