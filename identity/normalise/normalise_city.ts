import { halfWidth, isMasked } from './half_width.ts'

/** A city in lower case; a Chinese city without its province and the suffix 市. */
export function normaliseCity(value: string): string | null {
  if (value.length > 100) return null
  const text = halfWidth(value)
    .toLowerCase()
    .replace(/^(中国)?\p{Script=Han}{2,5}?(省|自治区) ?(?=\p{Script=Han}{2})/u, '')
    .replace(/(?<=\p{Script=Han}{2})市$/u, '')
  return /\p{L}/u.test(text) && !isMasked(text) ? text : null
}
