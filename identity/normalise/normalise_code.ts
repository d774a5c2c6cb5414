import { halfWidth, isMasked } from './half_width.ts'

/** A case-sensitive id assigned by a system: unionid, external_userid. */
export function normaliseId(value: string): string | null {
  const text = halfWidth(value)
  return text.length <= 128 && /^[\w.:-]*[^\W_][\w.:-]*$/.test(text) && !isBlank(text) && !/\*/.test(text) ? text : null
}

/** An openid with its app, as `<app_id>:<openid>`; an openid is unique only within its app. */
export function normaliseOpenid(value: string): string | null {
  const [app = '', openid = '', ...rest] = halfWidth(value).split(':')
  if (rest.length > 0) return null
  const parts = [normaliseId(app), normaliseId(openid)]
  return parts.includes(null) ? null : parts.join(':')
}

/** A device id in lower case; null if the device hides it (zeroes). */
export function normaliseDevice(value: string): string | null {
  return normaliseId(value)?.toLowerCase() ?? null
}

/** A card or member number in upper case, without separators. */
export function normaliseNumber(value: string): string | null {
  if (value.length > 64) return null
  const text = halfWidth(value)
    .replace(/[\s._/-]/g, '')
    .toUpperCase()
  return /^[\p{L}\p{N}]{3,40}$/u.test(text) && !isMasked(text) && !isBlank(text) ? text : null
}

/** One repeated character (`00000000-0000`), or a word that programs write for a missing value. */
const isBlank = (text: string) =>
  /^[0:.-]+$/.test(text) || /^(.)\1*$/.test(text) || /^(null|none|nan|undefined|unknown|true|false|n\/?a)$/i.test(text)
