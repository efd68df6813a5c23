import { useState } from 'react'
import type { ReactNode } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { CopyBlock } from '../../../kit/copy-block.tsx'
import { Form } from '../../../kit/form.tsx'
import { SecretField } from '../../../kit/secret-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { OutsideLink } from '../../../kit/text-link.tsx'
import type { OAuthWay, StepForm } from './sign-in-step.ts'

/** Where nobody has set up an OAuth app for it yet: how one is registered, and where its id and secret go (CON-14, CON-15). */
export function OAuthAppForm({ way, form }: { way: OAuthWay; form: StepForm }) {
  const { id, name } = form.connector
  const [clientId, setClientId] = useState('')
  const [secret, setSecret] = useState('')
  const action = useAction({
    run: () => hub.connectors.setOAuthApp(id, { client_id: clientId, client_secret: secret }),
    invalidates: ['connectors', 'oauth-apps'],
    done: () => ({ title: `The OAuth app of ${name} is saved`, description: 'Now sign in.' }),
    quiet: true,
  })
  return (
    <Form id={form.id} onSubmit={() => action.mutateAsync()} onBusyChange={form.onBusyChange}>
      <div>
        <h3 className="font-medium">First, register an OAuth app at {name}</h3>
        <p className="text-ink-soft">
          Once for this account. Nobody else’s app stands between you and {name}.
        </p>
      </div>
      <ol className="space-y-5">
        <Step number={1} title={`Make an OAuth app at ${name}`}>
          <OutsideLink href={way.register}>{way.register.replace(/^https?:\/\//, '')}</OutsideLink>
        </Step>
        <Step number={2} title="Give it this redirect URI, exactly">
          <CopyBlock title="Redirect URI" text={way.redirect_uri} />
          {way.scopes.default.length > 0 && (
            <CopyBlock
              title="Scopes"
              text={way.scopes.default.join(' ')}
              note={`Allow these, where ${name} asks for them.`}
            />
          )}
        </Step>
        <Step number={3} title="Enter what it got">
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
        </Step>
      </ol>
    </Form>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-full border border-hairline bg-sunken text-xs font-medium"
      >
        {number}
      </span>
      <div className="min-w-0 flex-1 space-y-3">
        <p className="font-medium">{title}</p>
        {children}
      </div>
    </li>
  )
}
