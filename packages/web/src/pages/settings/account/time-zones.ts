import type { FindOption } from '../find-field.tsx'

/** The time zones that this browser knows, and `present`, which the hub may know alone. */
export function timeZoneOptions(present: string): FindOption[] {
  const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), present])
  return [...names].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

/** `14:05`, right now, there; undefined for a zone that this browser does not know. */
export function timeIn(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(new Date())
  } catch {
    return undefined
  }
}
