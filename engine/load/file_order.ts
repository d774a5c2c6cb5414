const { compare } = new Intl.Collator('en', { numeric: true })

/** Compares names as people order them: numbers by their value, and `x.csv` before `x_2.csv`. */
export function compareNames(one: string, other: string): number {
  const stem = (name: string) => name.replace(/\.[^.]*(\.gz)?$/, '')
  return compare(stem(one), stem(other)) || compare(one, other)
}

/** Compares the names of two files by the dates in them, then as names. A name without a date comes before those with one. */
export function compareFiles(one: string, other: string): number {
  const [first, second] = [datedName(one), datedName(other)]
  if (first.day !== second.day) return first.day < second.day ? -1 : 1
  return compareNames(first.rest, second.rest)
}

const [year, month, day] = ['((?:19|20)\\d\\d)', '(0?[1-9]|1[0-2])', '(0?[1-9]|[12]\\d|3[01])']
// Without separators, only a time of four or six digits may follow: a longer number is no date.
const forms = [
  `${year}([-_. ])${month}\\2${day}(?!\\d)`,
  `${year}(年)${month}月${day}日`,
  `${year}()(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=(?:\\d{4}(?:\\d\\d)?)?(?!\\d))`,
].map((form) => new RegExp(`(?<!\\d)${form}`))

// With the year last, the day comes first, unless only the month can.
const yearLast = new RegExp(`(?<!\\d)(0?[1-9]|[12]\\d|3[01])([-_. ])(0?[1-9]|[12]\\d|3[01])\\2${year}(?!\\d)`)

/** Whether a name has a date. */
export const hasDate = (name: string): boolean => datedName(name).day !== ''

const monthForm = new RegExp(`(?<!\\d)${year}[-_. ]?(0[1-9]|1[0-2])(?!\\d)`)

/** The day that a name says, or the first day of the month; null if it says neither. */
export function periodOf(name: string): { starts_on: string; period: 'day' | 'month' } | null {
  const { day } = datedName(name)
  if (day !== '') return { starts_on: day, period: 'day' }
  const [found, year, month] = monthForm.exec(name) ?? []
  return found ? { starts_on: `${year}-${month}-01`, period: 'month' } : null
}

/** The first date in a name, as YYYY-MM-DD or empty, and the name without it: a time behind the date is compared as a part of the name. */
function datedName(name: string): { day: string; rest: string } {
  const found = (date: string, ...[year, month, day]: string[]) => ({
    day: `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`,
    rest: name.replace(date, ' '),
  })
  for (const form of forms) {
    const [date, year, , month, day] = form.exec(name) ?? []
    if (date) return found(date, year!, month!, day!)
  }
  const [date, first, , second, year] = yearLast.exec(name) ?? []
  if (date && Number(second) <= 12) return found(date, year!, second!, first!)
  if (date && Number(first) <= 12) return found(date, year!, first!, second!)
  return { day: '', rest: name }
}
