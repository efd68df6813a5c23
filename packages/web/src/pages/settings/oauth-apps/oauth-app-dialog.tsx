import { useId, useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Form } from '../../../kit/form.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { SecretField } from '../../../kit/secret-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import type { OAuthApp } from './oauth-app-list.ts'
import { RegistrationFacts } from './registration-facts.tsx'

export interface OAuthAppDialogProps {
  app: OAuthApp
  open: boolean
  onOpenChange(open: boolean): void
}

/** How an OAuth app is registered at an app, and where its id and secret go. */
export function OAuthAppDialog({ app, ...dialog }: OAuthAppDialogProps) {
  const form = useId()
  const { connector_id, name, client } = app
  const own = client?.owner === 'account' ? client.client_id : ''
  const [clientId, setClientId] = useState(own)
  const [secret, setSecret] = useState('')
  const save = useAction({
    run: () => hub.connectors.setOAuthApp(connector_id, { client_id: clientId, client_secret: secret }),
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
    <Dialog
      {...dialog}
      title={own === '' ? `Set up an OAuth app for ${name}` : `Replace the OAuth app of ${name}`}
      actions={
        <>
          <Button kind="quiet" onClick={() => dialog.onOpenChange(false)}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form={form} busy={save.isPending}>
            Save OAuth app
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={submit}>
        {client?.owner === 'installation' && (
          <Notice title="Sign-ins go through the installation’s OAuth app now">
            Yours takes its place for this account. What is connected already stays as it is.
          </Notice>
        )}
        <RegistrationFacts app={app} />
        <TextField
          label="Client ID"
          name="client_id"
          required
          maxLength={500}
          mono
          autoComplete="off"
          spellCheck={false}
          value={clientId}
          onValueChange={setClientId}
        />
        <SecretField
          label="Client secret"
          name="client_secret"
          required
          maxLength={2000}
          hint="Kept encrypted on this hub, and never shown again."
          value={secret}
          onValueChange={setSecret}
        />
        {own !== '' && clientId.trim() !== own && (
          <Notice tone="warn" title={`${name} may have to be connected again`}>
            Access that was given through {own} can no longer be renewed: a connection made with it works
            until its access runs out.
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}
