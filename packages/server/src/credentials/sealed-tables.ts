/**
 * Every table that holds sealed secrets: a column `sealed`, an `account_id`, and the column that names a row within
 * its account. What is sealed is bound to `<table>/<that column's value>` beside the account. A new table of secrets
 * belongs here, or a rotation of data keys would leave it behind.
 */
export const sealedTables = [
  { table: 'credentials', key: 'connection_id' },
  { table: 'oauth_clients', key: 'slug' },
  { table: 'revocations', key: 'id' },
  { table: 'sign_ins', key: 'state_hash' },
  { table: 'webhooks', key: 'id' },
] as const

export type SealedTable = (typeof sealedTables)[number]['table']

/** What a row's secret is bound to beside its account. */
export function sealedRow(table: SealedTable, key: string): string {
  return `${table}/${key}`
}
