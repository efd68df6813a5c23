import type { SeededChance } from '@jackfield/platform'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** How busy each hour of a day is, UTC, where people work from seven to five. */
const hours = [1, 1, 1, 1, 2, 4, 12, 34, 62, 78, 84, 70, 48, 66, 80, 76, 58, 34, 16, 9, 6, 4, 2, 1]

/** Moments from `from` to `to`, in order: more by day than by night, few at weekends, and more each week. */
export function moments(chance: SeededChance, count: number, from: Date, to: Date): Date[] {
  const slots = busyHours(from, to)
  const busy = slots.at(-1)?.upTo ?? 0
  return Array.from({ length: count }, () => {
    const point = chance.next() * busy
    const slot = slots.find(({ upTo }) => upTo > point)
    return new Date((slot?.at ?? from.getTime()) + Math.floor(chance.next() * HOUR_MS))
  })
    .filter((at) => at < to)
    .toSorted((one, other) => one.getTime() - other.getTime())
}

/** Each hour with how busy it and all before it are together. */
function busyHours(from: Date, to: Date): { at: number; upTo: number }[] {
  const slots = []
  let upTo = 0
  for (let at = from.getTime(); at < to.getTime(); at += HOUR_MS) {
    const [day, hour] = [new Date(at).getUTCDay(), new Date(at).getUTCHours()]
    const growth = 0.5 + (at - from.getTime()) / (to.getTime() - from.getTime())
    // No two days are alike, and each is the same at every start.
    const mood = 0.8 + 0.4 * Math.abs(Math.sin(Math.floor(at / DAY_MS) * 12.9898))
    upTo += (hours[hour] ?? 1) * growth * mood * (day === 0 ? 0.08 : day === 6 ? 0.14 : 1)
    slots.push({ at, upTo })
  }
  return slots
}
