import type { AgentDetail, AgentToggle, ToggleState } from '@jackfield/sdk'

/** What somebody changed and has not saved (AGT-1). Only what differs from what is saved counts. */
export interface Draft {
  name?: string
  description?: string
  instructions?: string
  platform_tools?: ToggleState
  /** By connector id. */
  toggles: Record<string, ToggleState>
}

export const nothingChanged: Draft = { toggles: {} }

const texts = ['name', 'description', 'instructions'] as const

/** The draft without what is saved by now, for example by somebody else. */
export function pruned(draft: Draft, agent: AgentDetail): Draft {
  const result: Draft = { toggles: {} }
  for (const field of texts) {
    const value = draft[field]
    if (value !== undefined && value !== agent[field]) result[field] = value
  }
  const { platform_tools } = draft
  if (platform_tools !== undefined && platform_tools !== agent.platform_tools.state)
    result.platform_tools = platform_tools
  for (const { connector_id, state } of agent.toggles) {
    const wanted = draft.toggles[connector_id]
    if (wanted !== undefined && wanted !== state) result.toggles[connector_id] = wanted
  }
  return result
}

/** A draft without what was sent of it and is unchanged since. */
export function without(draft: Draft, sent: Draft): Draft {
  const kept = Object.entries(draft).filter(
    ([field, value]) =>
      field !== 'toggles' && value !== Object.entries(sent).find(([one]) => one === field)?.[1],
  )
  const toggles = Object.entries(draft.toggles).filter(([id, state]) => sent.toggles[id] !== state)
  return { ...Object.fromEntries(kept), toggles: Object.fromEntries(toggles) }
}

/** How many things a pruned draft changes. */
export function changesIn({ toggles, ...fields }: Draft): number {
  return Object.keys(fields).length + Object.keys(toggles).length
}

/** A switch of three values: what is said, what the template says, and what follows. */
export interface Choice {
  state: ToggleState
  default_on: boolean
  on: boolean
  /** It differs from what is saved. */
  changed: boolean
}

function choiceOf(saved: Pick<AgentToggle, 'state' | 'default_on'>, wanted: ToggleState | undefined): Choice {
  const state = wanted ?? saved.state
  const { default_on } = saved
  return { state, default_on, on: isOn(state, default_on), changed: state !== saved.state }
}

function isOn(state: ToggleState, defaultOn: boolean): boolean {
  return state === 'inherit' ? defaultOn : state === 'on'
}

/** What the other position of a switch stores: what is saved if that says so, else the template's word if that does. */
export function flipped(choice: Choice, saved: ToggleState): ToggleState {
  const on = !choice.on
  if (isOn(saved, choice.default_on) === on) return saved
  if (choice.default_on === on) return 'inherit'
  return on ? 'on' : 'off'
}

/** One connector of an agent as the draft has it. */
export interface ConnectorChoice extends Choice {
  toggle: AgentToggle
}

export function platformChoice(agent: AgentDetail, draft: Draft): Choice {
  return choiceOf(agent.platform_tools, draft.platform_tools)
}

export function connectorChoices(agent: AgentDetail, draft: Draft): ConnectorChoice[] {
  return agent.toggles.map((toggle) => ({
    toggle,
    ...choiceOf(toggle, draft.toggles[toggle.connector_id]),
  }))
}
