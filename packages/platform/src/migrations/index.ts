import type { Migration } from 'kysely/migration'
import { platformEngine } from './0100-platform-engine.ts'
import { leads } from './0101-leads.ts'
import { leadsByDay } from './0102-leads-by-day.ts'

/** The tables of every area, for the server's migrator. They refer to its table `accounts`. */
export const platformMigrations: Record<string, Migration> = {
  '0100-platform-engine': platformEngine,
  '0101-leads': leads,
  '0102-leads-by-day': leadsByDay,
}
