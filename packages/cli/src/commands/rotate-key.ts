import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { runOperatorProgram } from '../operator-program.ts'
import { jsonFlag } from '../output.ts'

const help = `
Takes the settings of the hub from the environment, and may run while hubs run on PostgreSQL. With a key file in the
data directory it makes a new key, puts it there, and keeps the old one as master.key.old. With JACKFIELD_MASTER_KEY
it takes the new key from JACKFIELD_NEXT_MASTER_KEY or --new-key-file; start every hub with both keys first, as
docs/backup.md says. Can be interrupted, and run again. Exit code 5: done, but something does not open.

Examples:
  $ jackfield rotate-key
  $ jackfield rotate-key --data-keys`

interface Options {
  newKeyFile?: string
  dataKeys?: boolean
}

/** `rotate-key`: a new master key, or a new data key for every account. */
export function addRotateKeyCommand(program: Command): void {
  program
    .command('rotate-key')
    .description('seal every secret of a hub with a new master key, or with new data keys')
    .option('--new-key-file <file>', 'holds the new master key: 32 bytes in base64 or hex, mode 0600')
    .addOption(new Option('--data-keys', 'give every account a new data key instead').conflicts('newKeyFile'))
    .addHelpText('after', help)
    .action(({ newKeyFile, dataKeys }: Options, command: Command) =>
      runOperatorProgram([
        'rotate-key',
        ...(newKeyFile === undefined ? [] : ['--new-key-file', resolve(newKeyFile)]),
        ...(dataKeys ? ['--data-keys'] : []),
        ...jsonFlag(command),
      ]),
    )
}
