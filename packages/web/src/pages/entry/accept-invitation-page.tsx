import { JackfieldError } from '@jackfield/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { Button } from '../../kit/button.tsx'
import { Form } from '../../kit/form.tsx'
import { Notice } from '../../kit/notice.tsx'
import { SecretField } from '../../kit/secret-field.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { goBack } from './go-back.ts'
import { useLinkToken } from './link-token.ts'
import { NewPasswordField } from './new-password-field.tsx'

const route = getRouteApi('/accept-invitation')

/** Where the link of an invitation leads. */
export function AcceptInvitationPage() {
  const token = useLinkToken(route.useSearch().token)
  return (
    <EntryFrame title="Join the account" lead="Somebody invited you to work with them in Jackfield.">
      {token === undefined ? (
        <Notice tone="warn" title="This link has no token.">
          Open the whole link that you were given, or ask for a new invitation.
        </Notice>
      ) : (
        <JoinForm token={token} />
      )}
    </EntryFrame>
  )
}

function JoinForm({ token }: { token: string }) {
  const [who, setWho] = useState<'new' | 'known'>('new')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const join = async () => {
    try {
      await hub.invitations.accept({ token, password, ...(who === 'new' && { name }) })
    } catch (error) {
      setWho(whoItIs(error) ?? who)
      throw error
    }
    goBack(undefined)
  }
  const secret = { name: 'password', value: password, onValueChange: setPassword, required: true }
  return (
    <Form onSubmit={join} fieldOf={{ unauthenticated: 'password' }}>
      {({ busy }) => (
        <>
          <Segmented
            label="Have you got a login?"
            value={who}
            onValueChange={setWho}
            options={[
              { value: 'new', label: 'I am new here' },
              { value: 'known', label: 'I have a login' },
            ]}
          />
          {who === 'new' && (
            <TextField
              label="Your name"
              name="name"
              autoComplete="name"
              required
              maxLength={60}
              value={name}
              onValueChange={setName}
            />
          )}
          {who === 'new' ? (
            <NewPasswordField {...secret} />
          ) : (
            <SecretField label="Your password" autoComplete="current-password" maxLength={256} {...secret} />
          )}
          <Button kind="primary" type="submit" busy={busy} className="w-full">
            Join
          </Button>
        </>
      )}
    </Form>
  )
}

/** What the hub knows better: whether the invited address has a login. */
function whoItIs(error: unknown): 'new' | 'known' | undefined {
  if (!(error instanceof JackfieldError)) return undefined
  if (error.code === 'unauthenticated') return 'known'
  return error.issues.some(({ field }) => field === 'name') ? 'new' : undefined
}
