import { halfWidth } from './half_width.ts'
import { readNumber } from './read_number.ts'

// WeChat writes 1 and 2, and 0 for unknown.
const words: Record<string, 'f' | 'm'> = {
  ...{ f: 'f', female: 'f', woman: 'f', 女: 'f', 女性: 'f', 女士: 'f', 小姐: 'f', '2': 'f' },
  ...{ m: 'm', male: 'm', man: 'm', 男: 'm', 男性: 'm', 先生: 'm', '1': 'm' },
}

/** `f` or `m`; null if unknown. */
export function normaliseGender(value: string): 'f' | 'm' | null {
  const word = readNumber(halfWidth(value))?.toLowerCase() ?? ''
  return Object.hasOwn(words, word) ? words[word]! : null
}
