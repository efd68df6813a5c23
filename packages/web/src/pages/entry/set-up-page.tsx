import type { PolicyPreset } from '@jackfield/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { Button } from '../../kit/button.tsx'
import { Form } from '../../kit/form.tsx'
import { Notice } from '../../kit/notice.tsx'
import { policyPresets } from '../../kit/policy-presets.ts'
import { RadioCards } from '../../kit/radio-cards.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { goBack } from './go-back.ts'
import { useLinkToken } from './link-token.ts'
import { NewPasswordField } from './new-password-field.tsx'

const route = getRouteApi('/setup')

/** Where the link of the first start leads: the first account and its owner. */
export function SetUpPage() {
  const token = useLinkToken(route.useSearch().token)
  return (
    <EntryFrame
      title="Set up Jackfield"
      lead="You become the owner of its first account. Everything stays on this server."
    >
      {token === undefined ? (
        <Notice tone="warn" title="This link has no token.">
          Open the whole link that the first start printed in the terminal. Start the hub again to have it
          printed anew.
        </Notice>
      ) : (
        <SetUpForm token={token} />
      )}
    </EntryFrame>
  )
}

function SetUpForm({ token }: { token: string }) {
  const [input, setInput] = useState({ name: '', email: '', password: '', account_name: '' })
  const [preset, setPreset] = useState<PolicyPreset>('open')
  const field = (name: keyof typeof input) => ({
    name,
    value: input[name],
    onValueChange: (value: string) => setInput({ ...input, [name]: value }),
    required: true,
  })
  const setUp = async () => {
    await hub.setUp({ token, ...input, policy_preset: preset })
    goBack(undefined)
  }
  return (
    <Form onSubmit={setUp}>
      {({ busy }) => (
        <>
          <TextField label="Your name" autoComplete="name" maxLength={60} {...field('name')} />
          <TextField
            label="E-mail"
            type="email"
            autoComplete="username"
            maxLength={254}
            {...field('email')}
          />
          <NewPasswordField {...field('password')} />
          <TextField
            label="Name of the account"
            hint="Usually your company or team. Apps are connected for it, and agents belong to it."
            maxLength={60}
            {...field('account_name')}
          />
          <RadioCards
            label="What may agents do with the tools they get?"
            value={preset}
            onValueChange={setPreset}
            options={policyPresets}
          />
          <Button kind="primary" type="submit" busy={busy} className="w-full">
            Set up
          </Button>
        </>
      )}
    </Form>
  )
}
