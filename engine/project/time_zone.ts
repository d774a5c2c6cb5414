/** Whether this is the name of a time zone, such as `Asia/Shanghai`. An offset is no such name. */
export function isTimeZone(name: string): boolean {
  // An offset such as +08:00 has no summer time, and Postgres reads its sign the other way round.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
