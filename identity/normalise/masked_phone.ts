import { halfWidth } from './half_width.ts'
import { withoutGuards } from './without_guards.ts'

/**
 * Whether a phone agrees with the visible digits of a masked one, such as +8613812341234 with 138****1234. At least the first three and the
 * last four must be visible: then two phones agree by chance once in about 200,000 pairs.
 */
export function agreesWithMask(phone: string, masked: string): boolean {
  const text = halfWidth(withoutGuards(masked))
    .replace(/[\s()+-]/g, '')
    .replace(/^00(?=\d)/, '')
  const [, head, tail] = /^(\d{3,})[*•●×□█x]+(\d{4,})$/i.exec(text) ?? []
  if (head === undefined || tail === undefined) return false
  // A mask keeps the length of the phone, with or without the country code.
  const visible = phone.replace('+', '').slice(-text.length)
  return visible.length === text.length && visible.startsWith(head) && visible.endsWith(tail)
}
