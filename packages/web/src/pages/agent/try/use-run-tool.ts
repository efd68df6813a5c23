import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { hub } from '../../../hub/client.ts'
import type { Json } from './is-record.ts'
import { rememberRun } from './run-history.ts'
import type { Run, RunEnd } from './run.ts'

/** A call that is under way. */
export interface Running {
  tool: string
  /** Milliseconds since 1970. */
  since: number
}

/** Runs a tool as the agent would, through the same gate; one at a time. */
export function useRunTool(agentId: string, onEnd: (run: Run) => void) {
  const [running, setRunning] = useState<Running>()
  const abort = useRef<AbortController>(undefined)
  const client = useQueryClient()
  useEffect(() => () => abort.current?.abort(), [])
  const run = async (tool: string, args: Json) => {
    const controller = new AbortController()
    abort.current = controller
    const since = Date.now()
    setRunning({ tool, since })
    const end = await ended(agentId, tool, args, controller.signal, since)
    setRunning(undefined)
    onEnd(rememberRun(agentId, { tool, args, at: since, end }))
    void client.invalidateQueries({ queryKey: ['audit'] })
  }
  return { run, running, cancel: () => abort.current?.abort() }
}

async function ended(
  agentId: string,
  tool: string,
  args: Json,
  signal: AbortSignal,
  since: number,
): Promise<RunEnd> {
  try {
    return { kind: 'answered', answer: await hub.agents.call(agentId, { tool, arguments: args }, { signal }) }
  } catch (error) {
    return signal.aborted ? { kind: 'cancelled', afterMs: Date.now() - since } : { kind: 'failed', error }
  }
}
