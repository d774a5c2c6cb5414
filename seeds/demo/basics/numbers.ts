import { isoDay, type Day } from './calendar.ts'

const stamps = new Map<Day, string>()

/** A day as `240611`, as numbers of documents begin. */
export function stampOf(day: Day): string {
  let stamp = stamps.get(day)
  if (stamp === undefined) stamps.set(day, (stamp = isoDay(day).slice(2).replaceAll('-', '')))
  return stamp
}

/** Gives out numbers of documents: the prefix, the day, and the number within the day. */
export function numbersOf(prefix: string, until: Day): (day: Day) => string {
  const counts = new Uint32Array(until + 1)
  return (day) => `${prefix}${stampOf(day)}${String(++counts[Math.min(day, until)]!).padStart(6, '0')}`
}
