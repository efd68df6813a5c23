import type { Client, Connector, CustomConnectorInput } from '@jackfield/sdk'
import type { Narrator } from './narrator.ts'
import type { Servers } from './servers.ts'

export interface Connectors {
  overHttp: Connector
  overSse: Connector
  notes: Connector
}

/** Adds each server by its URL, as anybody with an API key would. */
export async function connectServers(say: Narrator, client: Client, servers: Servers): Promise<Connectors> {
  say.step('Connect them: POST /api/v1/connectors/custom')
  const add = (input: CustomConnectorInput) => addOne(say, client, input)
  return {
    overHttp: await add({ name: 'Everything HTTP', url: servers.overHttp.url }),
    overSse: await add({ name: 'Everything SSE', url: servers.overSse.url, transport: 'sse' }),
    notes: await add({
      name: 'Team notes',
      url: servers.notes.url,
      headers: [{ name: 'X-Team', value: 'a-secret-of-the-notes-server' }],
    }),
  }
}

async function addOne(say: Narrator, client: Client, input: CustomConnectorInput): Promise<Connector> {
  const connector = await client.connectors.addCustom({ ...input, acknowledged: true })
  const { slug, status, tool_count, server } = connector
  say.line(`${slug}: ${status}, ${tool_count} tools, ${server?.name} speaks ${server?.protocol_version}`)
  return connector
}
