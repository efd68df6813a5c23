import type { App } from '@jackfield/catalog/run'
import type { Services } from '../context.ts'

/** Where an app's icon is: on this hub, never at the provider. */
export function iconUrl(services: Services, { slug }: App): string {
  return `${services.publicUrl()}/icons/${slug}.svg`
}
