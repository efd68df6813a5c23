import type { Connector } from '@jackfield/sdk'
import { useId, useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Button } from '../../../kit/button.tsx'
import { ButtonLink } from '../../../kit/button-link.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Form } from '../../../kit/form.tsx'
import { SecretField } from '../../../kit/secret-field.tsx'
import { connectedSaid } from '../connected-said.tsx'
import type { ConnectDialogProps } from './connect-dialog-props.ts'

/** Connects a custom connector again; disconnecting destroyed its secrets, so they are asked for. */
export function ConnectCustomDialog(props: ConnectDialogProps) {
  const { connector, open, onOpenChange } = props
  const [busy, setBusy] = useState(false)
  const form = useId()
  // It is connected with headers that its server refuses: those are changed where it is edited.
  const refused = connector.status !== 'available'
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`${refused ? 'Reconnect' : 'Connect'} ${connector.name}`}
      lead={connector.url}
      actions={
        <>
          <Button kind="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          {refused ? (
            <ButtonLink
              kind="primary"
              to="/agents/connectors/$connector/edit"
              params={{ connector: connector.slug }}
            >
              Change its headers
            </ButtonLink>
          ) : (
            <Button kind="primary" type="submit" form={form} busy={busy}>
              Connect {connector.name}
            </Button>
          )}
        </>
      }
    >
      {refused ? (
        <p className="text-ink-soft">
          {connector.status_reason ?? 'Its server refuses it.'} Enter new headers or another address, and it
          is tried again.
        </p>
      ) : (
        <SecretsForm {...props} id={form} onBusyChange={setBusy} />
      )}
    </Dialog>
  )
}

type SecretsFormProps = ConnectDialogProps & { id: string; onBusyChange(busy: boolean): void }

function SecretsForm({ connector, id, onBusyChange, onOpenChange, onConnected }: SecretsFormProps) {
  const hidden = connector.url?.includes('***') ?? false
  const [values, setValues] = useState<Record<string, string>>({})
  const [url, setUrl] = useState('')
  const action = useAction({
    run: () => hub.connectors.connect(connector.id, secretsOf(connector, values, hidden ? url : undefined)),
    invalidates: ['connectors', 'agents'],
    done: () => connectedSaid(connector.name),
    quiet: true,
  })
  const connect = async () => {
    await action.mutateAsync()
    onOpenChange(false)
    onConnected?.()
  }
  const needed = hidden || connector.headers.length > 0
  return (
    <Form id={id} onSubmit={connect} onBusyChange={onBusyChange}>
      <p className="text-ink-soft">
        {needed
          ? 'Disconnecting destroyed its secrets. Enter them again; the toggles of your agents are as they were.'
          : 'It has no secrets to enter. The toggles of your agents are as they were.'}
      </p>
      {hidden && (
        <SecretField
          label="MCP server URL"
          name="url"
          required
          maxLength={2048}
          hint="The same as before, with its secrets."
          value={url}
          onValueChange={setUrl}
        />
      )}
      {connector.headers.map(({ name }, index) => (
        <SecretField
          key={name}
          label={name}
          name={`headers.${index}.value`}
          required
          maxLength={8192}
          value={values[name] ?? ''}
          onValueChange={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
    </Form>
  )
}

function secretsOf({ headers }: Connector, values: Record<string, string>, url: string | undefined) {
  return {
    headers: headers.map(({ name }) => ({ name, value: values[name] ?? '' })),
    ...(url !== undefined && { url }),
  }
}
