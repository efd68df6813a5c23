import { z } from 'zod'

/**
 * The shapes of the REST API, `/api/v1`. The server validates with them, OpenAPI is generated from them and the
 * typed client is typed by them. Inputs are strict: an unknown field is refused by name (GEN-5).
 */

/** Ids are `<prefix>_<ulid>`. A malformed id is answered like a missing one, so it is only bounded here. */
export const Id = z.string().min(1).max(64)
/** The years 1 to 9999, in milliseconds since 1970: databases write others differently, and an offset moves a date. */
const [firstMs, lastMs] = [-62_135_596_800_000, 253_402_300_799_999]
const Time = z.iso
  .datetime({ offset: true })
  // What is no time at all has been refused for that.
  .refine(
    (time) => !(Date.parse(time) < firstMs || Date.parse(time) > lastMs),
    'must be in the years 1 to 9999',
  )
  .describe('ISO 8601 with offset')
const Name = z.string().trim().min(1).max(60)
const Text = z.string().max(2000)
const Version = z
  .int32()
  .min(1)
  .describe('The version that was read; a stale one is refused, so that nothing is overwritten')

export const Role = z.enum(['owner', 'admin', 'builder', 'member', 'viewer'])
export const PolicyPreset = z.enum(['open', 'careful', 'read-only'])
export const Policy = z.enum(['allow', 'ask', 'block'])
export const Effect = z.enum(['read', 'write', 'destructive'])
export const Transport = z.enum(['streamable-http', 'sse'])
export const ToggleState = z.enum(['on', 'off', 'inherit'])
export const Family = z.enum(['platform', 'app', 'custom'])
/** One machine status drives every label (STA-6). */
export const Status = z.enum(['available', 'connected', 'needs_reconnect'])

/** An IANA time zone that this runtime knows. */
const TimeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined
    } catch {
      return false
    }
  }, 'must be a time zone such as Europe/Berlin')
/** What a key opens: the REST API, the whole Sales Platform address, or one of its domains. */
const Scope = z.string().regex(/^(api|sales|sales:[a-z_]{1,40})$/, 'must be api, sales or sales:<domain>')

export const Email = z.email().max(254).describe('E-mail address')
export const Password = z.string().min(12).max(256).describe('At least 12 characters')

/** What every error answer looks like. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
    issues: z
      .array(
        z.object({
          field: z.string().optional(),
          message: z.string(),
          hint: z.string().optional(),
          valid_values: z.array(z.string()).optional(),
        }),
      )
      .optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    request_id: z.string().optional(),
  }),
})

/** Page of a list: `cursor` of the answer goes into the next request (GEN-1). */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
})
function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), has_more: z.boolean(), cursor: z.string().optional() })
}
function list<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item) })
}

// ---- set-up, people, keys ----

export const SetUpInput = z.strictObject({
  token: z.string().min(1).max(200).describe('From the set-up link that the first start prints'),
  name: Name,
  email: Email,
  password: Password,
  account_name: Name,
  policy_preset: PolicyPreset.default('open'),
})
export const LogInInput = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(256),
  account_id: Id.optional().describe('Which account to work in; the first joined one if absent'),
  kind: z
    .enum(['cookie', 'token'])
    .default('cookie')
    .describe('`token`: the answer holds a bearer token, for the CLI'),
})
/** What an actor may do (ROL-8); `read` is for everybody. */
export const Permission = z.enum([
  'read',
  'tools.call',
  'agents.edit',
  'connectors.manage',
  'agent_keys.manage',
  'api_keys.manage',
  'policies.manage',
  'members.manage',
  'account.manage',
  'audit.read',
  'webhooks.read',
  'webhooks.manage',
  'connectors.request',
  'owners.manage',
])
export const AccountRef = z.object({ id: Id, name: z.string(), role: Role })
export const Me = z.object({
  actor: z.enum(['member', 'api_key']),
  user: z.object({ id: Id, email: z.string(), name: z.string() }).optional(),
  key: z.object({ id: Id, name: z.string(), read_only: z.boolean() }).optional(),
  account: z.object({ id: Id, name: z.string() }),
  role: Role,
  permissions: z.array(Permission).describe('What the credential may do here'),
  accounts: z.array(AccountRef),
  demo: z.boolean().describe('Everything on this hub is invented: `npm run demo` started it'),
})
export const LogInAnswer = z.object({ me: Me, token: z.string().optional(), expires_at: Time })
export const SwitchAccountInput = z.strictObject({ account_id: Id })

export const Account = z.object({
  id: Id,
  name: z.string(),
  policy_preset: PolicyPreset,
  default_on: z.boolean(),
  time_zone: z.string(),
  created_at: Time,
})
export const AccountPatch = z.strictObject({
  name: Name.optional(),
  policy_preset: PolicyPreset.optional(),
  default_on: z.boolean().optional().describe('New agents start with every connector on'),
  time_zone: TimeZone.optional().describe('IANA name; dates without a time are meant in it'),
})
/** Deleting an account cannot be undone, so its name is asked for. */
export const AccountDeletion = z.strictObject({
  name: z.string().max(60).describe('The name of the account, to the letter'),
})
export const AccountInput = z.strictObject({ name: Name, policy_preset: PolicyPreset.default('open') })

