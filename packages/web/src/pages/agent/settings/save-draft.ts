import type { AgentDetail, AgentSaved } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { count } from '../../../kit/words.tsx'
import { platformChoice } from './draft.ts'
import type { Draft } from './draft.ts'

/**
 * Saves a pruned draft in at most two requests. Areas cannot be turned on while the Sales Platform tools are (PLT-8):
 * those go off before, and on after the toggles.
 * @throws JackfieldError `version_conflict` when somebody else saved in between; what came before it is saved.
 */
export async function saveDraft(agent: AgentDetail, draft: Draft): Promise<AgentSaved | undefined> {
  const { toggles, ...fields } = draft
  const saveFields = async (version: number) =>
    Object.keys(fields).length > 0 ? hub.agents.update(agent.id, { ...fields, version }) : undefined
  const saveToggles = async (version: number) =>
    Object.keys(toggles).length > 0 ? hub.agents.setToggles(agent.id, { toggles, version }) : undefined
  const steps = platformChoice(agent, draft).on ? [saveToggles, saveFields] : [saveFields, saveToggles]
  let saved: AgentSaved | undefined
  for (const step of steps) saved = (await step(saved?.version ?? agent.version)) ?? saved
  return saved
}

/** What a saved draft did, in words: `Slack turned on. Instructions changed.` */
export function savedInWords(agent: AgentDetail, draft: Draft, saved: AgentSaved): string {
  const { toggles, platform_tools, ...texts } = draft
  const now = new Map(saved.toggles.map((toggle) => [toggle.connector_id, toggle.on]))
  const names = new Map(agent.toggles.map((toggle) => [toggle.connector_id, toggle.name]))
  const ids = Object.keys(toggles)
  const sentences = [
    ...(platform_tools === undefined
      ? []
      : [`Sales Platform tools turned ${saved.platform_tools.on ? 'on' : 'off'}.`]),
    ...turned(
      ids.filter((id) => now.get(id)).map((id) => names.get(id) ?? id),
      'on',
    ),
    ...turned(
      ids.filter((id) => !now.get(id)).map((id) => names.get(id) ?? id),
      'off',
    ),
    ...Object.keys(texts).map((field) => `${field[0]?.toUpperCase()}${field.slice(1)} changed.`),
  ]
  return sentences.join(' ')
}

function turned(names: string[], word: 'on' | 'off'): string[] {
  if (names.length === 0) return []
  return [`${names.length <= 3 ? names.join(', ') : count(names.length, 'connector')} turned ${word}.`]
}
