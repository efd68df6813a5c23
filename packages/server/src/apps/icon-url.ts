import type { App } from '@jackfield/catalog/run'
import type { Services } from '../context.ts'

/** The path of an app's icon on this hub; null when no icon of it ships. */
export function iconPath({ slug, icon }: Pick<App, 'slug' | 'icon'>): string | null {
  return icon ? `/icons/${slug}.svg` : null
}

/** Where an app's icon is: on this hub, never at the provider. null as in `iconPath`. */
export function iconUrl(services: Services, app: App): string | null {
  const path = iconPath(app)
  return path && services.publicUrl() + path
}
