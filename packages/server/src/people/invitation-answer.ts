import type { Invitation } from '@jackfield/sdk/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { InvitationTable } from '../storage/tables.ts'

/** An invitation as the API shows one: never its token. */
export function invitationAnswer(row: Selectable<InvitationTable>): z.input<typeof Invitation> {
  const { id, email, role, invited_by, created_at, expires_at } = row
  return {
    id,
    email,
    role,
    invited_by,
    created_at: created_at.toISOString(),
    expires_at: expires_at.toISOString(),
  }
}
