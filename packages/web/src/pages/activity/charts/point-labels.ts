import type { CallStats } from '@jackfield/sdk'

/** What a point in time is called, short on an axis and whole elsewhere. */
export interface PointLabel {
  short: string
  whole: string
}

/** The points of the charts by name, in the time zone by which they were counted. @param timeZone IANA name */
export function pointLabels(
  { bucket, series }: Pick<CallStats, 'bucket' | 'series'>,
  timeZone: string,
): PointLabel[] {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' })
  const wholeDay = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full' })
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' })
  const points = series[0]?.points ?? []
  return points.map((point) => {
    const at = new Date(point.at)
    if (bucket === 'day') return { short: day.format(at), whole: wholeDay.format(at) }
    const time = hour.format(at)
    return {
      short: time === '00:00' ? day.format(at) : time,
      whole: `${day.format(at)}, hour from ${time}`,
    }
  })
}