export const Member = z.object({
  user_id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  joined_at: Time,
})
export const MemberPatch = z.strictObject({ role: Role })
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  invited_by: z.string(),
  created_at: Time,
  expires_at: Time,
})
export const InvitationInput = z.strictObject({ email: Email, role: Role })
export const InvitationCreated = Invitation.extend({
  link: z.string().describe('Shown once; hand it to the person'),
})
export const AcceptInvitationInput = z.strictObject({
  token: z.string().min(1).max(200),
  name: Name.optional().describe('Needed when the e-mail has no login yet'),
  password: z.string().min(1).max(256).describe('A new one, or the one the e-mail already logs in with'),
})

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  read_only: z.boolean(),
  scopes: z.array(z.string()).nullable().describe('null: whatever the role allows'),
  in_url: z.boolean().describe('Made to stand in an address'),
  hint: z.string().describe('Last four characters'),
  created_by: z.string(),
  created_at: Time,
  last_used_at: Time.nullable(),
  expires_at: Time.nullable(),
})
export const ApiKeyInput = z.strictObject({
  name: Name,
  role: Role.optional().describe("At most the creator's own; that one if absent"),
  read_only: z.boolean().default(false),
  scopes: z
    .array(Scope)
    .min(1)
    .max(20)
    .optional()
    .describe('What the key opens; whatever its role allows if absent'),
  in_url: z
    .boolean()
    .default(false)
    .describe('May stand in an address as ?key=, for clients without headers. Needs scopes without api'),
  expires_at: Time.optional(),
})
export const ApiKeyCreated = ApiKey.extend({ secret: z.string().describe('Shown once') })

// ---- connectors ----

export const HeaderInput = z.strictObject({ name: z.string().max(200), value: z.string().max(8192) })
/** On an edit an absent or empty value keeps what is stored (CUS-23). */
export const HeaderPatch = z.strictObject({
  name: z.string().max(200),
  value: z.string().max(8192).optional(),
})

