import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { queries } from '../../../hub/queries.ts'
import { Form } from '../../../kit/form.tsx'
import { leaveFor } from './leave-for.ts'
import { MovedHosts } from './moved-hosts.tsx'
import { ScopeChoice } from './scope-choice.tsx'
import { givenSettings, SettingFields } from './setting-fields.tsx'
import type { OAuthWay, StepForm } from './sign-in-step.ts'

/** The scopes that are asked for and what the app has to know; then it goes to the app's own page (CON-3). */
export function SignInForm({ way, form }: { way: OAuthWay; form: StepForm }) {
  const { connector, settings, hosts } = form
  const tools = useQuery(queries.connectorTools(connector.id)).data?.items ?? []
  const granted = connector.app?.scopes ?? []
  // What was granted before is asked for again, so that a reconnect does not take tools away.
  const [more, setMore] = useState(() => way.scopes.more.filter((scope) => granted.includes(scope)))
  const [values, setValues] = useState<Record<string, string>>({})
  const go = async () => {
    const { authorize_url } = await hub.connectors.signIn(connector.id, {
      scopes: more,
      settings: givenSettings(values),
    })
    await leaveFor(authorize_url)
  }
  return (
    <Form id={form.id} onSubmit={go} onBusyChange={form.onBusyChange}>
      <ScopeChoice
        name={connector.name}
        scopes={way.scopes}
        tools={tools}
        more={more}
        onMoreChange={setMore}
      />
      <SettingFields
        settings={settings}
        values={values}
        onValuesChange={setValues}
        known={connector.status === 'needs_reconnect'}
      />
      <MovedHosts name={connector.name} hosts={hosts} />
      <p className="text-xs text-ink-soft wrap-anywhere">
        You go to {connector.name}, sign in and allow it, and come back here. The access is kept encrypted on
        this hub and is never shown to an agent. {ownerOf(way)}
      </p>
    </Form>
  )
}

function ownerOf({ client }: OAuthWay): string {
  if (!client) return ''
  return client.owner === 'account'
    ? `It goes through your account’s own OAuth app, ${client.client_id}.`
    : `It goes through the OAuth app that this hub’s operator set up, ${client.client_id}.`
}
