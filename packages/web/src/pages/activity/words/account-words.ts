import { fieldWords } from './agent-words.ts'
import type { Words } from './parts.ts'

/** People, keys, webhooks, the log, and the account itself. */
export const accountWords: Words = {
  'account.created': ({ text }) => ['created the account ', { name: text('name') }],
  'account.updated': ({ fields }) => ['changed the account: ', fieldWords(fields('changed'))],
  'account.data_key_rotated': () => ['sealed all credentials anew with a new data key'],
  'account.data_key_resealed': () => ['sealed the data key of the account with another master key'],
  'session.started': ({ text }) => [text('kind') === 'token' ? 'logged in with a token' : 'logged in'],
  'session.ended': () => ['logged out'],
  'member.joined': ({ text }) => [
    `joined as ${text('role')}`,
    ...(text('invited_by') ? [', invited by ', { name: text('invited_by') }] : []),
  ],
  'member.removed': ({ text, person }) => [
    'took ',
    person(text('user_id')),
    ` (${text('role')}) out of the account`,
  ],
  'member.role_changed': ({ text, person }) => [
    'changed the role of ',
    person(text('user_id')),
    ` from ${text('before')} to ${text('after')}`,
  ],
  'invitation.created': ({ text }) => ['invited ', { name: text('email') }, ` as ${text('role')}`],
  'invitation.revoked': ({ text }) => ['revoked the invitation of ', { name: text('email') }],
  'api_key.created': ({ text }) => ['created the API key ', { name: text('name') }, ` (${text('role')})`],
  'api_key.rotated': ({ text }) => ['rotated the API key ', { name: text('name') }],
  'api_key.revoked': ({ text }) => ['revoked the API key ', { name: text('name') }],
  'audit.exported': ({ text }) => [`exported the audit log as ${text('format').toUpperCase()}`],
  'audit.pruned': () => ['deleted events of the audit log after their time'],
  'webhook.created': ({ text }) => ['created the webhook to ', { code: text('url') }],
  'webhook.updated': ({ list }) => ['changed a webhook: ', fieldWords(list('fields'))],
  'webhook.deleted': ({ text }) => ['deleted the webhook to ', { code: text('url') }],
  'webhook.disabled': ({ text }) => ['turned off the webhook to ', { code: text('url') }],
  'webhook.secret_rotated': () => ['rotated the secret of a webhook'],
  'webhook.redelivered': ({ text }) => ['delivered ', { code: text('event') }, ' to a webhook once more'],
  'webhook.tested': () => ['sent a test to a webhook'],
}
