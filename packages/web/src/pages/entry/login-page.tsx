import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { Button } from '../../kit/button.tsx'
import { Form } from '../../kit/form.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { goBack } from './go-back.ts'

const route = getRouteApi('/login')

/** The way in for members. */
export function LoginPage() {
  const { return_to } = route.useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const logIn = async () => {
    await hub.session.logIn({ email, password })
    goBack(return_to)
  }
  return (
    <EntryFrame title="Log in" lead="Connect apps for your agents, and see what they do with them.">
      <Form onSubmit={logIn} fieldOf={{ unauthenticated: 'password' }}>
        {({ busy }) => (
          <>
            <TextField
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              required
              maxLength={254}
              value={email}
              onValueChange={setEmail}
            />
            <TextField
              label="Password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              maxLength={256}
              value={password}
              onValueChange={setPassword}
            />
            <Button kind="primary" type="submit" busy={busy} className="w-full">
              Log in
            </Button>
            <p className="text-xs text-ink-soft">
              No login yet? Ask an owner or admin for an invitation. After the very first start, the link to
              set up the hub stands in its terminal.
            </p>
          </>
        )}
      </Form>
    </EntryFrame>
  )
}
