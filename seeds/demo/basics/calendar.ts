/** Days since 2024-01-01 in the time zone of the business; negative before. */
export type Day = number
/** Seconds since 1970-01-01 UTC. */
export type Moment = number

// Asia/Shanghai has had one offset since 1991.
const offset = 8 * 3600
const firstDay = Date.UTC(2024, 0, 1) / 86_400_000
// Cache of days as text; the offset leaves room for birthdays.
const isoDays = new Array<string>(50_000)
const earliestDay = -40_000

/** The first moment of a day. */
export const startOf = (day: Day): Moment => (firstDay + day) * 86_400 - offset

/** The day that contains a moment. */
export const dayOf = (moment: Moment): Day => Math.floor((moment + offset) / 86_400) - firstDay

/** Parses `2024-01-01` into a day. */
export const dayFrom = (iso: string): Day => Date.parse(`${iso}T00:00:00Z`) / 86_400_000 - firstDay

/** Formats a day as `2024-01-01`. */
export function isoDay(day: Day): string {
  return (isoDays[day - earliestDay] ??= new Date((firstDay + day) * 86_400_000).toISOString().slice(0, 10))
}

/** The month of a day as `2024-01`. */
export const monthOf = (day: Day): string => isoDay(day).slice(0, 7)

/** The day of the week, 0 for Monday. */
export const weekday = (day: Day): number => ((day % 7) + 7) % 7

const twoDigits = (n: number) => (n < 10 ? `0${n}` : `${n}`)

function clockTime(moment: Moment): string {
  const second = (((Math.floor(moment) + offset) % 86_400) + 86_400) % 86_400
  return `${twoDigits(Math.floor(second / 3600))}:${twoDigits(Math.floor(second / 60) % 60)}:${twoDigits(second % 60)}`
}

/** A moment in local time without a zone, as `2024-01-01 08:30:00`. */
export const localTime = (moment: Moment): string => `${isoDay(dayOf(moment))} ${clockTime(moment)}`

/** A moment with its zone, as `2024-01-01T08:30:00+08:00`. */
export const zonedTime = (moment: Moment): string => `${isoDay(dayOf(moment))}T${clockTime(moment)}+08:00`
