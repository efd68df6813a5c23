import type { Member } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Db } from '../context.ts'
import type { Role } from '../storage/tables.ts'

interface MemberRow {
  user_id: string
  email: string
  name: string
  role: Role
  created_at: Date
}

/** Members of an account with their names, oldest first. */
export function selectMembers(db: Db, accountId: string) {
  return db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'u.email', 'u.name', 'm.role', 'm.created_at'])
    .where('m.account_id', '=', accountId)
    .orderBy('m.created_at')
    .orderBy('m.user_id')
}

/** A member as the API shows one. */
export function memberAnswer({ created_at, ...member }: MemberRow): z.input<typeof Member> {
  return { ...member, joined_at: created_at.toISOString() }
}
