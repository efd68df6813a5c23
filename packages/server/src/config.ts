import { resolve } from 'node:path'
import { z } from 'zod'

/**
 * Every setting, documented where it is declared. This file is the only reader of the environment; `npm start`
 * refuses to run on a setting that is unknown or malformed, naming it and the remedy.
 */
const settings = {
  PORT: setting(
    'Port to listen on; 0 picks a free one.',
    z.coerce.number().int().min(0).max(65535).default(3000),
    'a number from 0 to 65535',
  ),
  HOST: setting(
    'Address to listen on. Keep the default unless a reverse proxy or other machines must reach it.',
    z.string().min(1).default('127.0.0.1'),
    'an address such as 127.0.0.1 or 0.0.0.0',
  ),
  DATABASE_URL: setting(
    'PostgreSQL 15 or newer. Absent: the embedded database in the data directory.',
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    'postgres://user:password@host:5432/database',
  ),
  JACKFIELD_DATA_DIR: setting(
    'Where the embedded database and the master key file live.',
    z
      .string()
      .min(1)
      .default('./data')
      .transform((path) => resolve(path)),
    'a directory',
  ),
  JACKFIELD_PUBLIC_URL: setting(
    'The address people and agents use, when a proxy stands in front. Decides links, cookies, Host and Origin checks.',
    z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    'https://jackfield.example.com',
  ),
  JACKFIELD_MASTER_KEY: setting(
    '32 bytes, base64 or hex, that seal every stored secret. Absent: a key file, mode 0600, in the data directory.',
    z.string().transform(decodeKey).optional(),
    'the output of: openssl rand -base64 32',
  ),
  JACKFIELD_PREVIOUS_MASTER_KEYS: setting(
    'Master keys of before, comma-separated: they still open what they sealed. For the time of a rotation.',
    z.string().default('').transform(decodeKeys),
    'master keys, each 32 bytes in base64 or hex, separated by commas',
  ),
  JACKFIELD_NEXT_MASTER_KEY: setting(
    'The master key to come: `jackfield rotate-key` seals with it, and a running hub opens what is sealed with it.',
    z.string().transform(decodeKey).optional(),
    'the output of: openssl rand -base64 32',
  ),
  JACKFIELD_ALLOWED_HOSTS: setting(
    'Hosts and CIDRs that the address guard lets through, comma-separated; needed for self-hosted upstreams.',
    z.string().default(''),
    'warehouse.internal, *.corp.example, 10.20.0.0/16, 127.0.0.1:8080',
  ),
  JACKFIELD_ADMIN_EMAIL: setting(
    'With JACKFIELD_ADMIN_PASSWORD: creates the first account and its owner on the first start.',
    z.email().optional(),
    'an e-mail address',
  ),
  JACKFIELD_ADMIN_PASSWORD: setting(
    "The first owner's password.",
    z.string().min(12).max(256).optional(),
    'at least 12 characters',
  ),
  JACKFIELD_LOG_LEVEL: setting(
    'How much to log.',
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'debug, info, warn, error or silent',
  ),
  JACKFIELD_AUDIT_READS: setting(
    '`soon`: a read call is answered at once and its audit row follows within 100 ms. `wait`: the answer waits for the row.',
    z.enum(['soon', 'wait']).default('soon'),
    'soon or wait',
  ),
  JACKFIELD_OPEN_TIMEOUT_MS: setting(
    'How long one upstream may take to open and list its tools.',
    z.coerce.number().int().min(100).max(120_000).default(10_000),
    'milliseconds, 100 to 120000',
  ),
  JACKFIELD_CALL_TIMEOUT_MS: setting(
    'How long one tool call may take without a sign of progress.',
    z.coerce.number().int().min(100).max(300_000).default(60_000),
    'milliseconds, 100 to 300000',
  ),
  JACKFIELD_SHUTDOWN_GRACE_MS: setting(
    'How long to go on taking requests after SIGTERM, while /readyz says 503: until your load balancer has noticed.',
    z.coerce.number().int().min(0).max(120_000).default(0),
    'milliseconds, 0 to 120000',
  ),
  JACKFIELD_RESULT_LIMIT: setting(
    'Characters of text that one tool result may hold; the rest is cut, and the model is told.',
    z.coerce.number().int().min(1000).max(10_000_000).default(150_000),
    'a number from 1000 to 10000000',
  ),
  JACKFIELD_RATE_PER_KEY: setting(
    'Requests a minute of one key (or one person), on each node; a sixth of them may come at once. 0: no limit.',
    rate(600_000),
    'a number from 0 to 10000000',
  ),
  JACKFIELD_RATE_PER_ACCOUNT: setting(
    'Requests a minute of all keys and people of one account together, on each node. 0: no limit.',
    rate(1_200_000),
    'a number from 0 to 10000000',
  ),
  JACKFIELD_RATE_PER_ADDRESS: setting(
    'Requests a minute without a valid credential from one address, on each node. 0: no limit.',
    rate(300),
    'a number from 0 to 10000000',
  ),
  JACKFIELD_AUDIT_RETENTION_DAYS: setting(
    'Audit events older than this are deleted, once a day. Absent: they are kept for ever.',
    z.coerce.number().int().min(1).max(36_500).optional(),
    'a number of days from 1 to 36500',
  ),
  JACKFIELD_METRICS: setting(
    '`on`: /metrics answers in the format of Prometheus; without the token below, to this machine only.',
    z.enum(['on', 'off']).default('off'),
    'on or off',
  ),
  JACKFIELD_METRICS_TOKEN: setting(
    'What may read /metrics from anywhere, as Bearer.',
    z
      .string()
      .regex(/^[\w.~+/=-]{16,256}$/)
      .optional(),
    'at least 16 letters and digits, such as the output of: openssl rand -hex 32',
  ),
  JACKFIELD_APP_HOSTS: setting(
    "Where apps are when not at their provider: a server of your own, a sandbox. The names are on each app's page.",
    z.string().default('').transform(readAppHosts),
    'github.web=https://git.corp.example, github.api=https://git.corp.example/api/v3',
  ),
  JACKFIELD_OAUTH_APPS: setting(
    'OAuth apps that all accounts may use, as JSON. An account that has its own uses that.',
    z.string().default('{}').transform(readOAuthApps),
    '{"github":{"client_id":"...","client_secret":"..."}}',
  ),
  JACKFIELD_OTLP_ENDPOINT: setting(
    'Where OpenTelemetry traces are sent, as OTLP/HTTP with JSON. Absent: nowhere.',
    z.url({ protocol: /^https?$/ }).optional(),
    'the address of a collector, such as http://127.0.0.1:4318',
  ),
} as const

