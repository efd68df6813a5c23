import { Argument, type Command } from 'commander'
import { shellScripts } from '../completion/shell-scripts.ts'

/** `completion bash | zsh`. */
export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('print the script that completes commands, options and names at Tab')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh']))
    .addHelpText(
      'after',
      '\nNames of agents, connectors and tools come from the server that you are logged in to.\n\nPut one of these lines into ~/.bashrc or, below compinit, into ~/.zshrc:\n  source <(jackfield completion bash)\n  source <(jackfield completion zsh)',
    )
    .action((shell: keyof typeof shellScripts) => void process.stdout.write(`${shellScripts[shell]}\n`))
}
