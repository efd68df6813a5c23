import { CatalogError, checkSettings } from '@jackfield/catalog/run'
import type { App } from '@jackfield/catalog/run'
import { invalid } from '../errors.ts'

/** What a person said of their account at the provider. @throws Refusal `invalid` naming the setting and its form */
export function checkedSettings(app: App, given: Record<string, string>): Record<string, string> {
  try {
    return checkSettings(app, given)
  } catch (error) {
    if (error instanceof CatalogError) throw invalid(`settings.${error.field ?? ''}`, error.message)
    throw error
  }
}
