import type { Client, Member, Role } from '@jackfield/sdk'
import { Argument, type Command } from 'commander'
import { confirmRemoval } from '../ask.ts'
import { openClient } from '../connect.ts'
import { pick } from '../find-by-name.ts'
import { localTime, print } from '../output.ts'
import { table } from '../table.ts'
import { roles } from './roles.ts'

/** `members list | role | remove`. */
export function addMemberCommands(program: Command): void {
  const members = program.command('members').description('the people of the account')
  members.command('list').description('list the members and their roles').action(listMembers)
  members
    .command('role')
    .description('give a member another role; keys above it that they made are revoked')
    .argument('<member>', 'e-mail, id or exact name')
    .addArgument(new Argument('<role>').choices(roles))
    .addHelpText('after', '\nExample:\n  $ jackfield members role ada@example.com admin')
    .action(changeRole)
  members
    .command('remove')
    .description('take a member out of the account; their sessions and keys here end at once')
    .argument('<member>', 'e-mail, id or exact name')
    .option('--yes', 'do not ask; nobody is asked in a script anyway')
    .action(removeMember)
}

async function listMembers(_options: object, command: Command): Promise<void> {
  const answer = await openClient().members.list()
  print(command, answer, () =>
    table(
      ['ID', 'NAME', 'E-MAIL', 'ROLE', 'JOINED'],
      answer.items.map((member) => [
        member.user_id,
        member.name,
        member.email,
        member.role,
        localTime(member.joined_at),
      ]),
    ),
  )
}

async function changeRole(reference: string, role: Role, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const { user_id: id } = await findMember(client, reference)
  const member = await client.members.update(id, { role })
  print(command, member, () => `${member.name} (${member.email}) is ${member.role} now.`)
}

async function removeMember(reference: string, options: { yes?: boolean }, command: Command): Promise<void> {
  const client = openClient()
  const { user_id: id, name, email } = await findMember(client, reference)
  await confirmRemoval(
    options.yes,
    () => `Take ${name} (${email}) out of the account? Their sessions and keys here end at once.`,
  )
  await client.members.remove(id)
  print(command, {}, () => `Took ${name} (${email}) out of the account.`)
}

/** @throws CliError listing the candidates. */
async function findMember(client: Client, reference: string): Promise<Member> {
  const { items } = await client.members.list()
  const named = items.map((member) => ({ ...member, id: member.user_id, slug: member.email }))
  return pick('member', named, reference)
}
