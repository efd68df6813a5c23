import { useSyncExternalStore } from 'react'
import type { Run } from './run.ts'

/** More are forgotten, the oldest first: an answer may have megabytes. */
const MOST = 20
const none: readonly Run[] = []

const byAgent = new Map<string, readonly Run[]>()
const listeners = new Set<() => void>()
let lastId = 0

/** Keeps a run until the page is left or loaded again; nothing is stored. */
export function rememberRun(agentId: string, run: Omit<Run, 'id'>): Run {
  lastId += 1
  const kept = { ...run, id: lastId }
  byAgent.set(agentId, [kept, ...(byAgent.get(agentId) ?? none)].slice(0, MOST))
  for (const listener of listeners) listener()
  return kept
}

/** The runs of one agent, the newest first. */
export function useRuns(agentId: string): readonly Run[] {
  return useSyncExternalStore(subscribe, () => byAgent.get(agentId) ?? none)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
