import { useState } from 'react'
import type { ReactNode } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Form } from '../../../kit/form.tsx'
import { OAuthClientFields, RegisterLink, RegistrationBlocks } from '../../../kit/oauth-app-parts.tsx'
import type { OAuthWay, StepForm } from './sign-in-step.ts'

/** Where nobody has set up an OAuth app for it yet: how one is registered, and where its id and secret go (CON-14, CON-15). */
export function OAuthAppForm({ way, form }: { way: OAuthWay; form: StepForm }) {
  const { id, name } = form.connector
  const [client, setClient] = useState({ client_id: '', client_secret: '' })
  const action = useAction({
    run: () => hub.connectors.setOAuthApp(id, client),
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
          <RegisterLink href={way.register} />
        </Step>
        <Step number={2} title="Give it this redirect URI, exactly">
          <RegistrationBlocks name={name} redirectUri={way.redirect_uri} scopes={way.scopes.default} />
        </Step>
        <Step number={3} title="Enter what it got">
          <OAuthClientFields client={client} onChange={setClient} />
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
