import type { Account, AccountPatch, PolicyPreset } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { usage } from '../failure.ts'
import { localTime, print } from '../output.ts'
import { facts } from '../table.ts'

interface SetOptions {
  name?: string
  policyPreset?: PolicyPreset
  defaultOn?: boolean
  timeZone?: string
}

/** `account show | set`. */
export function addAccountCommands(program: Command): void {
  const account = program.command('account').description('the account that you work in')
  account.command('show').description('show its settings').action(showAccount)
  account
    .command('set')
    .description('change its settings; what is not named stays')
    .option('--name <name>')
    .addOption(
      new Option(
        '--policy-preset <preset>',
        'careful asks before tools that write, read-only blocks them',
      ).choices(['open', 'careful', 'read-only']),
    )
    .option('--default-on', 'new agents start with every connector on')
    .option('--no-default-on', 'new agents start with what their template says')
    .option('--time-zone <name>', 'such as Europe/Kyiv; dates without a time are meant in it')
    .addHelpText('after', '\nExample:\n  $ jackfield account set --policy-preset careful')
    .action(setAccount)
}

async function showAccount(_options: object, command: Command): Promise<void> {
  const answer = await openClient().account.get()
  print(command, answer, () => accountFacts(answer))
}

async function setAccount(options: SetOptions, command: Command): Promise<void> {
  const { name, policyPreset: policy_preset, defaultOn: default_on, timeZone: time_zone } = options
  const fields: AccountPatch = { name, policy_preset, default_on, time_zone }
  const patch = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  if (Object.keys(patch).length === 0)
    throw usage('Nothing to change was given.', 'Add --help to see what can change.')
  const answer = await openClient().account.update(patch)
  print(command, answer, () => accountFacts(answer))
}

function accountFacts(account: Account): string {
  return facts([
    ['Name', account.name],
    ['Id', account.id],
    ['Policy preset', account.policy_preset],
    ['New agents', account.default_on ? 'start with every connector on' : 'start as their template says'],
    ['Time zone', account.time_zone],
    ['Made', localTime(account.created_at)],
  ])
}
