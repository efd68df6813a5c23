import type { Role } from '@jackfield/sdk'
import { Argument, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { pick } from '../find-by-name.ts'
import { localTime, note, print } from '../output.ts'
import { table } from '../table.ts'
import { roles } from './roles.ts'

/** `invitations list | create | revoke`. */
export function addInvitationCommands(program: Command): void {
  const invitations = program.command('invitations').description('links that let a person join the account')
  invitations
    .command('list')
    .description('list the open ones; links are never shown again')
    .action(listInvitations)
  invitations
    .command('create')
    .description('invite somebody and print the link, once, as the last line')
    .argument('<email>')
    .addArgument(new Argument('<role>').choices(roles))
    .addHelpText('after', '\nExample:\n  $ jackfield invitations create ada@example.com builder')
    .action(createInvitation)
  invitations
    .command('revoke')
    .description('make an open link worthless')
    .argument('<invitation>', 'e-mail or id')
    .action(revokeInvitation)
}

async function listInvitations(_options: object, command: Command): Promise<void> {
  const answer = await openClient().invitations.list()
  print(command, answer, () =>
    table(
      ['ID', 'E-MAIL', 'ROLE', 'INVITED BY', 'EXPIRES'],
      answer.items.map((invitation) => [
        invitation.id,
        invitation.email,
        invitation.role,
        invitation.invited_by,
        localTime(invitation.expires_at),
      ]),
      { nothing: 'No open invitations. Invite somebody with: jackfield invitations create <email> <role>' },
    ),
  )
}

async function createInvitation(
  email: string,
  role: Role,
  _options: object,
  command: Command,
): Promise<void> {
  const invitation = await openClient().invitations.create({ email, role })
  note(
    command,
    `Invited ${invitation.email} as ${invitation.role}, until ${localTime(invitation.expires_at)}. Hand over this link, which is shown this once:`,
  )
  print(command, invitation, () => invitation.link)
}

async function revokeInvitation(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const { items } = await client.invitations.list()
  const { id, email } = pick(
    'invitation',
    items.map((one) => ({ ...one, name: one.email })),
    reference,
  )
  await client.invitations.revoke(id)
  print(command, {}, () => `Revoked the invitation of ${email}.`)
}
