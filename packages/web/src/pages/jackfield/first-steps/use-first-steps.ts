import type { ConnectionMap } from '@jackfield/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useMay } from '../../../hub/use-me.ts'
import { useLeft } from './remembered.ts'
import { agentForSteps, hasCalls, stepsOf } from './steps.ts'
import type { Step } from './steps.ts'

export interface FirstSteps {
  /** Undefined while they are not known, and for who may not do them. */
  steps: Step[] | undefined
  agent: ReturnType<typeof agentForSteps>
  shown: boolean
  /** Somebody has just shown or dismissed them, so that the focus goes to what appears instead. */
  moved: boolean
  show(): void
  dismiss(): void
}

/** The way to the first tool call: shown until it is done or dismissed, and again on request. */
export function useFirstSteps(map: ConnectionMap | undefined): FirstSteps {
  const may = useMay('connectors.manage')
  const [left, remember] = useLeft()
  // Who sees the last step fill keeps seeing it until they leave the page.
  const [open, setOpen] = useState(false)
  const [moved, setMoved] = useState(false)
  const agent = map && agentForSteps(map)
  const unclear = may && left === undefined && map?.cords.some(({ used }) => used) && !hasCalls(map)
  const keys = useKeysOf(unclear ? agent?.id : undefined)
  const steps = may && map && !keys.isLoading ? stepsOf(map, keys.data?.items ?? []) : undefined
  const done = steps?.every((step) => step.done)
  if (done === false && left === undefined && !open) setOpen(true)
  useEffect(() => {
    if (done === true && left === undefined) remember('done')
  }, [done, left, remember])
  return {
    steps,
    agent,
    moved,
    shown: steps !== undefined && open,
    show: () => {
      remember(undefined)
      setOpen(true)
      setMoved(true)
    },
    dismiss: () => {
      remember(done ? 'done' : 'dismissed')
      setOpen(false)
      setMoved(true)
    },
  }
}

/** Whether a key was used tells of calls that are older than the map looks. */
function useKeysOf(agent: string | undefined) {
  return useQuery(
    queryOptions({
      queryKey: ['agents', agent, 'keys'],
      queryFn: ({ signal }) => hub.agents.keys.list(agent ?? '', { signal }),
      enabled: agent !== undefined,
    }),
  )
}
