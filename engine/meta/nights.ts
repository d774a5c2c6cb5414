import { dayIn } from '../base/calendar_day.ts'

/** When nights start: a time of day in a time zone. */
export type NightTime = { at: string; time_zone: string }
export type Night = { nominal: Date; as_of: string }

const day = 86_400_000

/** Returns the nights with a nominal time after `from` and up to `to`. `as_of` is the day of that time in the business time zone. */
export function nightsBetween(time: NightTime, businessZone: string, from: Date, to: Date): Night[] {
  const nights: Night[] = []
  const last = dayIn(time.time_zone, to)
  for (let on = dayIn(time.time_zone, from); on <= last; on = nextDay(on)) {
    // A time that the change to summer time skips is computed with the offset before the change, so that the day has a night.
    const nominal = momentsOf(time, on)[0] ?? new Date(asUtc(time.at, on) - offsetAt(time.time_zone, asUtc(time.at, on) - day))
    if (nominal > from && nominal <= to) nights.push({ nominal, as_of: dayIn(businessZone, nominal) })
  }
  return nights
}

/** Returns the days, within some years from `from`, on which a clock change skips this time of day or repeats it. */
export function oddDays(time: NightTime, from: Date, years: number): { never: string[]; twice: string[] } {
  const odd = { never: [] as string[], twice: [] as string[] }
  const last = dayIn(time.time_zone, new Date(from.getTime() + years * 365.25 * day))
  for (let on = dayIn(time.time_zone, from); on <= last; on = nextDay(on)) {
    const { length } = momentsOf(time, on)
    if (length === 0) odd.never.push(on)
    if (length === 2) odd.twice.push(on)
  }
  return odd
}

/** Returns the moments of this time on this day: usually one; none when a clock change skips it, two when it repeats it. */
function momentsOf({ at, time_zone }: NightTime, on: string): Date[] {
  const wanted = asUtc(at, on)
  const offsets = new Set([offsetAt(time_zone, wanted - day), offsetAt(time_zone, wanted + day)])
  return [...offsets]
    .map((offset) => wanted - offset)
    .filter((moment) => moment + offsetAt(time_zone, moment) === wanted)
    .sort((one, other) => one - other)
    .map((moment) => new Date(moment))
}

const asUtc = (at: string, on: string): number => Date.parse(`${on}T${at}:00Z`)
const nextDay = (on: string): string => new Date(Date.parse(`${on}T00:00:00Z`) + day).toISOString().slice(0, 10)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Returns the UTC offset of a time zone at a moment, in milliseconds. */
function offsetAt(timeZone: string, moment: number): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    const two = '2-digit'
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    })
    clocks.set(timeZone, clock)
  }
  const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]))
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`) - moment
}