const connectorFields = {
  name: Name,
  description: Text.default(''),
  logo_url: z.string().max(2048).nullable().default(null),
  url: z.string().min(1).max(2048).describe('Called exactly as entered; http:// or https://'),
  transport: Transport.default('streamable-http'),
  headers: z.array(HeaderInput).max(32).default([]).describe('Sent on every request'),
  token: z.string().max(8192).optional().describe('Shortcut for one header'),
  token_header: z
    .string()
    .max(200)
    .optional()
    .describe('Which header carries `token`; Authorization if absent'),
  read_only: z.boolean().default(false).describe('Only tools that read'),
  trust_hints: z
    .boolean()
    .default(false)
    .describe("Believe the server's readOnlyHint. Otherwise every tool of it counts as writing"),
}
export const CustomConnectorInput = z.strictObject({
  ...connectorFields,
  acknowledged: z.boolean().default(false).describe('I understand custom connectors can introduce risks'),
})
export const CustomConnectorPatch = z.strictObject({
  version: Version,
  name: Name.optional(),
  description: Text.optional(),
  logo_url: z.string().max(2048).nullable().optional(),
  url: z.string().min(1).max(2048).optional(),
  transport: Transport.optional(),
  headers: z
    .array(HeaderPatch)
    .max(32)
    .optional()
    .describe('The whole list; a header without a value keeps its value'),
  token: z.string().max(8192).optional(),
  token_header: z.string().max(200).optional(),
  read_only: z.boolean().optional(),
  trust_hints: z.boolean().optional(),
  acknowledged: z.boolean().optional(),
})
/** One click, no sign-in (CON-2). */
export const PlatformConnectInput = z.strictObject({
  area: Id.describe('Key of the area, for example leads'),
})
/** Connecting again after a disconnect, which destroyed the stored secrets. */
export const ConnectInput = z.strictObject({
  headers: z.array(HeaderInput).max(32).optional(),
  token: z.string().max(8192).optional(),
  token_header: z.string().max(200).optional(),
  url: z.string().max(2048).optional(),
})
/** Begins a sign-in to an app. */
export const SignInInput = z.strictObject({
  scopes: z
    .array(z.string().max(300))
    .max(50)
    .default([])
    .describe('More than the default scopes of the app'),
  settings: z
    .record(z.string().max(40), z.string().max(200))
    .default({})
    .describe('What the app has to know of your account there, such as a subdomain'),
})
export const SignInStarted = z.object({
  authorize_url: z.string().describe('Where the browser has to go'),
  redirect_uri: z.string().describe('Where the app sends it back to'),
  expires_at: Time,
})
/** Connects an app with a key of it. */
export const KeyInput = z.strictObject({
  key: z.record(z.string().max(40), z.string().max(8192)).describe('The fields that the app asks for'),
  settings: z.record(z.string().max(40), z.string().max(200)).default({}),
})
/** An OAuth app that somebody registered at a provider (SEC-11). */
export const OAuthClientInput = z.strictObject({
  client_id: z.string().trim().min(1).max(500),
  client_secret: z.string().trim().min(1).max(2000),
})
export const SignInWay = z.union([
  z.object({
    kind: z.literal('oauth2'),
    register: z.string().describe('Where an OAuth app is registered'),
    redirect_uri: z.string().describe('To be registered there, exactly'),
    scopes: z.object({
      default: z.array(z.string()),
      more: z.array(z.string()),
      registered: z
        .boolean()
        .describe('They are picked where the OAuth app is registered, not when signing in'),
    }),
    client: z
      .object({ owner: z.enum(['account', 'installation']), client_id: z.string() })
      .nullable()
      .describe('The OAuth app in use; null: none is set up yet'),
  }),
  z.object({
    kind: z.literal('api_key'),
    label: z.string(),
    where: z.string().describe('Where the key is found'),
    fields: z.array(z.object({ name: z.string(), label: z.string(), secret: z.boolean() })),
  }),
])
/** How one can sign in to an app, and what has to be set up before. */
export const SignInOptions = z.object({
  ways: z.array(SignInWay).describe('The preferred one first'),
  settings: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      hint: z.string(),
      options: z.array(z.string()).optional(),
    }),
  ),
  hosts: z
    .array(z.object({ name: z.string(), url: z.string(), moved: z.boolean() }))
    .describe('Where the app is; an operator can move it'),
  docs: z.string(),
})
/** The OAuth apps that the account's connectors sign in with. */
export const OAuthApps = list(
  z.object({
    connector_id: Id,
    slug: z.string(),
    name: z.string(),
    logo: z.string().nullable(),
    register: z.string().describe('Where an OAuth app is registered'),
    redirect_uri: z.string().describe('Of the OAuth app in use; to be registered there, exactly'),
    own_redirect_uri: z
      .string()
      .describe(
        "What to register for an OAuth app of the account's own, which the installation's differs from",
      ),
    scopes: z.array(z.string()).describe('What is asked for by default'),
    client: z
      .object({ owner: z.enum(['account', 'installation']), client_id: z.string() })
      .nullable()
      .describe('null: none is set up yet'),
  }),
)
export const ConnectorTestInput = z.strictObject({
  url: z.string().min(1).max(2048),
  transport: Transport.default('streamable-http'),
  headers: z.array(HeaderInput).max(32).default([]),
  token: z.string().max(8192).optional(),
  token_header: z.string().max(200).optional(),
})
export const Failure = z.enum([
  'dns',
  'refused',
  'dropped',
  'tls',
  'timeout',
  'blocked_address',
  'unauthorized',
  'forbidden',
  'not_found',
  'not_mcp',
  'wrong_transport',
  'too_large',
  'redirect',
  'http_error',
])
export const ConnectorTest = z.object({
  ok: z.boolean(),
  failure: Failure.optional(),
  message: z.string(),
  hint: z.string().optional(),
  suggested_transport: Transport.optional(),
  protocol_version: z.string().optional(),
  server_name: z.string().optional(),
  tools: z.array(z.string()).optional(),
  latency_ms: z.number(),
})
export const Probe = z.object({
  ok: z.boolean(),
  failure: z.string().nullable(),
  message: z.string(),
  latency_ms: z.number(),
  at: Time,
})
export const Connector = z.object({
  id: Id,
  slug: z.string(),
  family: Family,
  name: z.string(),
  description: z.string(),
  logo_url: z.string().nullable().describe('As it was entered'),
  logo: z
    .string()
    .nullable()
    .describe('Path of its picture on this hub, which fetched it; null: show a default icon'),
  transport: Transport.nullable().describe('null for areas of the Sales Platform'),
  url: z.string().nullable().describe('Query values and user information are masked; null for areas'),
  headers: z.array(z.object({ name: z.string(), stored: z.boolean() })).describe('Values are write-only'),
  read_only: z.boolean(),
  trust_hints: z.boolean(),
  status: Status,
  status_reason: z.string().nullable(),
  status_at: Time.nullable().describe('Since when the status is what it is; null: it is not connected'),
  probe: Probe.nullable().describe(
    'When the server was last reached, and how: not the same fact as the status',
  ),
  server: z.object({ name: z.string(), version: z.string(), protocol_version: z.string() }).nullable(),
  app: z
    .object({
      category: z.string(),
      color: z.string(),
      position: z.number().describe('Place in the curated order'),
      sign_in: z.enum(['oauth2', 'api_key']).nullable(),
      label: z.string().nullable().describe('Who is connected'),
      scopes: z.array(z.string()).nullable().describe('What was granted; null where the app does not say'),
      expires_at: Time.nullable().describe(
        'When the access ends; it is renewed before where that is possible',
      ),
      renewable: z.boolean(),
      revocation: z
        .object({
          status: z.enum(['pending', 'done', 'failed', 'by_hand']),
          message: z.string().nullable(),
          at: Time,
        })
        .nullable()
        .describe('How the last disconnect went at the provider'),
    })
    .nullable()
    .describe('null for other families'),
  tool_count: z.number(),
  address: z.string().nullable().describe("An area's own MCP address for outside clients; null for others"),
  held_count: z.number().describe('Tools whose changed definition waits for a person'),
  agent_count: z.number().describe('Agents that have it on'),
  acknowledged_by: z.string().nullable(),
  acknowledged_at: Time.nullable(),
  version: z.number(),
  created_at: Time,
  updated_at: Time,
})
export const ConnectorQuery = z.strictObject({
  family: Family.optional(),
  status: Status.optional(),
  category: z.string().max(40).optional().describe('For apps, for example CRM'),
  q: z.string().max(200).optional(),
})
export const ConnectorTool = z.object({
  name: z.string().describe("The server's own name"),
  public_name: z.string().describe('The name agents see'),
  title: z.string().optional(),
  description: z.string(),
  effect: Effect,
  scopes: z.array(z.string()).optional().describe('What an app must have granted; a|b: either will do'),
  missing_scopes: z
    .array(z.string())
    .optional()
    .describe('Granted none of these: sign in again and ask for more'),
  input_schema: z.record(z.string(), z.unknown()),
  output_schema: z.record(z.string(), z.unknown()).optional(),
  annotations: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("The server's hints about it; how far they are believed is up to trust_hints"),
  held: z
    .object({
      since: Time,
      changed: z.array(z.enum(['description', 'input_schema', 'output_schema', 'title', 'annotations'])),
      definition: z.record(z.string(), z.unknown()),
      refused_at: Time.nullable().describe(
        'When it was refused: no agent is given the tool; null while it waits for a person',
      ),
    })
    .optional()
    .describe('What the server says of it now; beside it stands what was accepted'),
  missing_since: Time.optional(),
})
export const AcceptToolsInput = z.strictObject({
  tools: z
    .array(z.string().max(200))
    .max(1000)
    .optional()
    .describe("The server's own tool names; all that wait if absent"),
})
export const RefuseToolsInput = z.strictObject(AcceptToolsInput.shape)
export const DisconnectPreview = z.object({
  agents: z.array(z.object({ id: Id, name: z.string() })),
  templates: z.array(z.object({ id: Id, name: z.string() })),
})

