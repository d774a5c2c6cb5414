import { halfWidth, isMasked } from './half_width.ts'

/** An email address in lower case, or null where it is masked or none. Dots and `+tags` stay: only some hosts ignore them. */
export function normaliseEmail(value: string): string | null {
  if (value.length > 254) return null
  // A Chinese keyboard writes its own full stop.
  const text = halfWidth(value).toLowerCase().replace(/。/g, '.')
  return /^[^\s@,;<>"']+@[^\s@,;<>"'.]+(\.[^\s@,;<>"'.]+)+$/.test(text) && !isMasked(text) ? text : null
}
