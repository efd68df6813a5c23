import type { Connector } from '@jackfield/sdk'
import { hub } from '../../hub/client.ts'
import { useAction } from '../../hub/use-action.ts'
import { connectedSaid } from './connected-said.tsx'

/** Connects an area of the Sales Platform: one click, no sign-in (CON-2). */
export function useConnectArea() {
  return useAction<Connector, Connector>({
    run: ({ slug }) => hub.connectors.connectArea({ area: slug }),
    invalidates: ['connectors', 'agents'],
    done: ({ name }) => connectedSaid(name),
  })
}