// ---- templates and agents ----

export const Template = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  instructions: z.string(),
  connectors: z.array(Id).describe('On by default for agents made from it'),
  platform_tools: z.boolean().describe('The Sales Platform tools are on by default'),
  agent_count: z.number(),
  version: z.number(),
  created_at: Time,
  updated_at: Time,
})
export const TemplateInput = z.strictObject({
  name: Name,
  description: Text.default(''),
  instructions: z.string().max(20_000).default(''),
  connectors: z.array(Id).max(200).default([]),
  platform_tools: z.boolean().default(false),
})
export const TemplatePatch = z.strictObject({
  version: Version,
  name: Name.optional(),
  description: Text.optional(),
  instructions: z.string().max(20_000).optional(),
  connectors: z.array(Id).max(200).optional(),
  platform_tools: z.boolean().optional(),
})

export const AgentToggle = z.object({
  connector_id: Id,
  slug: z.string(),
  name: z.string(),
  status: Status,
  state: ToggleState.describe('What this agent says'),
  default_on: z.boolean().describe('What its template says'),
  on: z.boolean().describe('What follows from both'),
  covered: z.boolean().describe('The agent has it through the Sales Platform tools; its own toggle waits'),
  label: z.string().describe('`Connected`, `Not connected`, `Needs reconnect`, or what covers it'),
})
export const Agent = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  instructions: z.string(),
  template: z.object({ id: Id, name: z.string() }),
  endpoint: z.string().describe('The MCP address; an agent key goes in as Bearer'),
  customized: z.boolean().describe('Has at least one toggle of its own'),
  version: z.number(),
  created_at: Time,
  updated_at: Time,
})
export const AgentDetail = Agent.extend({
  platform_tools: z
    .object({ state: ToggleState, default_on: z.boolean(), on: z.boolean() })
    .describe('The big toggle: every area at once, whether connected or not'),
  toggles: z.array(AgentToggle),
  hints: z.array(z.string()).describe('Soft advice, for example on too many connectors'),
})
export const AgentInput = z.strictObject({
  name: Name,
  description: Text.default(''),
  instructions: z.string().max(20_000).default(''),
  template_id: Id.optional().describe('The account\'s "Blank" template if absent'),
})
export const AgentPatch = z.strictObject({
  version: Version,
  name: Name.optional(),
  description: Text.optional(),
  instructions: z.string().max(20_000).optional(),
  template_id: Id.optional(),
  platform_tools: ToggleState.optional().describe('Sales Platform tools: on, off, or as the template says'),
})
export const CloneInput = z.strictObject({ name: Name })
export const TogglesInput = z.strictObject({
  version: Version,
  toggles: z
    .record(Id, ToggleState)
    .describe('Connector id or slug -> on, off or inherit; others stay as they are'),
})
export const AgentSaved = AgentDetail.extend({
  warnings: z
    .array(z.string())
    .describe(
      'Saved all the same: connectors on without being connected, instructions that seem to hold a secret',
    ),
})

