import type { ColumnType, JSONColumnType } from 'kysely'

/** Written as a Date or left to the database's clock; read as a Date. */
export type Timestamp = ColumnType<Date, Date | undefined, Date>
export type NullableTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>
/** JSON documents are written as text (`json()` in storage/json.ts) and read parsed. */
export type Json<T> = JSONColumnType<T & object>
