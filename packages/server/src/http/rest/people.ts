import {
  AcceptInvitationInput,
  Id,
  InvitationCreated,
  InvitationInput,
  InvitationList,
  LogInAnswer,
  Member,
  MemberList,
  MemberPatch,
} from '@jackfield/sdk/contract'
import { z } from 'zod'
import { acceptInvitation } from '../../people/accept-invitation.ts'
import { changeMemberRole } from '../../people/change-member-role.ts'
import { createInvitation } from '../../people/create-invitation.ts'
import { listInvitations } from '../../people/list-invitations.ts'
import { listMembers } from '../../people/list-members.ts'
import { removeMember } from '../../people/remove-member.ts'
import { revokeInvitation } from '../../people/revoke-invitation.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'
import { answerWithSession, originOf } from './sessions.ts'

const tag = 'People'
const byId = z.strictObject({ id: Id })

/** Who belongs to the account, and who may come in. */
export function peopleRoutes(rest: Rest): void {
  members(rest)
  invitations(rest)
  accepting(rest)
}

function members(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/members',
    tag,
    summary: 'List members',
    answer: MemberList,
    run: ({ ctx }) => listMembers({ ctx }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/members/{id}',
    tag,
    summary: 'Change the role of a member',
    description: 'API keys that the member made and that would be above the new role are revoked.',
    params: byId,
    body: MemberPatch,
    answer: Member,
    run: ({ ctx, params, body }) => changeMemberRole({ ctx, input: { ...params, ...body } }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/members/{id}',
    tag,
    summary: 'Remove a member',
    description:
      'Sessions in this account and API keys that the member made end at once. Everybody may leave.',
    params: byId,
    run: ({ ctx, params }) => removeMember({ ctx, input: params }),
  })
}

function invitations(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/invitations',
    tag,
    summary: 'List open invitations',
    answer: InvitationList,
    run: ({ ctx }) => listInvitations({ ctx }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/invitations',
    tag,
    summary: 'Invite somebody',
    description:
      'The link works once, for seven days. Inviting an address again replaces its open invitation.',
    body: InvitationInput,
    answer: InvitationCreated,
    status: 201,
    run: ({ ctx, body }) => createInvitation({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/invitations/{id}',
    tag,
    summary: 'Revoke an invitation',
    params: byId,
    run: ({ ctx, params }) => revokeInvitation({ ctx, input: params }),
  })
}

function accepting(rest: Rest): void {
  endpoint(rest, {
    method: 'post',
    path: '/invitations/accept',
    tag,
    summary: 'Accept an invitation',
    description: 'Joins the account and logs in. An address that has a login already needs its password.',
    public: true,
    body: AcceptInvitationInput,
    answer: LogInAnswer,
    status: 201,
    run: async (input) => {
      const { services, body } = input
      const started = await acceptInvitation({ services, input: body, from: originOf(input) })
      return answerWithSession(input, started)
    },
  })
}