export const AgentKey = z.object({
  id: Id,
  name: z.string(),
  hint: z.string(),
  created_by: z.string(),
  created_at: Time,
  last_used_at: Time.nullable(),
  expires_at: Time.nullable(),
})
export const AgentKeyInput = z.strictObject({ name: Name, expires_at: Time.optional() })
export const AgentKeyCreated = AgentKey.extend({
  secret: z.string().describe('Shown once'),
  endpoint: z.string(),
})

// ---- toolset, policies, calls ----

export const SkipReason = z.enum([
  'off',
  'not_connected',
  'needs_reconnect',
  'unreachable',
  'no_tools',
  'blocked_by_policy',
  'covered_by_platform_toggle',
  'no_user_auth',
])
export const ToolsetTool = z.object({
  name: z.string(),
  connector: z.string(),
  title: z.string().optional(),
  description: z.string(),
  effect: Effect,
  policy: Policy,
  because: z
    .enum(['preset', 'account_rule', 'agent_rule', 'held', 'refused', 'read_only_connector'])
    .describe('What makes the policy as strict as it is'),
  ceiling: Policy.describe("What the account says: an agent's own rule can only be stricter"),
  rule: z
    .object({ connector: Id, tool: z.string() })
    .nullable()
    .describe('How a rule names the tool; null: no rule is about it'),
  held: z.boolean(),
  input_schema: z.record(z.string(), z.unknown()),
})
export const ToolsetConnector = z.object({
  connector_id: Id,
  slug: z.string(),
  name: z.string(),
  on: z.boolean(),
  used: z.boolean(),
  reason: SkipReason.optional(),
  explanation: z.string().describe('In plain words, with what to do'),
  tool_count: z.number(),
  blocked_count: z.number(),
  listed_at: Time.nullable(),
})
export const Toolset = z.object({
  agent: z.object({ id: Id, name: z.string() }),
  revision: z.string(),
  tools: z.array(ToolsetTool),
  connectors: z.array(ToolsetConnector),
  explanation: z.string().describe('"Why no tools?" in one paragraph'),
  approximate_tokens: z.number().describe("What the tool definitions add to a model's context, estimated"),
})

export const PolicyRule = z.object({
  connector_id: Id,
  connector: z.string(),
  tool: z.string().describe("The server's own tool name, or * for all of the connector's"),
  policy: Policy,
})
export const Policies = z.object({ preset: PolicyPreset, rules: z.array(PolicyRule) })
export const PoliciesInput = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        connector: Id.describe('Id or slug'),
        tool: z.string().min(1).max(200),
        policy: Policy.nullable().describe('null removes the rule'),
      }),
    )
    .min(1)
    .max(1000),
})

export const CallInput = z.strictObject({
  tool: z.string().min(1).max(200),
  arguments: z.record(z.string(), z.unknown()).default({}),
})
export const CallAnswer = z.object({
  call_id: z.string(),
  outcome: z.enum(['ok', 'error', 'refused', 'cancelled']),
  duration_ms: z.number(),
  result: z.record(z.string(), z.unknown()).describe('The MCP CallToolResult'),
})

// ---- audit ----

export const AuditEvent = z.object({
  id: z.string(),
  seq: z.number(),
  at: Time,
  kind: z.enum(['change', 'call']),
  action: z.string(),
  phase: z.enum(['intent', 'outcome']),
  actor: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  agent_id: z.string().nullable(),
  connector_id: z.string().nullable(),
  tool: z.string().nullable(),
  call_id: z.string().nullable(),
  outcome: z.string().nullable(),
  duration_ms: z.number().nullable(),
  detail: z.record(z.string(), z.unknown()),
  hash: z.string(),
})
const auditFilters = {
  kind: z.enum(['change', 'call']).optional(),
  action: z.string().max(100).optional(),
  actor: z.string().max(64).optional().describe('Actor id'),
  agent: z.string().max(64).optional().describe('Agent id'),
  connector: z.string().max(64).optional().describe('Connector id'),
  tool: z.string().max(200).optional(),
  call: z.string().max(64).optional().describe('Call id: all events of one call, its intent included'),
  seq: z.coerce
    .number()
    .int()
    .min(1)
    .max(999_999_999_999_999)
    .optional()
    .describe('One event, by its number'),
  outcome: z.enum(['ok', 'error', 'refused', 'cancelled']).optional(),
  since: Time.optional().describe('Inclusive'),
  until: Time.optional().describe('Exclusive'),
}
export const AuditFilter = z.strictObject(auditFilters)
export const AuditQuery = z.strictObject({ ...auditFilters, ...PageQuery.shape })
export const AuditExportQuery = z.strictObject({
  ...auditFilters,
  format: z.enum(['jsonl', 'csv']).default('jsonl'),
})
export const AuditVerification = z.object({
  ok: z.boolean(),
  events: z.number(),
  broken_at: z.number().nullable().describe('Sequence number of the first event that does not fit the chain'),
  pruned_before: z
    .number()
    .optional()
    .describe('Sequence number of the oldest event, when older ones were deleted after their time'),
})

