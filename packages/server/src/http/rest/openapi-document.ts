import type { Services } from '../../context.ts'
import { version } from '../../version.ts'
import type { Rest } from './rest.ts'

const about = `The control plane of a Jackfield hub.

Send an API key (\`Authorization: Bearer jf_key_...\`) or log in. The credential decides the account; nothing in a
request can name another one. Every error has the same shape: a code, a sentence to show, and what to do.`

const tags = [
  { name: 'People', description: 'Set-up, logins, accounts, members and invitations.' },
  { name: 'API keys', description: 'Keys of the account, for scripts and the CLI.' },
  { name: 'Connectors', description: 'What the account has connected: once, for all agents.' },
  { name: 'Catalog entries', description: "Apps of the account's own, from OpenAPI documents." },
  { name: 'Connector requests', description: 'Apps that people miss, and who wants them.' },
  { name: 'Templates', description: 'What agents are made from.' },
  { name: 'Agents', description: 'What each agent may use, and its toolset as it is right now.' },
  { name: 'Agent keys', description: "Keys that open one agent's MCP endpoint." },
  { name: 'Policies', description: 'Which tools are allowed, ask first, or are blocked.' },
  { name: 'Sales Platform', description: 'The tools of its areas, as HTTP requests.' },
  { name: 'Audit', description: 'Who changed what, and who called which tool.' },
  { name: 'Webhooks', description: 'Where the account wants to be told of events, signed.' },
]

/** The OpenAPI 3.1 document, from the schemas that validate. */
export function openApiDocument({ app }: Rest, services: Services) {
  const { securitySchemes } = credentials(services)
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Jackfield', version: version, description: about, license: { name: 'Apache-2.0' } },
    servers: [{ url: '/api/v1' }],
    tags,
  })
  return { ...document, components: { ...document.components, securitySchemes } }
}

function credentials({ config }: Services) {
  const cookieName = config.publicUrl?.startsWith('https:') ? '__Host-jackfield' : 'jackfield'
  return {
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        description: 'An API key, or the token of a login of kind `token`',
      },
      cookie: { type: 'apiKey', in: 'cookie', name: cookieName, description: 'The session of a browser' },
    },
  }
}