/** Settings of the command line client, which may stand in the same environment. */
const clientSettings = new Set([
  'JACKFIELD_URL',
  'JACKFIELD_API_KEY',
  'JACKFIELD_CONFIG_DIR',
  'JACKFIELD_TEST_DATABASE',
])

type Settings = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> }

/** What the server was told, checked. */
export interface Config {
  port: number
  host: string
  databaseUrl: string | undefined
  dataDirectory: string
  /** Without a trailing slash; undefined until the port is known when nothing was set. */
  publicUrl: string | undefined
  masterKey: Buffer | undefined
  previousMasterKeys: Buffer[]
  nextMasterKey: Buffer | undefined
  allowedHosts: string
  admin: { email: string; password: string } | undefined
  logLevel: Settings['JACKFIELD_LOG_LEVEL']
  auditReads: Settings['JACKFIELD_AUDIT_READS']
  openTimeoutMs: number
  callTimeoutMs: number
  shutdownGraceMs: number
  resultLimit: number
  /** Requests a minute on this node; 0 means no limit. */
  rates: { perKey: number; perAccount: number; perAddress: number }
  auditRetentionDays: number | undefined
  /** Undefined when they are off; without a token they are for this machine only. */
  metrics: { token: string | undefined } | undefined
  otlpEndpoint: string | undefined
  /** By app, then by the name of the host. */
  appHosts: Record<string, Record<string, string>>
  /** The installation's OAuth apps, by app. */
  oauthApps: Record<string, OAuthApp>
  /** Everything in it is invented, and the dashboard says so. No setting: only `npm run demo` starts such a hub. */
  demo: boolean
}

/** What a provider gave when somebody registered an OAuth app there. */
export interface OAuthApp {
  clientId: string
  clientSecret: string
}

/** A setting that stops the start. `message` names every offender and its remedy, and repeats no value. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
  }
}

/**
 * Reads the settings from an environment.
 * @throws ConfigError when a setting is unknown or malformed.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const problems = unknownSettings(env)
  const values: Record<string, unknown> = {}
  for (const [name, { schema, remedy }] of Object.entries(settings)) {
    const parsed = schema.safeParse(env[name] === '' ? undefined : env[name])
    if (parsed.success) values[name] = parsed.data
    else problems.push(`${name} is not usable. Set it to ${remedy}, or remove it.`)
  }
  if ((env['JACKFIELD_ADMIN_EMAIL'] ? 1 : 0) + (env['JACKFIELD_ADMIN_PASSWORD'] ? 1 : 0) === 1)
    problems.push('JACKFIELD_ADMIN_EMAIL and JACKFIELD_ADMIN_PASSWORD go together. Set both, or neither.')
  if (problems.length > 0) throw new ConfigError(problems)
  return toConfig(values as Settings)
}

/** The settings as documentation: name, what it does, and the form it takes. */
export function describeSettings(): { name: string; about: string; remedy: string }[] {
  return Object.entries(settings).map(([name, { about, remedy }]) => ({ name, about, remedy }))
}

