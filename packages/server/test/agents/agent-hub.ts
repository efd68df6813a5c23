import { Account, AgentDetail, AgentSaved, Template, TemplateList } from '@jackfield/sdk/contract'
import { expect } from 'vitest'
import type { z } from 'zod'
import { startHub } from '../start-hub.ts'
import type { Api, TestHub } from '../start-hub.ts'
import { bodyOf } from './body-of.ts'
import { insertConnector } from './insert-connector.ts'
import type { TestConnector } from './insert-connector.ts'

/** A hub with the few steps that tests of agents start with. */
export interface AgentHub {
  hub: TestHub
  owner: Api
  accountId: string
  /** Inserts a connector of the owner's account; answers its id. */
  connector(connector: TestConnector): Promise<string>
  agent(name: string, over?: object): Promise<z.output<typeof AgentDetail>>
  template(name: string, connectors?: string[]): Promise<z.output<typeof Template>>
  readAgent(id: string): Promise<z.output<typeof AgentDetail>>
  /** Saves toggles on the agent's present version. */
  toggle(id: string, toggles: Record<string, string>): Promise<z.output<typeof AgentSaved>>
  close(): Promise<void>
}

export async function startAgentHub(): Promise<AgentHub> {
  const hub = await startHub()
  const { owner, accountId } = hub
  const readAgent = async (id: string) => bodyOf(AgentDetail, await owner.get(`/agents/${id}`))
  return {
    hub,
    owner,
    accountId,
    connector: (connector) => insertConnector(hub.services.database.db, accountId, connector),
    agent: async (name, over = {}) =>
      bodyOf(AgentDetail, await owner.post('/agents', { name, ...over }), 201),
    template: async (name, connectors = []) =>
      bodyOf(Template, await owner.post('/templates', { name, connectors }), 201),
    readAgent,
    async toggle(id, toggles) {
      const { version } = await readAgent(id)
      return bodyOf(AgentSaved, await owner.put(`/agents/${id}/toggles`, { version, toggles }))
    },
    close: () => hub.close(),
  }
}

/** The account that a person works in. */
export async function accountIdOf(api: Api): Promise<string> {
  return bodyOf(Account, await api.get('/account')).id
}

/** A starting template of the account. */
export async function startingTemplate(api: Api, name: string): Promise<z.output<typeof Template>> {
  const { items } = bodyOf(TemplateList, await api.get('/templates'))
  const found = items.find((template) => template.name === name)
  expect(found, `template ${name}`).toBeDefined()
  return Template.parse(found)
}
