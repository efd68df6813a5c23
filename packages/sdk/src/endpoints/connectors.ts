import type * as t from '../contract-types.ts'
import { at, type CallOptions, type Send } from '../send.ts'

/** What the account has connected, or could connect. */
export function connectorEndpoints(send: Send) {
  return {
    list: (query?: t.ConnectorQuery, options?: CallOptions) =>
      send<t.ConnectorList>('GET', '/connectors', { ...options, query }),
    /** Adds an MCP server by URL. `acknowledged` must be true: its owner's tools will run in your name. */
    addCustom: (input: t.CustomConnectorInput, options?: CallOptions) =>
      send<t.Connector>('POST', '/connectors/custom', { ...options, body: input }),
    /** Connects an area of the Sales Platform: no sign-in, connected at once. */
    connectArea: (input: t.PlatformConnectInput, options?: CallOptions) =>
      send<t.Connector>('POST', '/connectors/platform', { ...options, body: input }),
    /** Tries a server that is not stored; calls none of its tools. */
    testUrl: (input: t.ConnectorTestInput, options?: CallOptions) =>
      send<t.ConnectorTest>('POST', '/connectors/test', { ...options, body: input }),
    get: (id: string, options?: CallOptions) => send<t.Connector>('GET', at`/connectors/${id}`, options),
    update: (id: string, patch: t.CustomConnectorPatch, options?: CallOptions) =>
      send<t.Connector>('PATCH', at`/connectors/${id}`, { ...options, body: patch }),
    /** Removes it with its secrets, its tools and every agent's toggle for it. */
    remove: (id: string, options?: CallOptions) => send<void>('DELETE', at`/connectors/${id}`, options),
    /** Tries a stored connector with its stored credentials. */
    test: (id: string, options?: CallOptions) =>
      send<t.ConnectorTest>('POST', at`/connectors/${id}/test`, options),
    /** Which agents and templates a disconnect would touch. */
    previewDisconnect: (id: string, options?: CallOptions) =>
      send<t.DisconnectPreview>('GET', at`/connectors/${id}/disconnect`, options),
    /** Destroys its secrets; agents keep their toggles and skip it. */
    disconnect: (id: string, options?: CallOptions) =>
      send<void>('POST', at`/connectors/${id}/disconnect`, options),
    /** Connects again, with new secrets. */
    connect: (id: string, input: t.ConnectInput = {}, options?: CallOptions) =>
      send<t.Connector>('POST', at`/connectors/${id}/connect`, { ...options, body: input }),
    /** How one can sign in to an app, and what has to be set up before. */
    signInOptions: (id: string, options?: CallOptions) =>
      send<t.SignInOptions>('GET', at`/connectors/${id}/sign-in`, options),
    /** Begins to sign in to an app: a person opens the answer's `authorize_url` in the browser that they log in with. */
    signIn: (id: string, input: t.SignInInput = {}, options?: CallOptions) =>
      send<t.SignInStarted>('POST', at`/connectors/${id}/sign-in`, { ...options, body: input }),
    /** Connects an app with a key of it, which is tried first. */
    connectWithKey: (id: string, input: t.KeyInput, options?: CallOptions) =>
      send<t.Connector>('POST', at`/connectors/${id}/key`, { ...options, body: input }),
    /** The OAuth apps that sign-ins go through, set up or not. */
    oauthApps: (options?: CallOptions) => send<t.OAuthApps>('GET', '/oauth-apps', options),
    /** Keeps the account's own OAuth app for an app; its secret is never shown again. */
    setOAuthApp: (id: string, input: t.OAuthClientInput, options?: CallOptions) =>
      send<t.SignInOptions>('PUT', at`/connectors/${id}/oauth-app`, { ...options, body: input }),
    /** Forgets the account's own OAuth app. */
    deleteOAuthApp: (id: string, options?: CallOptions) =>
      send<void>('DELETE', at`/connectors/${id}/oauth-app`, options),
    /** Its stored tool list, with definitions that changed and wait for a person. */
    tools: (id: string, options?: CallOptions) =>
      send<t.ConnectorToolList>('GET', at`/connectors/${id}/tools`, options),
    /** Accepts changed definitions; all that wait when `tools` is absent. */
    acceptTools: (id: string, input: t.AcceptToolsInput = {}, options?: CallOptions) =>
      send<t.ConnectorToolList>('POST', at`/connectors/${id}/tools/accept`, { ...options, body: input }),
    /** Refuses changed definitions, all that wait when `tools` is absent: no agent is given those tools. */
    refuseTools: (id: string, input: t.RefuseToolsInput = {}, options?: CallOptions) =>
      send<t.ConnectorToolList>('POST', at`/connectors/${id}/tools/refuse`, { ...options, body: input }),
    /** Asks the server for its tools now. */
    refreshTools: (id: string, options?: CallOptions) =>
      send<t.ConnectorToolList>('POST', at`/connectors/${id}/tools/refresh`, options),
    /** Adds the remote servers of a `.mcp.json`; one that is refused does not stop the others. */
    importMcpJson: (input: t.McpJsonInput, options?: CallOptions) =>
      send<t.McpJsonImport>('POST', '/connectors/import', { timeoutMs: 300_000, ...options, body: input }),
    /** The account's custom connectors as a `.mcp.json`, with `${VAR}` in place of every secret. */
    exportMcpJson: (options?: CallOptions) => send<t.McpJson>('GET', '/connectors/export', options),
  }
}