// ---- what happened, in numbers ----

/** How many calls a table or a chart is made of, and how they went. */
const CallCounts = z.object({
  calls: z.number(),
  errors: z.number().describe('Calls that a tool or its server answered with an error'),
  refused: z.number().describe('Calls that the hub did not let through'),
  p50_ms: z.number().nullable().describe('Of calls that ran to their end; null without such'),
  p95_ms: z.number().nullable(),
})
export const CallStatsQuery = z.strictObject({
  since: Time.optional().describe('Inclusive; 7 days before `until` if absent'),
  until: Time.optional().describe('Exclusive; now if absent'),
  bucket: z.enum(['hour', 'day']).optional().describe('By the length of the time if absent'),
  by: z.enum(['agent', 'connector', 'none']).default('none').describe('One series each'),
  agent: z.string().max(64).optional().describe('Agent id'),
  connector: z.string().max(64).optional().describe('Connector id'),
})
export const CallStats = z.object({
  since: Time,
  until: Time,
  bucket: z.enum(['hour', 'day']),
  series: z
    .array(
      z.object({
        id: z
          .string()
          .nullable()
          .describe('Of the agent or connector; null for all together, and for calls that name none'),
        name: z.string().describe('As it is called now; its id when it is gone'),
        total: CallCounts,
        points: z.array(CallCounts.extend({ at: Time })).describe('Without gaps, oldest first'),
      }),
    )
    .describe('The busiest first, twelve at most'),
})

/** Which agent is plugged into which connector, and what went over it in the last seven days. */
export const ConnectionMap = z.object({
  since: Time.describe('Calls are counted from here on'),
  agents: z.array(z.object({ id: Id, name: z.string(), template: z.string() })),
  connectors: z.array(
    z.object({
      id: z.string().describe('`sales-platform` stands for the Sales Platform tools, which are no connector'),
      slug: z.string(),
      name: z.string(),
      family: Family,
      category: z.string().nullable(),
      color: z.string().nullable(),
      logo: z.string().nullable(),
      status: Status,
    }),
  ),
  cords: z
    .array(
      z.object({
        agent_id: Id,
        connector_id: z.string(),
        used: z.boolean().describe('false: a run skips it'),
        reason: SkipReason.optional(),
        calls: z.number(),
        errors: z.number(),
        last_call_at: Time.nullable(),
      }),
    )
    .describe('One for each connector that an agent has on'),
})

export const MemberList = list(Member)
export const InvitationList = list(Invitation)
export const ApiKeyList = list(ApiKey)
export const ConnectorList = z.object({
  items: z.array(Connector),
  native: z
    .array(z.object({ slug: z.string(), name: z.string(), message: z.string() }))
    .describe('What was searched for and is a native integration of the Sales Platform, not a connector'),
})
export const ConnectorToolList = list(ConnectorTool)
export const TemplateList = list(Template)
export const AgentList = list(Agent)
export const AgentKeyList = list(AgentKey)
export const AuditPage = page(AuditEvent)

// ---- .mcp.json: import and export (PLG-1, PLG-2, PLG-15) ----

const VariableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/)
export const McpJsonInput = z.strictObject({
  document: z
    .record(z.string(), z.unknown())
    .describe('The parsed file: `{ "mcpServers": { ... } }`, or the servers alone'),
  variables: z
    .record(VariableName, z.string().max(8192))
    .default({})
    .describe('Values for what the file names as `${VAR}`'),
  dry_run: z.boolean().default(false).describe('Say what would happen, and add nothing'),
  acknowledged: z
    .boolean()
    .default(false)
    .describe('I understand custom connectors can introduce risks; not needed for a dry run'),
})
export const ImportedServer = z.object({
  name: z.string().describe('As in the file'),
  outcome: z
    .enum(['added', 'ready', 'skipped', 'needs_setup', 'refused'])
    .describe('`ready` in a dry run stands for `added`'),
  reason: z.string().describe('In plain words'),
  hint: z.string().optional().describe('What to do about it'),
  slug: z.string().optional(),
  connector_id: Id.optional().describe('When it was added, or was there already'),
  url: z.string().optional().describe('With secrets masked'),
  missing: z.array(z.string()).describe('Variables that have no value yet'),
  notes: z.array(z.string()).describe('What was not taken over, and why'),
  unknown_fields: z.array(z.string()).describe('Fields that were left aside'),
  oauth: z
    .object({ client_id: z.string().optional(), callback_port: z.number().optional() })
    .optional()
    .describe('Sign-in as the file describes it. It is not supported yet'),
})
export const McpJsonVariable = z.object({
  name: z.string(),
  required: z.boolean().describe('Without a default in the file'),
  given: z.boolean(),
  servers: z.array(z.string()).describe('Which servers use it'),
})
export const McpJsonImport = z.object({
  servers: z.array(ImportedServer),
  variables: z.array(McpJsonVariable),
  unknown_fields: z.array(z.string()).describe('Fields beside the servers that were left aside'),
})
/** What `.mcp.json` cannot say of a connector; other clients pass over it. Defaults are left out. */
export const McpJsonExtension = z.object({
  name: Name.optional().describe('What people call it, when it is not the name in the file'),
  description: Text.optional(),
  logo_url: z.string().max(2048).optional(),
  read_only: z.boolean().optional(),
  trust_hints: z.boolean().optional(),
})
export const McpJson = z.object({
  mcpServers: z.record(
    z.string(),
    z.object({
      type: z.enum(['http', 'sse']),
      url: z.string(),
      headers: z.record(z.string(), z.string()).optional(),
      jackfield: McpJsonExtension.optional(),
    }),
  ),
})

// ---- webhooks (B22, CON-23) ----

/** What a webhook can be told of: actions of the audit log. */
export const WebhookEvent = z.enum([
  'connection.connected',
  'connection.needs_reconnect',
  'connection.disconnected',
  'connector.added',
  'connector.edited',
  'connector.removed',
  'connector.tools_held',
  'connector.tools_accepted',
  'connector.tools_refused',
  'connector_request.shipped',
])
const WebhookEvents = z
  .array(z.enum([...WebhookEvent.options, '*']))
  .min(1)
  .max(50)
  .describe("Names of events, or '*' for every one there is and will be")
const WebhookUrl = z.string().max(2048)

export const Webhook = z.object({
  id: Id,
  url: z.string().describe('Its query and user info masked: they may hold secrets'),
  description: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  disabled_reason: z.string().nullable().describe('Why the hub turned it off; null when it did not'),
  failing_since: Time.nullable().describe('The first failed attempt since the last one that went well'),
  previous_secret_until: Time.nullable().describe(
    'Until when messages are signed with the secret before, too',
  ),
  version: z.number(),
  created_by: z.string(),
  created_at: Time,
  updated_at: Time,
})
export const WebhookInput = z.strictObject({
  url: WebhookUrl.describe('Where messages are posted to'),
  description: Text.default(''),
  events: WebhookEvents.default(['*']),
})
export const WebhookPatch = z.strictObject({
  version: Version,
  url: WebhookUrl.optional(),
  description: Text.optional(),
  events: WebhookEvents.optional(),
  enabled: z.boolean().optional(),
})
export const WebhookWithSecret = Webhook.extend({
  secret: z.string().describe('whsec_..., for checking signatures. Shown once'),
})
export const WebhookDelivery = z.object({
  id: Id.describe('The webhook-id header of every attempt'),
  webhook_id: Id,
  event: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.number(),
  response_status: z.number().nullable().describe('Of the last attempt; null when nothing was answered'),
  last_error: z.string().nullable(),
  created_at: Time,
  last_attempt_at: Time.nullable(),
  next_attempt_at: Time.nullable(),
  finished_at: Time.nullable(),
})
export const WebhookDeliveryDetail = WebhookDelivery.extend({
  body: z.string().describe('What is posted, as it is signed'),
})
export const WebhookDeliveryQuery = z.strictObject({
  status: WebhookDelivery.shape.status.optional(),
  ...PageQuery.shape,
})
export const WebhookList = list(Webhook)
export const WebhookDeliveryPage = page(WebhookDelivery)

// ---- requests for connectors (CAT-16, B17) ----

export const ConnectorRequestStatus = z.enum(['open', 'planned', 'shipped', 'declined'])
export const ConnectorRequest = z.object({
  id: Id,
  app: z.string(),
  note: z.string(),
  status: ConnectorRequestStatus,
  votes: z.number().describe('How many people want it, the requester included'),
  voted: z.boolean().describe('Whether you do'),
  requested_by: z.string(),
  created_at: Time,
  updated_at: Time,
})
export const ConnectorRequestInput = z.strictObject({
  app: Name.describe('The name of the app'),
  note: Text.default('').describe('What it is needed for'),
})
export const ConnectorRequestPatch = z.strictObject({ status: ConnectorRequestStatus })
export const ConnectorRequestList = list(ConnectorRequest)

// ---- the account's own catalog entries (B11) ----

