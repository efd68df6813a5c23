import { Temporal } from 'temporal-polyfill'
import { invalid } from '../errors.ts'

export type Bucket = 'hour' | 'day'

/** More points than a chart has pixels for. */
const MOST_BUCKETS = 800
const HOUR_MS = 3_600_000
/** Up to three days are shown by the hour; one of them may have 25. */
const HOURLY_MS = 73 * HOUR_MS

export interface Period {
  /** Inclusive. */
  since: Date
  /** Exclusive. */
  until: Date
}

/** What a period is divided into where nobody says so. */
export function bucketFor({ since, until }: Period): Bucket {
  return until.getTime() - since.getTime() <= HOURLY_MS ? 'hour' : 'day'
}

/**
 * When each hour or local day of a period begins, the first at or before `since`. A day has 23 or 25 hours where the
 * clocks change.
 * @param timeZone IANA name
 * @throws Refusal `invalid` naming the field when there are more than 800
 */
export function bucketStarts(period: Period, bucket: Bucket, timeZone: string): Date[] {
  const startAt = bucket === 'hour' ? hoursFrom(period.since, timeZone) : daysFrom(period.since, timeZone)
  const starts: Date[] = []
  for (let start = startAt(0); start < period.until; start = startAt(starts.length)) {
    if (starts.length === MOST_BUCKETS) throw tooMany(bucket)
    starts.push(start)
  }
  return starts
}

type StartAt = (place: number) => Date

function hoursFrom(since: Date, timeZone: string): StartAt {
  const first = localTime(since, timeZone).round({ smallestUnit: 'hour', roundingMode: 'floor' })
  return (place) => new Date(first.epochMilliseconds + place * HOUR_MS)
}

function daysFrom(since: Date, timeZone: string): StartAt {
  const first = localTime(since, timeZone).toPlainDate()
  return (place) => new Date(first.add({ days: place }).toZonedDateTime(timeZone).epochMilliseconds)
}

function localTime(moment: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
}

function tooMany(bucket: Bucket) {
  return bucket === 'hour'
    ? invalid(
        'bucket',
        `makes more than ${MOST_BUCKETS} hours of this time.`,
        'Ask by day, or for less time.',
      )
    : invalid('since', `is more than ${MOST_BUCKETS} days before until.`, 'Ask for less time.')
}
