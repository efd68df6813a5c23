import { apps } from '@jackfield/catalog'
import { nativeCrms } from './native-integrations.ts'

/**
 * Keys that belong to connectors of our own, so that a custom one cannot pose as them (CUS-8): the curated apps
 * (CAT-5), the native CRMs (CAT-6), the areas of the Sales Platform (CAT-3) and our own name.
 */
export const builtInSlugs: ReadonlySet<string> = new Set([
  ...apps.map(({ slug }) => slug),
  ...nativeCrms.map(({ slug }) => slug),
  'gohighlevel',
  'configurations',
  'leads',
  'chats',
  'channels',
  'followup',
  'follow-up',
  'knowledgebase',
  'knowledge-base',
  'integrations',
  'dashboard',
  'orders',
  'calendar',
  'jackfield',
  'sales-platform',
])
