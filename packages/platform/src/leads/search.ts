import { invalid } from '../area.ts'
import type { Contact } from './contact.ts'

const MOST_WORDS = 10
/** The last digits of a number are how people say which one they mean. */
const SHORTEST_PHONE_END = 4
/** In UTF-16, where nothing takes more than three bytes of UTF-8; PostgreSQL takes words of up to 2046. */
const LONGEST_WORD = 500

/**
 * What a lead is found by, as the text of a tsvector: the words of name, e-mail and company, and the phone number
 * from each of its digits to its end. The words are made here and not by PostgreSQL, whose parser goes by the
 * locale of the database and takes e-mail addresses for one word.
 */
export function searchVector({ full_name, email, phone_number, company_name }: Contact): string {
  const words = [full_name, email, company_name].flatMap((text) => wordsOf(text ?? ''))
  return [...new Set([...words, ...phoneEnds(phone_number ?? '')])].map(quoted).join(' ')
}

/**
 * The text of a tsquery: every word must occur, in full or as the beginning of one. A phone number, or its end,
 * matches however it is written.
 * @throws ToolRefusal `invalid` when it holds neither letters nor digits
 */
export function searchQuery(search: string): string {
  const isPhone = /^\+?[\d\s().-]{5,}$/.test(search.trim())
  const words = isPhone ? [search.replace(/\D/g, '')] : wordsOf(search).slice(0, MOST_WORDS)
  if (words.length === 0)
    throw invalid('search', 'There is no word in it.', { hint: 'Give letters or digits.' })
  return words.map((word) => `${quoted(word)}:*`).join(' & ')
}

/** Without case and accents: "muller" finds Müller. */
function wordsOf(text: string): string[] {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = bare.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return words.map((word) => word.slice(0, LONGEST_WORD).toWellFormed())
}

function phoneEnds(phone: string): string[] {
  const digits = phone.replace(/\D/g, '')
  const count = Math.max(digits.length - SHORTEST_PHONE_END + 1, 0)
  return Array.from({ length: count }, (_, start) => digits.slice(start))
}

/** Words hold letters and digits alone, so there is nothing to escape. */
function quoted(word: string): string {
  return `'${word}'`
}
