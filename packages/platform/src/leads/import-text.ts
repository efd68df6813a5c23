import { invalid } from '../area.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1251'] as const

type Encoding = (typeof encodings)[number]

/**
 * A file's bytes as text. Without a named encoding: its byte order mark decides, else UTF-16 shows by its zero
 * bytes, else it is UTF-8 when it reads as such, else windows-1252, which old spreadsheets write.
 * @throws ToolRefusal `invalid` when it is not in that encoding, or no text at all
 */
export function decodeFile(base64: string, named: Encoding | undefined): string {
  const bytes = Buffer.from(base64, 'base64')
  const text = decoded(bytes, named ?? guess(bytes))
  if (!text.includes('\0')) return text
  throw invalid('content_base64', 'The file is no text.', {
    hint: 'A spreadsheet must be saved as CSV first.',
  })
}

function decoded(bytes: Buffer, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw invalid('encoding', `The file is not ${encoding}.`, {
      hint: 'Leave encoding out to have it found.',
      valid_values: [...encodings],
    })
  }
}

function guess(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  // The first character of a table is a letter, a quote or a bracket: half of it is zero in UTF-16.
  if (bytes[1] === 0 && bytes[0] !== 0) return 'utf-16le'
  if (bytes[0] === 0 && bytes[1] !== 0) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
