/**
 * Keys that belong to connectors of our own, so that a custom one cannot pose as them (CUS-8): the curated apps
 * (CAT-5), the native CRMs (CAT-6), the areas of the Sales Platform (CAT-3) and our own name.
 */
export const builtInSlugs: ReadonlySet<string> = new Set([
  'hubspot', 'pipedrive', 'gmail', 'mailchimp', 'notion', 'google-drive', 'dropbox', 'onedrive', 'confluence',
  'google-calendar', 'calendly', 'google-sheets', 'airtable', 'slack', 'discord', 'microsoft-teams', 'linear', 'jira',
  'asana', 'trello', 'clickup', 'monday', 'github', 'gitlab', 'intercom', 'zendesk',
  'salesforce', 'zoho', 'bitrix24', 'kommo', 'keycrm', 'go-high-level', 'gohighlevel', 'altegio', 'salesdrive',
  'configurations', 'leads', 'chats', 'channels', 'followup', 'follow-up', 'knowledgebase', 'knowledge-base',
  'integrations', 'dashboard', 'orders', 'calendar',
  'jackfield', 'sales-platform',
])
