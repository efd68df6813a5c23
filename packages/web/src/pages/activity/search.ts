/** The filters of the audit log as they stand in the address. */
export interface ActivitySearch {
  /** `charts`, or the log. */
  view?: 'charts'
  /** One series each in the charts; all together if absent. */
  by?: 'agent' | 'connector'
  kind?: 'change' | 'call'
  action?: string
  actor?: string
  agent?: string
  connector?: string
  tool?: string
  outcome?: 'ok' | 'error' | 'refused' | 'cancelled'
  /** A length of time up to now, or `since` and `until`. */
  range?: '1h' | '24h' | '7d' | '30d'
  /** ISO 8601, inclusive. */
  since?: string
  /** ISO 8601, exclusive. */
  until?: string
  call?: string
  /** The number of the event whose details are open. */
  event?: number
}

const choices = {
  view: ['charts'],
  by: ['agent', 'connector'],
  kind: ['change', 'call'],
  outcome: ['ok', 'error', 'refused', 'cancelled'],
  range: ['1h', '24h', '7d', '30d'],
}
const texts = ['action', 'actor', 'agent', 'connector', 'tool', 'call']
const times = ['since', 'until']

/** Reads the address; what it cannot mean is left out. */
export function activitySearch(search: Record<string, unknown>): ActivitySearch {
  const chosen = Object.entries(choices).filter(([name, values]) => values.includes(String(search[name])))
  const typed = texts.filter((name) => search[name] !== undefined && search[name] !== '')
  const timed = times.filter((name) => !Number.isNaN(Date.parse(String(search[name]))))
  const event = Number(search['event'])
  return Object.fromEntries([
    ...chosen.map(([name]) => [name, search[name]]),
    ...typed.map((name) => [name, String(search[name]).slice(0, 200)]),
    ...timed.map((name) => [name, new Date(String(search[name])).toISOString()]),
    ...(Number.isSafeInteger(event) && event > 0 ? [['event', event]] : []),
  ]) as ActivitySearch
}
