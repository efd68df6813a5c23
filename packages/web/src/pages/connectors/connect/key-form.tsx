import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Form } from '../../../kit/form.tsx'
import { SecretField } from '../../../kit/secret-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { OutsideLink } from '../../../kit/text-link.tsx'
import { connectedSaid } from '../connected-said.tsx'
import { MovedHosts } from './moved-hosts.tsx'
import { givenSettings, SettingFields } from './setting-fields.tsx'
import type { KeyWay, StepForm } from './sign-in-step.ts'

export interface KeyFormProps {
  way: KeyWay
  form: StepForm
  onConnected(): void
}

/** Connects an app with a key that somebody made there; it is tried before it is kept. */
export function KeyForm({ way, form, onConnected }: KeyFormProps) {
  const { connector, settings, hosts } = form
  const [key, setKey] = useState<Record<string, string>>({})
  const [values, setValues] = useState<Record<string, string>>({})
  const action = useAction({
    run: () => hub.connectors.connectWithKey(connector.id, { key, settings: givenSettings(values) }),
    invalidates: ['connectors', 'agents'],
    done: () => connectedSaid(connector.name),
    quiet: true,
  })
  const connect = async () => {
    await action.mutateAsync()
    onConnected()
  }
  return (
    <Form id={form.id} onSubmit={connect} onBusyChange={form.onBusyChange}>
      <p className="text-ink-soft">
        You find it at <OutsideLink href={way.where}>{way.where.replace(/^https?:\/\//, '')}</OutsideLink>. It
        is tried, then kept encrypted on this hub, and never shown again.
      </p>
      {way.fields.map(({ name, label, secret }) => {
        const field = {
          name: `key.${name}`,
          label,
          required: true,
          value: key[name] ?? '',
          onValueChange: (value: string) => setKey({ ...key, [name]: value }),
        }
        return secret ? (
          <SecretField key={name} {...field} />
        ) : (
          <TextField key={name} {...field} autoComplete="off" spellCheck={false} />
        )
      })}
      <SettingFields
        settings={settings}
        values={values}
        onValuesChange={setValues}
        known={connector.status === 'needs_reconnect'}
      />
      <MovedHosts name={connector.name} hosts={hosts} />
    </Form>
  )
}