function toConfig(values: Settings): Config {
  const { JACKFIELD_ADMIN_EMAIL: email, JACKFIELD_ADMIN_PASSWORD: password } = values
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    dataDirectory: values.JACKFIELD_DATA_DIR,
    publicUrl: values.JACKFIELD_PUBLIC_URL,
    masterKey: values.JACKFIELD_MASTER_KEY,
    previousMasterKeys: values.JACKFIELD_PREVIOUS_MASTER_KEYS,
    nextMasterKey: values.JACKFIELD_NEXT_MASTER_KEY,
    allowedHosts: values.JACKFIELD_ALLOWED_HOSTS,
    admin: email && password ? { email, password } : undefined,
    logLevel: values.JACKFIELD_LOG_LEVEL,
    auditReads: values.JACKFIELD_AUDIT_READS,
    openTimeoutMs: values.JACKFIELD_OPEN_TIMEOUT_MS,
    callTimeoutMs: values.JACKFIELD_CALL_TIMEOUT_MS,
    shutdownGraceMs: values.JACKFIELD_SHUTDOWN_GRACE_MS,
    resultLimit: values.JACKFIELD_RESULT_LIMIT,
    rates: {
      perKey: values.JACKFIELD_RATE_PER_KEY,
      perAccount: values.JACKFIELD_RATE_PER_ACCOUNT,
      perAddress: values.JACKFIELD_RATE_PER_ADDRESS,
    },
    auditRetentionDays: values.JACKFIELD_AUDIT_RETENTION_DAYS,
    metrics: values.JACKFIELD_METRICS === 'on' ? { token: values.JACKFIELD_METRICS_TOKEN } : undefined,
    otlpEndpoint: values.JACKFIELD_OTLP_ENDPOINT,
    appHosts: values.JACKFIELD_APP_HOSTS,
    oauthApps: values.JACKFIELD_OAUTH_APPS,
    demo: false,
  }
}

function rate(perMinute: number) {
  return z.coerce.number().int().min(0).max(10_000_000).default(perMinute)
}

function setting<Schema extends z.ZodType>(about: string, schema: Schema, remedy: string) {
  return { about, schema, remedy }
}

function decodeKey(text: string, context: z.RefinementCtx): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== 32) context.addIssue('not 32 bytes')
  return key
}

function decodeKeys(text: string, context: z.RefinementCtx): Buffer[] {
  const keys = text.split(',').map((key) => key.trim())
  return keys.filter((key) => key !== '').map((key) => decodeKey(key, context))
}

function readAppHosts(text: string, context: z.RefinementCtx): Record<string, Record<string, string>> {
  const hosts: Record<string, Record<string, string>> = {}
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [, app, host, url] = /^([a-z0-9-]+)\.([a-z_]+)=(https?:\/\/\S+)$/.exec(entry) ?? []
    if (app && host && url && URL.canParse(url)) (hosts[app] ??= {})[host] = url.replace(/\/+$/, '')
    else context.addIssue('not app.host=url')
  }
  return hosts
}

const OAuthApps = z.record(
  z.string(),
  z.strictObject({ client_id: z.string().min(1), client_secret: z.string().min(1) }),
)

function readOAuthApps(text: string, context: z.RefinementCtx): Record<string, OAuthApp> {
  const parsed = z
    .string()
    .transform((json, inner): unknown => {
      try {
        return JSON.parse(json)
      } catch {
        inner.addIssue('not JSON')
        return z.NEVER
      }
    })
    .pipe(OAuthApps)
    .safeParse(text)
  if (!parsed.success) {
    context.addIssue('not OAuth apps')
    return {}
  }
  return Object.fromEntries(
    Object.entries(parsed.data).map(([slug, app]) => [
      slug,
      { clientId: app.client_id, clientSecret: app.client_secret },
    ]),
  )
}

function unknownSettings(env: Record<string, string | undefined>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('JACKFIELD_') && !(name in settings) && !clientSettings.has(name))
    .map((name) => `${name} is not a setting of Jackfield. Check its spelling; the README lists them all.`)
}
