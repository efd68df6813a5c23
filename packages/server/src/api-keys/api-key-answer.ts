import type { ApiKey } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../context.ts'
import type { Role } from '../storage/tables.ts'

interface ApiKeyRow {
  id: string
  name: string
  role: Role
  read_only: boolean
  scopes: string[] | null
  in_url: boolean
  hint: string
  created_by: string
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
}

/** Keys of an account that are not revoked, with the names of those who made them, oldest first. */
export function selectApiKeys(db: Db, accountId: string) {
  return db
    .selectFrom('api_keys as k')
    .leftJoin('users as u', 'u.id', 'k.created_by')
    .leftJoin('api_keys as parent', 'parent.id', 'k.created_by')
    .select([
      'k.id',
      'k.name',
      'k.role',
      'k.read_only',
      'k.scopes',
      'k.in_url',
      'k.hint',
      'k.created_at',
      'k.last_used_at',
      'k.expires_at',
    ])
    .select(sql<string>`coalesce(u.name, parent.name, k.created_by)`.as('created_by'))
    .where('k.account_id', '=', accountId)
    .where('k.revoked_at', 'is', null)
    .orderBy('k.created_at')
    .orderBy('k.id')
}

/** A key as the API shows one: its last four characters, never its secret. */
export function apiKeyAnswer(row: ApiKeyRow): z.input<typeof ApiKey> {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
  }
}
