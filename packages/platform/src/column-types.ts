import type { ColumnType } from 'kysely'

/** A jsonb column: written as JSON text, read parsed. */
export type Json<T = Record<string, unknown>> = ColumnType<T, string, string>

/** Who acts. It comes from the credential alone. */
export interface AreaActor {
  type: string
  id: string
  name: string
}
