import { isoDay, type Day } from './calendar.ts'

const stamps = new Map<Day, string>()

/** Formats a day as `240611`; document numbers begin with it. */
export function stampOf(day: Day): string {
  let stamp = stamps.get(day)
  if (stamp === undefined) stamps.set(day, (stamp = isoDay(day).slice(2).replaceAll('-', '')))
  return stamp
}

/** A sequence of document numbers: prefix, day, and a counter that restarts each day. */
export function documentNumbers(prefix: string, until: Day): (day: Day) => string {
  const counts = new Uint32Array(until + 1)
  return (day) => `${prefix}${stampOf(day)}${String(++counts[Math.min(day, until)]!).padStart(6, '0')}`
}