const Address = z.string().min(1).max(2048)
const Scopes = z.array(z.string().min(1).max(200)).max(200)
/** How one signs in to an entry. */
export const CatalogEntryAuth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('api_key'),
    header: z.string().min(1).max(128).describe('Which header carries the key'),
    prefix: z.string().max(40).default('').describe('What stands in front of it there, for example Token'),
  }),
  z.strictObject({ kind: z.literal('bearer') }).describe('Authorization: Bearer'),
  z.strictObject({ kind: z.literal('basic') }).describe('User name and password'),
  z
    .strictObject({
      kind: z.literal('oauth2'),
      authorize: Address.describe('Where a person consents'),
      token: Address.describe('Where tokens are given'),
      scopes: Scopes.default([]).describe('Asked for by default; what the picked operations need if empty'),
      more_scopes: Scopes.default([]).describe('Asked for on request'),
      client_auth: z.enum(['basic', 'body']).default('body').describe('How the client shows who it is'),
      pkce: z.boolean().default(true),
    })
    .describe('Authorization code'),
])
const entrySource = {
  document: z
    .string()
    .min(1)
    .optional()
    .describe('An OpenAPI 3.0 or 3.1 document as its text, in JSON or YAML, at most 5 MB'),
  url: Address.optional().describe('Where the document is, instead of document'),
}
export const CatalogEntrySource = z.strictObject(entrySource)
export const CatalogOperation = z.object({
  id: z.string().describe('Method and path, for example GET /orders/{id}'),
  operation_id: z.string().nullable().describe("The document's own name for it"),
  method: z.string(),
  path: z.string(),
  summary: z.string(),
  effect: Effect.describe('What its method lets one expect'),
  tags: z.array(z.string()),
  deprecated: z.boolean(),
  supported: z.boolean(),
  reason: z.string().nullable().describe('Why it cannot be a tool'),
  notes: z.array(z.string()).describe('What a tool of it cannot say'),
})
export const CatalogEntryPreview = z.object({
  title: z.string(),
  version: z.string(),
  description: z.string(),
  docs: z.string(),
  servers: z.array(z.object({ url: z.string(), description: z.string(), reason: z.string().nullable() })),
  auth: z
    .array(
      z.object({
        scheme: z.string(),
        description: z.string(),
        auth: CatalogEntryAuth.nullable(),
        reason: z.string().nullable().describe('Why it cannot be used'),
      }),
    )
    .describe('The ways to sign in that the document describes, the likeliest first'),
  problems: z.array(z.string()).describe('Where the document first departs from the OpenAPI specification'),
  operations: z.array(CatalogOperation),
})
const PickedOperation = z.strictObject({
  id: z.string().min(1).max(2048).describe("Method and path, or the document's own name for it"),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe("The tool's name; made from the operation's if absent"),
  effect: Effect.optional().describe('What it does; judged by its method if absent'),
})
export const CatalogEntryInput = z.strictObject({
  ...entrySource,
  name: Name,
  description: Text.optional().describe("The document's own words if absent"),
  server: Address.optional().describe('Where the API is; the first server of the document if absent'),
  auth: CatalogEntryAuth.optional().describe('As the document says if absent'),
  operations: z.array(PickedOperation).min(1).max(200),
})
export const CatalogEntryPatch = z.strictObject({
  ...entrySource,
  version: Version,
  name: Name.optional(),
  description: Text.optional(),
  server: Address.optional(),
  auth: CatalogEntryAuth.optional(),
  operations: z
    .array(PickedOperation)
    .min(1)
    .max(200)
    .optional()
    .describe('The whole list; those that are picked already if absent'),
  refetch: z.boolean().default(false).describe('Read the document anew from where the last one was fetched'),
  dry_run: z.boolean().default(false).describe('Say what would change, and store nothing'),
})
const catalogEntry = {
  id: Id,
  connector_id: Id,
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  docs: z.string(),
  server: z.string(),
  auth: CatalogEntryAuth,
  source_url: z.string().nullable().describe('Where its document was fetched; query values are masked'),
  document_hash: z.string().describe('SHA-256 of the document'),
  version: z.number(),
  created_by: z.string(),
  created_at: Time,
  updated_at: Time,
}
export const CatalogEntry = z.object({
  ...catalogEntry,
  tools: z.array(
    z.object({
      operation: z.string(),
      name: z.string(),
      description: z.string(),
      effect: Effect,
      input_schema: z.record(z.string(), z.unknown()),
    }),
  ),
})
export const CatalogEntrySaved = z.object({
  entry: CatalogEntry,
  notes: z.array(z.string()).describe('What the tools cannot say'),
  changes: z
    .object({
      added: z.array(z.string()),
      removed: z.array(z.string()),
      changed: z.array(
        z.object({
          name: z.string(),
          parts: z.array(z.enum(['name', 'effect', 'about', 'input', 'request', 'scopes'])),
        }),
      ),
    })
    .nullable()
    .describe('What becomes of its tools; null for a new entry'),
})
export const CatalogEntryList = list(z.object({ ...catalogEntry, tool_count: z.number() }))
