import type { ColumnType, Generated } from 'kysely'
import type { Transport, UpstreamCatalog, UpstreamServer } from '../upstream.ts'
import type { CatalogEntryTable, OAuthClientTable, RevocationTable, SignInTable } from './app-tables.ts'
import type { Json, NullableTimestamp, Timestamp } from './column-types.ts'
import type { ConnectorLogoTable } from './connector-logo-table.ts'
import type { ConnectorRequestTable, ConnectorRequestVoteTable } from './connector-request-tables.ts'
import type { WebhookDeliveryTable, WebhookTable } from './webhook-tables.ts'

export type Role = 'owner' | 'admin' | 'builder' | 'member' | 'viewer'
export type PolicyPreset = 'open' | 'careful' | 'read-only'
export type Policy = 'allow' | 'ask' | 'block'
export type Family = 'platform' | 'app' | 'custom'
export type Effect = 'read' | 'write' | 'destructive'

/** What is known of the database as a whole: one row. */
export interface InstallationTable {
  id: number
  /** A known text sealed with the master key: opening it proves that the key is the right one. */
  key_check: Uint8Array
  setup_token_hash: string | null
  created_at: Timestamp
}

export interface AccountTable {
  id: string
  name: string
  policy_preset: PolicyPreset
  /** IANA name; dates without a time are meant in it (GEN-3). */
  time_zone: Generated<string>
  /** New agents start with every connected custom connector on (CONFLICT X13). */
  default_on: boolean
  /** The account's data key, sealed with the master key. */
  data_key: Uint8Array
  /** While the account gets a new data key: the one before, which some of its secrets are still sealed with. */
  previous_data_key: Uint8Array | null
  /** The last transaction that changed something another node may remember (xid8, as text); see storage/changes.ts. */
  changed_in: Generated<string>
  created_at: Timestamp
}

export interface UserTable {
  id: string
  email: string
  name: string
  password_hash: string
  created_at: Timestamp
}

export interface MemberTable {
  account_id: string
  user_id: string
  role: Role
  created_at: Timestamp
}

export interface InvitationTable {
  id: string
  account_id: string
  email: string
  role: Role
  token_hash: string
  invited_by: string
  created_at: Timestamp
  expires_at: Date
  accepted_at: NullableTimestamp
}

export interface SessionTable {
  id: string
  token_hash: string
  user_id: string
  /** The account the person is working in. */
  account_id: string
  /** `cookie` sessions belong to a browser and need the CSRF checks; `token` sessions belong to the CLI. */
  kind: 'cookie' | 'token'
  user_agent: string
  created_at: Timestamp
  last_used_at: Timestamp
  expires_at: Date
}

export interface ApiKeyTable {
  id: string
  account_id: string
  name: string
  token_hash: string
  hint: string
  role: Role
  read_only: boolean
  /** Null: whatever the role allows. Else `api`, `sales`, or `sales:<domain>`, and nothing else. */
  scopes: Json<string[]> | null
  /** Made to stand in an address (ADR-8). */
  in_url: Generated<boolean>
  created_by: string
  created_at: Timestamp
  last_used_at: NullableTimestamp
  expires_at: NullableTimestamp
  revoked_at: NullableTimestamp
}

export interface ConnectorTable {
  id: string
  account_id: string
  family: Family
  /** Unique in the account; the `<connector key>` in tool names. */
  slug: string
  name: string
  description: string
  logo_url: string | null
  /** Null for the areas of the platform, which are called in this process. */
  transport: Transport | null
  /** Scheme, host and path only: the query may hold secrets, so the whole URL is sealed in the credential. */
  url_masked: string | null
  /** Names of the custom headers, in order. Their values are in the credential. */
  header_names: Json<string[]>
  read_only: boolean
  /** Whether the server's own readOnlyHint counts. Otherwise every tool counts as writing: hints are claims. */
  trust_hints: boolean
  acknowledged_by: string | null
  acknowledged_at: NullableTimestamp
  /** Optimistic lock: an edit names the version it saw. */
  version: Generated<number>
  created_by: string
  created_at: Timestamp
  updated_at: Timestamp
}

export interface ConnectionTable {
  id: string
  account_id: string
  connector_id: string
  status: 'connected' | 'needs_reconnect'
  status_reason: string | null
  status_at: Timestamp
  /** Changes whenever URL, transport or credential change, so that open upstream clients are dropped. */
  revision: Generated<number>
  /** Era, protocol version, server name, capabilities and instructions, as last negotiated. */
  server: Json<UpstreamServer> | null
  server_at: NullableTimestamp
  /** Resources, templates and prompts as last listed. */
  catalog: Json<UpstreamCatalog> | null
  catalog_hash: string | null
  /** Last try to reach the server: not the same fact as `status` (STA-9). */
  probe: Json<ProbeRecord> | null
  probe_at: NullableTimestamp
  /** When the tool list was last read in full. */
  listed_at: NullableTimestamp
  /** How somebody signed in to an app; null for areas and MCP servers. */
  sign_in: 'oauth2' | 'api_key' | null
  /** Who is connected, in the app's own words. */
  label: string | null
  /** What was granted; null where the app does not say. */
  scopes: Json<string[]> | null
  /** When the access token ends, where that is known. */
  expires_at: NullableTimestamp
  /** Whether the access token can be renewed without a person. */
  refreshable: Generated<boolean>
  /** Settings and facts that the app's addresses need, by name. Never a secret. */
  place: ColumnType<Record<string, string>, string | undefined, string>
  /** Who renews the access token now, and until when the others wait for it. */
  refresh_lease: string | null
  refresh_lease_until: NullableTimestamp
  created_at: Timestamp
}

