import { askYes, isInteractive } from './ask.ts'
import { CliError } from './failure.ts'

/** What the person who adds a custom connector takes on; the server insists on it too. */
export const risk = 'I understand custom connectors can introduce risks'

/** Gets the person's word, by `--yes` or by a prompt. @throws CliError without it. */
export async function acknowledgeRisk(yes: boolean | undefined): Promise<void> {
  if (yes) return
  if (!isInteractive())
    throw new CliError('refused', `A custom connector needs your word: "${risk}".`, 'Pass --yes to say so.')
  if (!(await askYes(risk))) throw new CliError('cancelled', 'Cancelled. Nothing was changed.')
}
