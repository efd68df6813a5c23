import { sql } from 'kysely'
import type { TokenCredential } from '../../src/credentials/credential.ts'
import { openCredential } from '../../src/credentials/open-credential.ts'
import { systemContext } from '../../src/context.ts'
import type { AppHub, ConnectedApp } from './app-hub.ts'

/** What the database keeps of an app's connection, and ways to change it as time or another node would. */
export class ConnectionRows {
  readonly #hub: AppHub

  constructor(hub: AppHub) {
    this.#hub = hub
  }

  async read({ app }: ConnectedApp) {
    return this.#db
      .selectFrom('connections')
      .innerJoin('connectors', 'connectors.id', 'connections.connector_id')
      .select([
        'connections.id',
        'connections.expires_at',
        'connections.refresh_lease',
        'connections.probe_at',
      ])
      .where('connectors.slug', '=', app.slug)
      .where('connectors.account_id', '=', this.#hub.gateway.hub.accountId)
      .executeTakeFirstOrThrow()
  }

  async credential(one: ConnectedApp): Promise<TokenCredential> {
    const { id } = await this.read(one)
    return (await openCredential({ ctx: this.ctx(), connectionId: id })) as TokenCredential
  }

  /** Its access token ends, or it was asked who is connected, at another time. */
  async set(one: ConnectedApp, values: { expires_at?: Date; probe_at?: Date }): Promise<void> {
    const { id } = await this.read(one)
    await this.#db.updateTable('connections').set(values).where('id', '=', id).execute()
  }

  /** Somebody else holds the lease, for so many seconds more. */
  async leaseToOther(one: ConnectedApp, seconds: number): Promise<void> {
    const { id } = await this.read(one)
    await this.#db
      .updateTable('connections')
      .set({
        refresh_lease: 'another node',
        refresh_lease_until: sql<Date>`now() + make_interval(secs => ${seconds})`,
      })
      .where('id', '=', id)
      .execute()
  }

  /** The details of the connector's audit events of one kind. */
  async events(one: ConnectedApp, action: string): Promise<unknown[]> {
    const { id } = await one.connector()
    const rows = await this.#db
      .selectFrom('audit_events')
      .select('detail')
      .where('connector_id', '=', id)
      .where('action', '=', action)
      .execute()
    return rows.map(({ detail }) => detail)
  }

  ctx() {
    const { services, accountId } = this.#hub.gateway.hub
    return systemContext(services, accountId, 'test')
  }

  get #db() {
    return this.#hub.gateway.hub.services.database.db
  }
}
