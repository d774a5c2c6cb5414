import { halfWidth, isMasked } from './half_width.ts'

// 王某 is 王 with a hidden given name.
const titleAfter = /[ ,，]*(先生|女士|小姐|太太|夫人|阿姨|某{1,2})$/u
const titleBefore = /^(mr|mrs|ms|miss|dr)(\.| ) */
// A remark of a clerk, such as 王芳（员工）; only behind a Chinese name, where nothing else stands in brackets.
const remark = /(?<=\p{Script=Han}) *\([^()]*\)$/u
const han = /\p{Script=Han}/u

/** A person's name in lower case, without titles and without spaces between Chinese characters. Null if it is masked. */
export function normaliseName(value: string): string | null {
  if (value.length > 200) return null
  let text = halfWidth(value).toLowerCase().replace(titleBefore, '')
  if (han.test(text))
    text = text
      .replace(remark, '')
      .replace(titleAfter, '')
      .replace(/(?<=\p{Script=Han})[ ·•・](?=\p{Script=Han})/gu, '')
  text = text.replace(/[’‘`´]/g, "'").replace(/^[\s.,;:'"“”-]+|[\s.,;:'"“”-]+$/g, '')
  return /\p{L}/u.test(text) && !isMasked(text) ? text : null
}
