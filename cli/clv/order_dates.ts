import { UsageError } from '../../engine/base/errors.ts'

type Form = { pattern: RegExp; order: 'ymd' | 'dmy' | 'mdy' }

// A time may follow, and is not read: orders are counted by day.
const time = String.raw`(?:[T ].*)?$`
const year_first: Form[] = [
  { pattern: new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}`), order: 'ymd' },
  { pattern: new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${time}`), order: 'ymd' },
  { pattern: new RegExp(String.raw`^(\d{4})年(\d{1,2})月(\d{1,2})日${time}`), order: 'ymd' },
]
const year_last = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${time}`)

/** The number of the day since 1970-01-01 that a text begins with, or null. */
export function readDay(text: string, { pattern, order }: Form): number | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const parts = Object.fromEntries([...order].map((part, place) => [part, Number(match[place + 1])]))
  const [year, month, day] = [parts['y']!, parts['m']!, parts['d']!]
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = year >= 1900 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.getTime() / 86_400_000 : null
}

/** The day as in 2026-05-31. */
export const showDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/**
 * Finds the form in which a file writes its dates: with the year first; or day/month/year or month/day/year, whichever fits all of them.
 * Throws if both do.
 */
export function formOf(texts: readonly string[], column: string): (text: string) => number | null {
  const dated = texts.filter((text) => year_last.test(text))
  const first = (text: string) => {
    for (const form of year_first) {
      const day = readDay(text, form)
      if (day !== null) return day
    }
    return null
  }
  if (dated.length === 0) return first
  const forms: Form[] = [
    { pattern: year_last, order: 'dmy' },
    { pattern: year_last, order: 'mdy' },
  ]
  const unread = forms.map((form) => dated.filter((text) => readDay(text, form) === null).length)
  if (unread[0] === unread[1])
    throw new UsageError(`--date: '${dated[0]}' in column '${column}' can be day/month/year or month/day/year`, {
      hint: 'Write the dates as 2026-05-31.',
    })
  const form = forms[unread[0]! < unread[1]! ? 0 : 1]!
  return (text) => first(text) ?? readDay(text, form)
}
