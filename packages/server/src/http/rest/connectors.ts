import {
  AcceptToolsInput,
  ConnectInput,
  Connector,
  ConnectorList,
  ConnectorQuery,
  ConnectorTest,
  ConnectorTestInput,
  ConnectorToolList,
  CustomConnectorInput,
  CustomConnectorPatch,
  DisconnectPreview,
  Id,
  KeyInput,
  OAuthApps,
  OAuthClientInput,
  PlatformConnectInput,
  RefuseToolsInput,
  SignInInput,
  SignInOptions,
  SignInStarted,
} from '@jackfield/sdk/contract'
import { z } from 'zod'
import { getSignInOptions } from '../../apps/sign-in-options.ts'
import { connectWithKey } from '../../connections/connect-with-key.ts'
import { startSignIn } from '../../connections/start-sign-in.ts'
import { acceptTools } from '../../custom-connectors/accept-tools.ts'
import { addConnector } from '../../custom-connectors/add-connector.ts'
import { connectConnector } from '../../custom-connectors/connect-connector.ts'
import { disconnectConnector, previewDisconnect } from '../../custom-connectors/disconnect-connector.ts'
import { editConnector } from '../../custom-connectors/edit-connector.ts'
import { getConnector } from '../../custom-connectors/get-connector.ts'
import { listConnectors } from '../../custom-connectors/list-connectors.ts'
import { listTools } from '../../custom-connectors/list-tools.ts'
import { refreshConnector } from '../../custom-connectors/refresh-connector.ts'
import { refuseTools } from '../../custom-connectors/refuse-tools.ts'
import { removeConnector } from '../../custom-connectors/remove-connector.ts'
import { testConnector, testSavedConnector } from '../../custom-connectors/test-connector.ts'
import { deleteOAuthClient } from '../../oauth-clients/delete-oauth-client.ts'
import { listOAuthApps } from '../../oauth-clients/list-oauth-apps.ts'
import { setOAuthClient } from '../../oauth-clients/set-oauth-client.ts'
import { connectArea } from '../../platform-connectors/connect-area.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Connectors'
const params = z.strictObject({ id: Id.describe('Connector id or key') })

/** The account's connectors. */
export function connectorRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/connectors',
    tag,
    summary: 'List connectors',
    query: ConnectorQuery,
    answer: ConnectorList,
    run: ({ ctx, query }) => listConnectors({ ctx, input: query }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/custom',
    tag,
    summary: 'Add a custom MCP connector',
    body: CustomConnectorInput,
    answer: Connector,
    status: 201,
    run: ({ ctx, body }) => addConnector({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/test',
    tag,
    summary: 'Test a server before adding it',
    body: ConnectorTestInput,
    answer: ConnectorTest,
    run: ({ ctx, body }) => testConnector({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/connectors/{id}',
    tag,
    summary: 'Read a connector',
    params,
    answer: Connector,
    run: ({ ctx, params: input }) => getConnector({ ctx, input }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/connectors/{id}',
    tag,
    summary: 'Edit a custom connector',
    params,
    body: CustomConnectorPatch,
    answer: Connector,
    run: ({ ctx, params: { id }, body }) => editConnector({ ctx, input: { ...body, id } }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/connectors/{id}',
    tag,
    summary: 'Remove a custom connector',
    params,
    run: ({ ctx, params: input }) => removeConnector({ ctx, input }),
  })
  connectionRoutes(rest)
  signInRoutes(rest)
  toolRoutes(rest)
}

function connectionRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'post',
    path: '/connectors/platform',
    tag,
    summary: 'Connect an area of the Sales Platform',
    body: PlatformConnectInput,
    answer: Connector,
    status: 201,
    run: ({ ctx, body }) => connectArea({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/test',
    tag,
    summary: 'Test what is connected',
    params,
    answer: ConnectorTest,
    run: ({ ctx, params: input }) => testSavedConnector({ ctx, input }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/connectors/{id}/disconnect',
    tag,
    summary: 'See who would lose it',
    params,
    answer: DisconnectPreview,
    run: ({ ctx, params: input }) => previewDisconnect({ ctx, input }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/disconnect',
    tag,
    summary: 'Disconnect for the whole account',
    params,
    run: ({ ctx, params: input }) => disconnectConnector({ ctx, input }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/connect',
    tag,
    summary: 'Connect again',
    params,
    body: ConnectInput,
    answer: Connector,
    run: ({ ctx, params: { id }, body }) => connectConnector({ ctx, input: { ...body, id } }),
  })
}

function signInRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/connectors/{id}/sign-in',
    tag,
    summary: 'How to sign in to an app',
    params,
    answer: SignInOptions,
    run: ({ ctx, params: input }) => getSignInOptions({ ctx, input }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/sign-in',
    tag,
    summary: 'Begin to sign in to an app',
    params,
    body: SignInInput,
    answer: SignInStarted,
    run: ({ ctx, params: { id }, body }) => startSignIn({ ctx, input: { ...body, id } }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/key',
    tag,
    summary: 'Connect an app with a key',
    params,
    body: KeyInput,
    answer: Connector,
    run: ({ ctx, params: { id }, body }) => connectWithKey({ ctx, input: { ...body, id } }),
  })
  oauthAppRoutes(rest)
}

function oauthAppRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/oauth-apps',
    tag,
    summary: 'List the OAuth apps to sign in with',
    answer: OAuthApps,
    run: ({ ctx }) => listOAuthApps({ ctx }),
  })
  endpoint(rest, {
    method: 'put',
    path: '/connectors/{id}/oauth-app',
    tag,
    summary: 'Set the OAuth app to sign in with',
    params,
    body: OAuthClientInput,
    answer: SignInOptions,
    run: ({ ctx, params: { id }, body }) => setOAuthClient({ ctx, input: { ...body, id } }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/connectors/{id}/oauth-app',
    tag,
    summary: "Forget the account's own OAuth app",
    params,
    run: ({ ctx, params: input }) => deleteOAuthClient({ ctx, input }),
  })
}

function toolRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/connectors/{id}/tools',
    tag,
    summary: "List a connector's tools",
    params,
    answer: ConnectorToolList,
    run: ({ ctx, params: input }) => listTools({ ctx, input }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/tools/accept',
    tag,
    summary: 'Accept changed tool definitions',
    params,
    body: AcceptToolsInput,
    answer: ConnectorToolList,
    run: ({ ctx, params: { id }, body }) => acceptTools({ ctx, input: { ...body, id } }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/tools/refuse',
    tag,
    summary: 'Refuse changed tool definitions',
    params,
    body: RefuseToolsInput,
    answer: ConnectorToolList,
    run: ({ ctx, params: { id }, body }) => refuseTools({ ctx, input: { ...body, id } }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/connectors/{id}/tools/refresh',
    tag,
    summary: "Read the server's lists anew",
    params,
    answer: ConnectorToolList,
    run: ({ ctx, params: input }) => refreshConnector({ ctx, input }),
  })
}
