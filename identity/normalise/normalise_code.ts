import { halfWidth, isMasked } from './half_width.ts'
import { readNumber } from './read_number.ts'

/** A case-sensitive id assigned by a system: unionid, external_userid. Null for a word, such as `not_set`. */
export function normaliseId(value: string): string | null {
  const text = readId(value)
  return text === null || isWord(text) ? null : text
}

/** An openid with its app, as `<app_id>:<openid>`; an openid is unique only within its app. */
export function normaliseOpenid(value: string): string | null {
  const [app = '', openid = '', ...rest] = halfWidth(value).split(':')
  if (rest.length > 0) return null
  const parts = [readId(app), normaliseId(openid)]
  return parts.includes(null) ? null : parts.join(':')
}

/** A device id in lower case; null if the device hides it (zeroes). */
export function normaliseDevice(value: string): string | null {
  return normaliseId(value)?.toLowerCase() ?? null
}

/** A card or member number in upper case, without spaces and dashes. A dot is no separator: without it, `50001.0` would be card 500010. */
export function normaliseNumber(value: string): string | null {
  if (value.length > 64) return null
  const written = halfWidth(value).replace(label, '')
  const number = isNegative(written) ? null : readNumber(written)
  const text = number?.replace(/[\s_-]/g, '').toUpperCase() ?? ''
  return /^[\p{L}\p{N}]{3,40}$/u.test(text) && /\p{N}/u.test(text) && !isMasked(text) && !isBlank(text) ? text : null
}

const label = /^(?:(?:会员)?卡号|会员(?:编号|号)|card(?: ?no)?\.?|member(?: ?no)?\.?|no\.?) ?[:#] ?/iu

function readId(value: string): string | null {
  const written = halfWidth(value)
  const text = isNegative(written) ? null : readNumber(written)
  return text !== null && text.length <= 128 && /^[\w.:-]*[^\W_][\w.:-]*$/.test(text) && !isBlank(text) ? text : null
}

const isNegative = (text: string) => /^[-\u2010-\u2015\u2212] ?\d/.test(text)

/** One repeated character (`00000000-0000`), zeroes behind letters (`M00000`), or a word that programs write for a missing value. */
const isBlank = (text: string) =>
  /^[0:.-]+$/.test(text) ||
  /^\p{L}+0{3,}$/u.test(text) ||
  /^(.)\1*$/.test(text) ||
  /^\p{L}(.)\1{9,}$/u.test(text) ||
  /^(null|none|nan|undefined|unknown|true|false|n\/?a)$/i.test(text)

/** Only letters, where ids have digits. One in fifty ids of 28 random letters and digits has no digit either, but both cases. */
function isWord(text: string): boolean {
  const letters = text.replace(/[_.:-]/g, '')
  if (/\d/.test(letters)) return false
  return letters.length < 20 || letters === letters.toLowerCase() || letters === letters.toUpperCase()
}
