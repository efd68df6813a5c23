import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { addAccountCommands } from './commands/account.ts'
import { addAgentCommands } from './commands/agents.ts'
import { addAuditCommands } from './commands/audit.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addCallCommand } from './commands/call.ts'
import { addCatalogCommands } from './commands/catalog.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addConnectorCommands } from './commands/connectors.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addInvitationCommands } from './commands/invitations.ts'
import { addKeyCommands } from './commands/keys.ts'
import { addLoginCommands } from './commands/login.ts'
import { addMcpConfigCommand } from './commands/mcp-config.ts'
import { addMemberCommands } from './commands/members.ts'
import { addPolicyCommands } from './commands/policies.ts'
import { addRotateKeyCommand } from './commands/rotate-key.ts'
import { addSetUpCommand } from './commands/setup.ts'
import { addTemplateCommands } from './commands/templates.ts'
import { addToolsCommand } from './commands/tools.ts'
import { addWebhookCommands } from './commands/webhooks.ts'

const after = `
Start here:
  $ jackfield login
  $ jackfield connectors add Warehouse https://warehouse.example.com/mcp
  $ jackfield agents create "Support bot"
  $ jackfield agents toggle "Support bot" warehouse on
  $ jackfield agents keys "Support bot" create

Agents and connectors may be named by id, slug or exact name.
Exit codes: 0 ok, 1 refused or failed, 2 wrong usage, 3 server out of reach, 4 not logged in.
Environment: JACKFIELD_URL, JACKFIELD_API_KEY (beats the stored login), JACKFIELD_CONFIG_DIR, NO_COLOR.
`

/** The whole command line, ready to parse. Failures are thrown, never exited on. */
export function createProgram(): Command {
  const program = new Command('jackfield')
    .description('Connect an app once, turn it on per agent, hand each agent one MCP endpoint.')
    .option('--json', "print the API's JSON instead of tables; errors too")
    .version(manifest.version)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', after)
  program.commandsGroup('Login and keys:')
  addSetUpCommand(program)
  addLoginCommands(program)
  addKeyCommands(program)
  program.commandsGroup('Account and people:')
  addAccountCommands(program)
  addMemberCommands(program)
  addInvitationCommands(program)
  program.commandsGroup('Connectors and agents:')
  addConnectorCommands(program)
  addCatalogCommands(program)
  addAgentCommands(program)
  addTemplateCommands(program)
  addPolicyCommands(program)
  program.commandsGroup('Tools:')
  addToolsCommand(program)
  addCallCommand(program)
  addDoctorCommand(program)
  addMcpConfigCommand(program)
  program.commandsGroup('Operating a hub, on its machine:')
  addBackupCommands(program)
  addRotateKeyCommand(program)
  program.commandsGroup('Records and help:')
  addAuditCommands(program)
  addWebhookCommands(program)
  addCompletionCommand(program)
  program.helpCommand('help [command]', 'show the help of a command')
  return program
}
