import type { ConnectorTest } from '@jackfield/sdk'

type Failure = NonNullable<ConnectorTest['failure']>

/** What kind of failure a test ran into, in a few words; the hub says beside it what happened and what to do (CUS-20). */
export const failureWords: Record<Failure, string> = {
  dns: 'This host is not known',
  refused: 'The connection was refused',
  dropped: 'The server ended the connection',
  tls: 'No secure connection could be made',
  timeout: 'No answer in time',
  blocked_address: 'This address is not allowed',
  unauthorized: 'The server does not accept the credential (401)',
  forbidden: 'The credential is known, but may not do this (403)',
  not_found: 'Nothing is at this path (404)',
  not_mcp: 'Something else than MCP answers here',
  wrong_transport: 'The other transport works',
  too_large: 'The server sends more than is accepted',
  redirect: 'The address leads to another one',
  http_error: 'The server answered with an error',
}
