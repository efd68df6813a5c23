import type { Connector } from '@jackfield/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Notice } from '../../kit/notice.tsx'
import { say } from '../../kit/toasts.tsx'
import { connectedSaid } from './connected-said.tsx'
import type { ConnectorsSearch } from './search.ts'

const route = getRouteApi('/shell/agents/connectors')

export interface SignInOutcomeProps {
  connectors: readonly Connector[]
  /** `show`: it is brought into sight. */
  onMoved(slug: string, show: boolean): void
  onAgain(connector: Connector): void
}

/** How the sign-in ended that somebody comes back from (UX-14, CON-3, CON-19). It is said once: the address forgets it. */
export function SignInOutcome({ connectors, onMoved, onAgain }: SignInOutcomeProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [failure, setFailure] = useState<Failure>()
  const said = useRef(false)
  useEffect(() => {
    if (said.current || (!search.connected && !search.denied && !search.failed)) return
    said.current = true
    void navigate({ search: withoutOutcome, replace: true, resetScroll: false })
    // Anybody can write such an address: what it says about must be there, and be as it says.
    const connected = connectors.find(
      ({ slug, status }) => slug === search.connected && status === 'connected',
    )
    if (connected) {
      say(connectedSaid(connected.name))
      onMoved(connected.slug, true)
    }
    setFailure(failureOf(search))
  }, [search, connectors, navigate, onMoved])
  const connector = connectors.find(({ slug }) => slug === failure?.slug)
  if (!failure || !connector) return null
  return (
    <FailureNotice
      failure={failure}
      name={connector.name}
      onClose={() => setFailure(undefined)}
      onAgain={() => {
        setFailure(undefined)
        onAgain(connector)
      }}
    />
  )
}

interface Failure {
  slug: string
  /** Absent when the person said no. */
  message?: string
}

function failureOf({ denied, failed, message }: ConnectorsSearch): Failure | undefined {
  if (denied !== undefined) return { slug: denied }
  if (failed !== undefined) return { slug: failed, message: message ?? 'The sign-in did not work.' }
  return undefined
}

function withoutOutcome(search: ConnectorsSearch): ConnectorsSearch {
  const { q, show, category } = search
  return { ...(q && { q }), ...(show && { show }), ...(category && { category }) }
}

interface FailureNoticeProps {
  failure: Failure
  name: string
  onAgain(): void
  onClose(): void
}

function FailureNotice({ failure, name, onAgain, onClose }: FailureNoticeProps) {
  const denied = failure.message === undefined
  return (
    <Notice
      tone={denied ? 'plain' : 'bad'}
      urgent
      title={denied ? `${name} gave no access` : `${name} could not be connected`}
      action={
        <div className="flex items-center gap-1">
          <Button size="small" onClick={onAgain}>
            Try again
          </Button>
          <IconButton label="Dismiss" onClick={onClose}>
            <X className="size-4" aria-hidden />
          </IconButton>
        </div>
      }
    >
      {denied ? 'It was not allowed there, so nothing has changed.' : failure.message}
    </Notice>
  )
}
