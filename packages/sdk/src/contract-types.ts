import type { z } from 'zod'
import type * as contract from './contract.ts'

/**
 * The contract's shapes as plain types. Answers are what the server sends (`z.output`); inputs are what a caller
 * writes (`z.input`), so that fields with a default may be left out.
 */
type Answer<Name extends keyof typeof contract> = (typeof contract)[Name] extends z.ZodType
  ? z.output<(typeof contract)[Name]>
  : never
type Input<Name extends keyof typeof contract> = (typeof contract)[Name] extends z.ZodType
  ? z.input<(typeof contract)[Name]>
  : never

export type Role = Answer<'Role'>
export type Permission = Answer<'Permission'>
export type PolicyPreset = Answer<'PolicyPreset'>
export type Policy = Answer<'Policy'>
export type Effect = Answer<'Effect'>
export type Transport = Answer<'Transport'>
export type ToggleState = Answer<'ToggleState'>
export type Status = Answer<'Status'>
export type SkipReason = Answer<'SkipReason'>
export type ErrorAnswer = Answer<'ErrorAnswer'>

export type SetUpInput = Input<'SetUpInput'>
export type LogInInput = Input<'LogInInput'>
export type LogInAnswer = Answer<'LogInAnswer'>
export type SwitchAccountInput = Input<'SwitchAccountInput'>
export type Me = Answer<'Me'>
export type Account = Answer<'Account'>
export type AccountInput = Input<'AccountInput'>
export type AccountPatch = Input<'AccountPatch'>
export type AccountDeletion = Input<'AccountDeletion'>
export type Member = Answer<'Member'>
export type MemberList = Answer<'MemberList'>
export type MemberPatch = Input<'MemberPatch'>
export type Invitation = Answer<'Invitation'>
export type InvitationList = Answer<'InvitationList'>
export type InvitationInput = Input<'InvitationInput'>
export type InvitationCreated = Answer<'InvitationCreated'>
export type AcceptInvitationInput = Input<'AcceptInvitationInput'>
export type ApiKey = Answer<'ApiKey'>
export type ApiKeyList = Answer<'ApiKeyList'>
export type ApiKeyInput = Input<'ApiKeyInput'>
export type ApiKeyCreated = Answer<'ApiKeyCreated'>

export type Connector = Answer<'Connector'>
export type ConnectorList = Answer<'ConnectorList'>
export type ConnectorQuery = Input<'ConnectorQuery'>
export type CustomConnectorInput = Input<'CustomConnectorInput'>
export type CustomConnectorPatch = Input<'CustomConnectorPatch'>
export type ConnectInput = Input<'ConnectInput'>
export type PlatformConnectInput = Input<'PlatformConnectInput'>
export type ConnectorTestInput = Input<'ConnectorTestInput'>
export type ConnectorTest = Answer<'ConnectorTest'>
export type ConnectorTool = Answer<'ConnectorTool'>
export type ConnectorToolList = Answer<'ConnectorToolList'>
export type SignInInput = Input<'SignInInput'>
export type SignInStarted = Answer<'SignInStarted'>
export type SignInOptions = Answer<'SignInOptions'>
export type KeyInput = Input<'KeyInput'>
export type OAuthClientInput = Input<'OAuthClientInput'>
export type OAuthApps = Answer<'OAuthApps'>
export type AcceptToolsInput = Input<'AcceptToolsInput'>
export type RefuseToolsInput = Input<'RefuseToolsInput'>
export type DisconnectPreview = Answer<'DisconnectPreview'>
export type McpJsonInput = Input<'McpJsonInput'>
export type McpJsonImport = Answer<'McpJsonImport'>
export type ImportedServer = Answer<'ImportedServer'>
export type McpJsonVariable = Answer<'McpJsonVariable'>
export type McpJson = Answer<'McpJson'>

export type Template = Answer<'Template'>
export type TemplateList = Answer<'TemplateList'>
export type TemplateInput = Input<'TemplateInput'>
export type TemplatePatch = Input<'TemplatePatch'>
export type Agent = Answer<'Agent'>
export type AgentList = Answer<'AgentList'>
export type AgentDetail = Answer<'AgentDetail'>
export type AgentSaved = Answer<'AgentSaved'>
export type AgentToggle = Answer<'AgentToggle'>
export type AgentInput = Input<'AgentInput'>
export type AgentPatch = Input<'AgentPatch'>
export type CloneInput = Input<'CloneInput'>
export type TogglesInput = Input<'TogglesInput'>
export type AgentKey = Answer<'AgentKey'>
export type AgentKeyList = Answer<'AgentKeyList'>
export type AgentKeyInput = Input<'AgentKeyInput'>
export type AgentKeyCreated = Answer<'AgentKeyCreated'>

export type Toolset = Answer<'Toolset'>
export type ToolsetTool = Answer<'ToolsetTool'>
export type ToolsetConnector = Answer<'ToolsetConnector'>
export type PolicyRule = Answer<'PolicyRule'>
export type Policies = Answer<'Policies'>
export type PoliciesInput = Input<'PoliciesInput'>
export type CallInput = Input<'CallInput'>
export type CallAnswer = Answer<'CallAnswer'>

export type AuditEvent = Answer<'AuditEvent'>
export type AuditPage = Answer<'AuditPage'>
/** Narrows a list or an export of the audit log. */
export type AuditFilter = Omit<Input<'AuditFilter'>, 'seq'> & { seq?: number }
export type CallStats = Answer<'CallStats'>
export type CallStatsQuery = Input<'CallStatsQuery'>
export type ConnectionMap = Answer<'ConnectionMap'>
export type AuditVerification = Answer<'AuditVerification'>
/** `limit` 1 to 100, 20 if absent; `cursor` comes from the page before. */
export type AuditQuery = AuditFilter & { limit?: number; cursor?: string }
export type AuditExportQuery = Omit<Input<'AuditExportQuery'>, 'seq'> & { seq?: number }

export type WebhookEvent = Answer<'WebhookEvent'>
export type Webhook = Answer<'Webhook'>
export type WebhookList = Answer<'WebhookList'>
export type WebhookInput = Input<'WebhookInput'>
export type WebhookPatch = Input<'WebhookPatch'>
export type WebhookWithSecret = Answer<'WebhookWithSecret'>
export type WebhookDelivery = Answer<'WebhookDelivery'>
export type WebhookDeliveryDetail = Answer<'WebhookDeliveryDetail'>
export type WebhookDeliveryPage = Answer<'WebhookDeliveryPage'>
/** `limit` 1 to 100, 20 if absent; `cursor` comes from the page before. */
export type WebhookDeliveryQuery = { status?: WebhookDelivery['status']; limit?: number; cursor?: string }

export type ConnectorRequest = Answer<'ConnectorRequest'>
export type ConnectorRequestList = Answer<'ConnectorRequestList'>
export type ConnectorRequestInput = Input<'ConnectorRequestInput'>
export type ConnectorRequestPatch = Input<'ConnectorRequestPatch'>

export type CatalogEntry = Answer<'CatalogEntry'>
export type CatalogEntryAuth = Answer<'CatalogEntryAuth'>
export type CatalogEntryInput = Input<'CatalogEntryInput'>
export type CatalogEntryList = Answer<'CatalogEntryList'>
export type CatalogEntryPatch = Input<'CatalogEntryPatch'>
export type CatalogEntryPreview = Answer<'CatalogEntryPreview'>
export type CatalogEntrySaved = Answer<'CatalogEntrySaved'>
export type CatalogEntrySource = Input<'CatalogEntrySource'>
export type CatalogOperation = Answer<'CatalogOperation'>
