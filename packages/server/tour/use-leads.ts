import type { Client } from '@jackfield/sdk'
import { type AgentClients, call, type CallSeen, namesFrom } from './agent-clients.ts'
import type { KeyedAgent } from './make-agent.ts'
import type { Narrator } from './narrator.ts'

/** Connects the Leads area with one click, turns it on, and asks for what only Leads can do (TRB-1). */
export async function useLeads(
  say: Narrator,
  client: Client,
  agent: KeyedAgent,
  { sdk1, sdk2 }: AgentClients,
): Promise<{ status: string; tools: number; calls: CallSeen[] }> {
  say.step('Connect an area of the Sales Platform: POST /api/v1/connectors/platform')
  const leads = await client.connectors.connectArea({ area: 'leads' })
  const { version } = await client.agents.get(agent.id)
  await client.agents.setToggles(agent.id, { version, toggles: { leads: 'on' } })
  const names = await namesFrom(sdk1)
  const own = names.filter((name) => !name.includes('__'))
  say.line(`${leads.name}: ${leads.status}, no sign-in; ${own.length} tools more`)
  say.step('Ask for something that only Leads can do: list my open leads')
  const calls = [
    await call(say, sdk2, 'client_create', { full_name: 'Ada Lovelace', email: 'ada@example.com' }),
    await call(say, sdk2, 'client_create', { full_name: 'Grace Hopper', phone_number: '+1 415 555 2671' }),
    await call(say, sdk1, 'list_clients', { funnel_status: 'New' }),
    await call(say, sdk1, 'list_clients', { funnel_staus: 'New' }),
  ]
  return { status: leads.status, tools: own.length, calls }
}
