import type { Connector } from '@jackfield/sdk'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { useAction } from '../../hub/use-action.ts'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { BlastRadius } from './disconnect/blast-radius.tsx'
import { GrantLeftDialog } from './disconnect/grant-left-dialog.tsx'
import { disconnectedSaid, needsPerson } from './disconnect/revocation-words.ts'
import type { Revocation } from './disconnect/revocation-words.ts'

export interface DisconnectDialogProps {
  connector: Connector
  open: boolean
  onOpenChange(open: boolean): void
  onDisconnected?(): void
}

/** Ends a connection for the whole account: first who loses it, then how it went at the provider (CON-10, CON-11). */
export function DisconnectDialog({ connector, open, onOpenChange, onDisconnected }: DisconnectDialogProps) {
  const { id, name, family } = connector
  const [left, setLeft] = useState<Revocation>()
  const [telling, setTelling] = useState(false)
  const action = useAction({
    run: async () => {
      await hub.connectors.disconnect(id)
      return family === 'app' ? revocationOf(id) : null
    },
    invalidates: ['connectors', 'agents'],
    done: (revocation) => (needsPerson(revocation) ? undefined : disconnectedSaid(name, revocation)),
    quiet: true,
  })
  const disconnect = async () => {
    const revocation = await action.mutateAsync()
    if (!needsPerson(revocation)) return onDisconnected?.()
    setLeft(revocation)
    setTelling(true)
  }
  const tell = (next: boolean) => {
    setTelling(next)
    if (!next) onDisconnected?.()
  }
  return (
    <>
      <ConfirmDialog
        open={open}
        onOpenChange={onOpenChange}
        title={`Disconnect ${name}?`}
        action={`Disconnect ${name}`}
        onConfirm={disconnect}
      >
        <BlastRadius connector={connector} />
      </ConfirmDialog>
      {left && <GrantLeftDialog name={name} revocation={left} open={telling} onOpenChange={tell} />}
    </>
  )
}

/** It is disconnected whatever this says, so a failure to look is none of the disconnect's. */
async function revocationOf(id: string): Promise<Revocation | null> {
  try {
    return (await hub.connectors.get(id)).app?.revocation ?? null
  } catch {
    return null
  }
}
