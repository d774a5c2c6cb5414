import { halfWidth, isMasked } from './half_width.ts'

const label = /^(?:mailto ?:|e-?mail ?:|(?:电子)?(?:邮箱|邮件)(?:地址)? ?:) ?/iu

/**
 * An email address in lower case, also from `mailto:` and `Anna <anna@…>`; null if it is masked or invalid. Keeps dots and `+tags`: only some
 * hosts ignore them.
 */
export function normaliseEmail(value: string): string | null {
  if (value.length > 254) return null
  // Chinese keyboards type 。 for a full stop.
  const written = halfWidth(value).toLowerCase().replace(/。/g, '.').replace(label, '')
  const text = /^[^<>@]*<([^<>]+)>$/.exec(written)?.[1]?.trim() ?? written
  return /^[^\s@,;<>"']+@[^\s@,;<>"'.]+(\.[^\s@,;<>"'.]+)+$/.test(text) && !isMasked(text) ? text : null
}
