import { halfWidth, isMasked } from './half_width.ts'

/** An email address in lower case; null if it is masked or invalid. Keeps dots and `+tags`: only some hosts ignore them. */
export function normaliseEmail(value: string): string | null {
  if (value.length > 254) return null
  // Chinese keyboards type 。 for a full stop.
  const text = halfWidth(value).toLowerCase().replace(/。/g, '.')
  return /^[^\s@,;<>"']+@[^\s@,;<>"'.]+(\.[^\s@,;<>"'.]+)+$/.test(text) && !isMasked(text) ? text : null
}
