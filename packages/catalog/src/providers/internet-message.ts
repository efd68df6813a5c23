import { CatalogError } from '../app.ts'

/** A message as a person thinks of it. Who sends it, when, and its id are added by whoever takes it. */
export interface Message {
  to?: string[] | undefined
  cc?: string[] | undefined
  bcc?: string[] | undefined
  subject?: string | undefined
  body?: string | undefined
  in_reply_to?: string | undefined
  references?: string | undefined
}

const address = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+"
/** `ana@example.com` or `Ana <ana@example.com>`. */
export const mailbox = new RegExp(`^(?:[^<>\\r\\n]*<${address}>|${address})$`)

/**
 * The message as it travels (RFC 5322, MIME), its text in UTF-8.
 * @throws CatalogError naming the field that cannot stand in a header
 */
export function internetMessage(message: Message): string {
  const { to, cc, bcc, subject, body = '', in_reply_to: parent, references = parent } = message
  const headers: [string, string | undefined][] = [
    ['To', mailboxes('to', to)],
    ['Cc', mailboxes('cc', cc)],
    ['Bcc', mailboxes('bcc', bcc)],
    ['Subject', subject === undefined ? undefined : words('subject', subject)],
    ['In-Reply-To', messageIds('in_reply_to', parent)],
    ['References', messageIds('references', references)],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=UTF-8'],
    ['Content-Transfer-Encoding', 'base64'],
  ]
  const lines = headers.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  // RFC 2045 section 6.8: lines of at most 76 characters; in text a line ends with CRLF.
  const text = Buffer.from(body.replace(/\r?\n/g, '\r\n'))
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n')
  return `${lines.join('\r\n')}\r\n\r\n${text}\r\n`
}

function mailboxes(field: string, all: string[] = []): string {
  return all.map((one) => mailboxOf(field, oneLine(field, one).trim())).join(',\r\n ')
}

function mailboxOf(field: string, text: string): string {
  if (!mailbox.test(text))
    throw new CatalogError(
      `${field} must hold one address an item, as ana@example.com or Ana <ana@example.com>.`,
      field,
    )
  const [, name, inner] = /^(.*)<([^<>]*)>$/.exec(text) ?? []
  if (inner === undefined) return text
  const shown = (name ?? '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('\\', '')
  return shown === '' ? inner : `${phrase(shown)} <${inner}>`
}

/** RFC 5322 section 3.2.5: words as they are, else in quotes; what is not ASCII as RFC 2047 has it. */
function phrase(name: string): string {
  if (/^[\w !#$%&'*+/=?^`{|}~-]*$/.test(name) && !name.includes('=?')) return name
  return isPlain(name) && !name.includes('=?') ? `"${name.replaceAll('"', '\\"')}"` : encodedWords(name)
}

function words(field: string, value: string): string {
  const text = oneLine(field, value)
  return isPlain(text) && !text.includes('=?') && text.length < 900 ? text : encodedWords(text)
}

/** RFC 2047 section 2: words of at most 75 characters, none of which ends within a character. */
function encodedWords(text: string): string {
  const parts = ['']
  for (const sign of text) {
    const longer = `${parts.at(-1)}${sign}`
    if (Buffer.byteLength(longer) <= 45) parts[parts.length - 1] = longer
    else parts.push(sign)
  }
  return parts.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ')
}

function messageIds(field: string, value: string | undefined): string {
  const ids = oneLine(field, value ?? '')
    .split(' ')
    .filter((id) => id !== '')
  return ids
    .map((id) => {
      const inner = id.replace(/^<(.*)>$/, '$1')
      if (!/^[!-;=?-~]+$/.test(inner))
        throw new CatalogError(`${field} must be a Message-ID, as <a1b2@example.com>.`, field)
      return `<${inner}>`
    })
    .join('\r\n ')
}

/** A line break would begin a header of its own. */
function oneLine(field: string, value: string): string {
  if (/\p{Cc}/u.test(value))
    throw new CatalogError(`${field} must be one line without control characters.`, field)
  return value
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text)
}
