import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { FormDialog } from '../../../kit/form-dialog.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { OAuthClientFields, RegisterLink, RegistrationBlocks } from '../../../kit/oauth-app-parts.tsx'
import type { OAuthApp } from './oauth-app-list.ts'

export interface OAuthAppDialogProps {
  app: OAuthApp
  open: boolean
  onOpenChange(open: boolean): void
}

/** How an OAuth app is registered at an app, and where its id and secret go. */
export function OAuthAppDialog({ app, ...dialog }: OAuthAppDialogProps) {
  const { connector_id, name, client: present } = app
  const own = present?.owner === 'account' ? present.client_id : ''
  const [client, setClient] = useState({ client_id: own, client_secret: '' })
  const save = useAction({
    run: () => hub.connectors.setOAuthApp(connector_id, client),
    invalidates: ['oauth-apps', 'connectors'],
    quiet: true,
    done: () => ({
      title: `The OAuth app of ${name} is saved`,
      description: 'The next sign-in goes through it.',
    }),
  })
  const submit = async () => {
    await save.mutateAsync()
    dialog.onOpenChange(false)
  }
  return (
    <FormDialog
      {...dialog}
      title={own === '' ? `Set up an OAuth app for ${name}` : `Replace the OAuth app of ${name}`}
      action="Save OAuth app"
      onSubmit={submit}
    >
      {present?.owner === 'installation' && (
        <Notice title="Sign-ins go through the installation’s OAuth app now">
          Yours takes its place for this account. What is connected already stays as it is.
        </Notice>
      )}
      <div className="space-y-3">
        <p className="wrap-anywhere">
          Register it at <RegisterLink href={app.register} />, with this redirect URI, exactly:
        </p>
        <RegistrationBlocks name={name} redirectUri={app.own_redirect_uri} scopes={app.scopes} />
      </div>
      <OAuthClientFields client={client} onChange={setClient} />
      {own !== '' && client.client_id.trim() !== own && (
        <Notice tone="warn" title={`${name} may have to be connected again`}>
          Access that was given through {own} can no longer be renewed: a connection made with it works until
          its access runs out.
        </Notice>
      )}
    </FormDialog>
  )
}
