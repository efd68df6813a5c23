import type { Member, Role } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { roleWords } from '../roles.ts'

/** Gives a member another role. */
export function useChangeRole(options: { quiet?: boolean } = {}) {
  return useAction({
    ...options,
    run: ({ member, role }: { member: Member; role: Role }) => hub.members.update(member.user_id, { role }),
    // Keys above the new role end with it; and it may be one's own.
    invalidates: ['members', 'keys', 'me'],
    done: ({ name, role }) => ({
      title: `${name} is ${role === 'owner' || role === 'admin' ? 'an' : 'a'} ${role} now`,
      description: roleWords[role].about,
    }),
  })
}
