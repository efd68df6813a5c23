import { useQuery } from '@tanstack/react-query'
import { hub } from '../../../hub/client.ts'
import { queries } from '../../../hub/queries.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { count } from '../../../kit/words.tsx'
import type { OAuthAppDialogProps } from './oauth-app-dialog.tsx'

/** Before the account's own OAuth app for an app goes: which connection ends with it, and whom that concerns. */
export function RemoveOAuthAppDialog({ app, ...dialog }: OAuthAppDialogProps) {
  const { connector_id, name, client } = app
  const connectors = useQuery(queries.connectors()).data?.items
  const connector = connectors?.find(({ id }) => id === connector_id)
  const remove = useAction({
    run: () => hub.connectors.deleteOAuthApp(connector_id),
    invalidates: ['oauth-apps', 'connectors'],
    quiet: true,
    done: () => ({ title: `Deleted the OAuth app of ${name}` }),
  })
  const agents = connector?.agent_count ?? 0
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete the OAuth app of ${name}?`}
      action="Delete OAuth app"
      onConfirm={() => remove.mutateAsync()}
    >
      <p>
        The hub forgets <code>{client?.client_id}</code> and its secret. At {name} it stays registered. Later
        sign-ins go through the installation’s OAuth app where there is one; else somebody has to set one up.
      </p>
      {connector?.status === 'connected' && connector.app?.sign_in === 'oauth2' && (
        <p className="text-ink">
          {name} is connected. If that was made with this OAuth app, its access can no longer be renewed: when
          it runs out, an admin has to connect {name} again
          {agents > 0 && `, and until then ${count(agents, 'agent')} will skip it`}.
        </p>
      )}
    </ConfirmDialog>
  )
}
