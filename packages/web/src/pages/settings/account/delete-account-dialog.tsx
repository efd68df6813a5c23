import type { Account } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { hub } from '../../../hub/client.ts'
import { queries } from '../../../hub/queries.ts'
import { useMe } from '../../../hub/use-me.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { count } from '../../../kit/words.tsx'
import { settingsQueries } from '../queries.ts'
import { goToOtherAccount } from './go-to-other-account.ts'

export interface DeleteAccountDialogProps {
  account: Account
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before an account is deleted: everything that goes with it. */
export function DeleteAccountDialog({ account, ...dialog }: DeleteAccountDialogProps) {
  const me = useMe()
  const remove = async () => {
    await hub.account.remove({ name: account.name })
    goToOtherAccount(me)
  }
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete ${account.name}?`}
      action={`Delete ${account.name}`}
      repeat={account.name}
      onConfirm={remove}
    >
      <p>This cannot be undone. With the account go, at once:</p>
      <Losses />
      <p>
        What apps have granted is not taken back there: to have them asked, disconnect the connectors first.
      </p>
    </ConfirmDialog>
  )
}

function Losses() {
  const agents = useQuery(queries.agents()).data?.items.length
  const connectors = useQuery(queries.connectors()).data?.items
  const people = useQuery(queries.members()).data?.items.length
  const keys = useQuery(settingsQueries.keys()).data?.items.length
  const webhooks = useQuery(settingsQueries.webhooks()).data?.items.length
  const connected = connectors?.filter(({ status }) => status !== 'available').length
  return (
    <ul className="list-disc space-y-1 pl-5">
      <li>{counted(agents, 'agent')}, with their endpoints and keys</li>
      <li>{counted(connected, 'connected connector')}, with the access that is stored for them</li>
      <li>
        {counted(keys, 'API key')} and {counted(webhooks, 'webhook')}
      </li>
      <li>
        the access of {counted(people, 'person', 'people')}, and the logins of those who have no other account
      </li>
      <li>templates, policies, requests, and the whole log of changes and calls</li>
    </ul>
  )
}

/** Without the number until it is known. */
function counted(value: number | undefined, one: string, many = `${one}s`): string {
  return value === undefined ? many : count(value, one, many)
}
