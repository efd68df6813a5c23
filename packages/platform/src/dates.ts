import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { invalid } from './refusal.ts'

/** A day, or a moment with its offset (GEN-3). */
export function dateInput(about: string) {
  return z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'Give a day (2026-11-30) or a moment with its offset (2026-11-30T09:00:00+02:00).',
    })
    .meta({ description: about, examples: ['2026-11-30', '2026-11-30T09:00:00+02:00'] })
}

/** Inputs for a period; `what` says which date they are about. */
export function periodInput(what: string) {
  return {
    since_date: dateInput(
      `${what} at this moment or later. A day begins in the account's time zone.`,
    ).optional(),
    to_date: dateInput(`${what} before this moment: the day itself is not included.`).optional(),
  }
}

export interface Period {
  since?: Date
  to?: Date
}

/** A period from its inputs. @throws ToolRefusal `invalid` when it ends before it begins */
export function periodOf(input: { since_date?: string; to_date?: string }, timeZone: string): Period {
  const since = input.since_date === undefined ? undefined : startOf('since_date', input.since_date, timeZone)
  const to = input.to_date === undefined ? undefined : startOf('to_date', input.to_date, timeZone)
  if (since && to && since > to)
    throw invalid('since_date', 'since_date lies after to_date.', { hint: 'Swap them, or leave one out.' })
  return { ...(since && { since }), ...(to && { to }) }
}

/** The moment itself, or the first moment of the day. */
function startOf(field: string, text: string, timeZone: string): Date {
  return storable(
    field,
    text.includes('T') ? new Date(text) : startOfDay(Temporal.PlainDate.from(text), timeZone),
  )
}

/**
 * The moment itself, or the last millisecond of the day: what is due on a day may be done all through it.
 * @throws ToolRefusal `invalid` for a time that cannot be kept
 */
export function endOf(field: string, text: string, timeZone: string): Date {
  if (text.includes('T')) return storable(field, new Date(text))
  const next = startOfDay(Temporal.PlainDate.from(text).add({ days: 1 }), timeZone)
  return storable(field, new Date(next.getTime() - 1))
}

/** JavaScript and PostgreSQL write years of other lengths differently, and a date moves by its offset. */
function storable(field: string, moment: Date): Date {
  const year = moment.getUTCFullYear()
  if (year >= 1 && year <= 9999) return moment
  throw invalid(field, `${field}: only the years 1 to 9999 can be used.`)
}

function startOfDay(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds)
}
