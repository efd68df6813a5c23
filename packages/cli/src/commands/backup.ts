import { resolve } from 'node:path'
import type { Command } from 'commander'
import { runOperatorProgram } from '../operator-program.ts'
import { jsonFlag } from '../output.ts'

const backupHelp = `
Takes the settings of the hub (DATABASE_URL, JACKFIELD_DATA_DIR, JACKFIELD_MASTER_KEY) from the environment. The
embedded database allows it while the hub is stopped; PostgreSQL while it runs. The master key is not in the backup:
keep it apart.

Example:
  $ jackfield backup --out /backups/jackfield-$(date +%F).jfbackup`

const restoreHelp = `
Takes the settings of the hub to restore into from the environment, as "backup" does. The database must be empty. The
master key must be the one that the hub had when the backup was taken. Also moves a hub from the embedded database to
PostgreSQL, and back. Exit code 5: restored, and an audit log in it does not hold.

Example:
  $ DATABASE_URL=postgres://... jackfield restore --in jackfield.jfbackup`

/** `backup` and `restore`: the whole database into a file, and back. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('write the whole database of a hub into a file')
    .requiredOption('--out <file>', 'the file to write; there must be none')
    .addHelpText('after', backupHelp)
    .action(({ out }: { out: string }, command: Command) =>
      runOperatorProgram(['backup', '--out', resolve(out), ...jsonFlag(command)]),
    )
  program
    .command('restore')
    .description('restore a backup into an empty database')
    .requiredOption('--in <file>', 'the file that "backup" wrote')
    .addHelpText('after', restoreHelp)
    .action((options: { in: string }, command: Command) =>
      runOperatorProgram(['restore', '--in', resolve(options.in), ...jsonFlag(command)]),
    )
}
