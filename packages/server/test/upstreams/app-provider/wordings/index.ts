import { airtable } from './airtable.ts'
import { asana } from './asana.ts'
import { confluence, jira, trello } from './atlassian.ts'
import { calendly } from './calendly.ts'
import { clickup } from './clickup.ts'
import { discord } from './discord.ts'
import { dropbox } from './dropbox.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { gmail, googleCalendar, googleDrive, googleSheets } from './google.ts'
import { hubspot } from './hubspot.ts'
import { intercom } from './intercom.ts'
import { linear } from './linear.ts'
import { mailchimp } from './mailchimp.ts'
import { microsoft } from './microsoft.ts'
import { monday } from './monday.ts'
import { notion } from './notion.ts'
import { pipedrive } from './pipedrive.ts'
import { slack } from './slack.ts'
import { standard } from './wording.ts'
import type { Wording } from './wording.ts'
import { zendesk } from './zendesk.ts'

const wordings: Record<string, Wording> = {
  airtable,
  asana,
  calendly,
  clickup,
  confluence,
  discord,
  dropbox,
  github,
  gitlab,
  gmail,
  'google-calendar': googleCalendar,
  'google-drive': googleDrive,
  'google-sheets': googleSheets,
  hubspot,
  intercom,
  jira,
  linear,
  mailchimp,
  'microsoft-teams': microsoft,
  monday,
  notion,
  onedrive: microsoft,
  pipedrive,
  slack,
  trello,
  zendesk,
}

/** How the provider of an app words things; plain RFC 6749 for one that is not known here. */
export function wordingOf(slug: string): Wording {
  return wordings[slug] ?? standard
}
