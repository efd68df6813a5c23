import { JackfieldError } from '@jackfield/sdk'
import type { AgentDetail, AgentSaved, ToggleState } from '@jackfield/sdk'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { useAction } from '../../../hub/use-action.ts'
import { count } from '../../../kit/words.tsx'
import { changesIn, nothingChanged, pruned, without } from './draft.ts'
import type { Draft } from './draft.ts'
import { savedInWords, saveDraft } from './save-draft.ts'

/**
 * What somebody changes of an agent, until it is saved or discarded. It is kept as the difference to what is saved:
 * when somebody else saves in between, both meet in the page, and nothing is lost.
 */
export function useAgentDraft(agent: AgentDetail) {
  const [kept, setKept] = useState<Draft>(nothingChanged)
  const [since, setSince] = useState(agent.version)
  const [warnings, setWarnings] = useState<string[]>([])
  const client = useQueryClient()
  const draft = pruned(kept, agent)
  const changes = changesIn(draft)
  const keep = (next: Draft) => {
    if (changes === 0) setSince(agent.version)
    setKept(next)
  }
  const save = useAction<Draft, AgentSaved | undefined>({
    run: (sent) => saveDraft(agent, sent),
    invalidates: ['agents', 'templates', 'connectors'],
    quiet: true,
    done: (saved, sent) => {
      if (!saved) return undefined
      client.setQueryData(queries.agent(agent.id).queryKey, saved)
      // What was changed while it was under way stays.
      setKept((present) => without(present, sent))
      setSince(saved.version)
      setWarnings(saved.warnings)
      const attention =
        saved.warnings.length > 0 ? ` ${count(saved.warnings.length, 'thing')} to look at.` : ''
      return {
        title: `Saved ${saved.name}`,
        description: `${savedInWords(agent, sent, saved)}${attention}`,
        jack: 'connected',
      }
    },
  })
  const refused = save.error instanceof JackfieldError && save.error.code === 'version_conflict'
  return {
    draft,
    changes,
    warnings,
    dismissWarnings: () => setWarnings([]),
    change: (fields: Partial<Omit<Draft, 'toggles'>>) => keep({ ...draft, ...fields }),
    toggle: (connector: string, state: ToggleState) =>
      keep({ ...draft, toggles: { ...draft.toggles, [connector]: state } }),
    discard: () => {
      setKept(nothingChanged)
      save.reset()
    },
    save: () => save.mutateAsync(draft),
    saving: save.isPending,
    error: refused ? null : save.error,
    /** What the changes were made on is not what is saved any more. */
    stale: changes > 0 && (refused || agent.version !== since),
  }
}

export type AgentDraft = ReturnType<typeof useAgentDraft>