export interface ProbeRecord {
  ok: boolean
  failure: string | null
  message: string
  latency_ms: number
}

export interface CredentialTable {
  connection_id: string
  account_id: string
  sealed: Uint8Array
  updated_at: Timestamp
}

export interface ToolTable {
  connector_id: string
  account_id: string
  /** The upstream's own name. */
  name: string
  /** The name agents see. */
  public_name: string
  position: number
  effect: Effect
  /** The definition in use: what was accepted. */
  definition: Json<Record<string, unknown>>
  definition_hash: string
  /** A changed definition that waits for a person (CUS-24); null when nothing is held. */
  held_definition: Json<Record<string, unknown>> | null
  held_hash: string | null
  held_at: NullableTimestamp
  /** When a person refused the held definition; null while it waits for one. */
  refused_at: NullableTimestamp
  /** Not in the upstream's list any more; kept so that its policies and its accepted hash survive a bad day. */
  missing_since: NullableTimestamp
  first_seen_at: Timestamp
}

export interface TemplateTable {
  id: string
  account_id: string
  name: string
  description: string
  /** What agents made from it start with as their instructions. */
  instructions: string
  /** Whether its agents have the Sales Platform tools unless they say otherwise (PLT-11). */
  platform_tools: Generated<boolean>
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface TemplateConnectorTable {
  template_id: string
  account_id: string
  connector_id: string
}

export interface AgentTable {
  id: string
  account_id: string
  template_id: string
  name: string
  description: string
  instructions: string
  /** Null: as the template says. */
  platform_tools: boolean | null
  version: Generated<number>
  created_by: string
  created_at: Timestamp
  updated_at: Timestamp
}

/** Absent row: inherit (AGT-5). */
export interface ToggleTable {
  agent_id: string
  account_id: string
  connector_id: string
  state: 'on' | 'off'
}

export interface AgentKeyTable {
  id: string
  account_id: string
  agent_id: string
  name: string
  token_hash: string
  hint: string
  created_by: string
  created_at: Timestamp
  last_used_at: NullableTimestamp
  expires_at: NullableTimestamp
  revoked_at: NullableTimestamp
}

/** `agent_id` is '' for the account's own rule, which is the ceiling. */
export interface PolicyTable {
  account_id: string
  agent_id: string
  connector_id: string
  /** The upstream's own tool name, or '*' for every tool of the connector. */
  tool: string
  policy: Policy
  updated_at: Timestamp
}

export type AuditKind = 'change' | 'call'
export type AuditPhase = 'intent' | 'outcome'

/** Append-only; chained by hash per account. */
export interface AuditEventTable {
  account_id: string
  seq: number
  id: string
  at: Date
  kind: AuditKind
  /** `connector.added`, `agent.toggled`, `tool.called` ... */
  action: string
  phase: AuditPhase
  actor_type: string
  actor_id: string
  actor_name: string
  agent_id: string | null
  connector_id: string | null
  tool: string | null
  call_id: string | null
  /** `ok`, `error`, `refused`, `cancelled`; null for an intent. */
  outcome: string | null
  /** Milliseconds from the gate's first look to the answer; null where nothing was timed. */
  duration_ms: number | null
  detail: Json<Record<string, unknown>>
  prev_hash: string
  hash: string
}

/** Where each account's chain stands; its row lock orders the appends. */
export interface AuditChainTable {
  account_id: string
  seq: number
  hash: string
}

/** Fixed windows for logins and the like, shared by all nodes. */
export interface RateLimitTable {
  key: string
  points: number
  expire: number | null
}

/** An account that was deleted within the last hours; see storage/changes.ts. */
export interface DeletedAccountTable {
  id: string
  /** The transaction that deleted it (xid8, as text). */
  changed_in: Generated<string>
  deleted_at: Timestamp
}

/** Every table, by name: what Kysely types queries with. */
export interface Tables {
  installation: InstallationTable
  accounts: AccountTable
  deleted_accounts: DeletedAccountTable
  users: UserTable
  members: MemberTable
  invitations: InvitationTable
  sessions: SessionTable
  api_keys: ApiKeyTable
  connectors: ConnectorTable
  connector_logos: ConnectorLogoTable
  connections: ConnectionTable
  credentials: CredentialTable
  oauth_clients: OAuthClientTable
  sign_ins: SignInTable
  revocations: RevocationTable
  catalog_entries: CatalogEntryTable
  tools: ToolTable
  templates: TemplateTable
  template_connectors: TemplateConnectorTable
  agents: AgentTable
  toggles: ToggleTable
  agent_keys: AgentKeyTable
  policies: PolicyTable
  audit_events: AuditEventTable
  audit_chains: AuditChainTable
  rate_limits: RateLimitTable
  webhooks: WebhookTable
  webhook_deliveries: WebhookDeliveryTable
  connector_requests: ConnectorRequestTable
  connector_request_votes: ConnectorRequestVoteTable
}
