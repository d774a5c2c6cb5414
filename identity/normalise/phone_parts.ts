import { readNumber } from './read_number.ts'

const labels = [
  '(?:我的|联系|本人)?(?:手机|手機|电话|電話|移动电话|座机|固话|固定电话|联系方式|号码|號碼)(?:号码|號碼|号|號)?',
  'tel(?:ephone|efon)?|phone|mobile?|mob|cell(?:ular|phone)?(?: phone)?|handy|whatsapp|[☎📞📱☏]\ufe0f?',
  '[tmp](?=\\.? ?:)',
]
const label = new RegExp(`^(?:${labels.join('|')})(?:\\.? ?(?:no|nr|number))?\\.? ?[:#]? ?(?:\\/\\/)?(?=[+(\\d])`, 'iu')

/** The phone without a label in front: `tel:`, `电话：`. A fax keeps its label, and is no phone. */
export const withoutLabel = (text: string): string => text.replace(label, '')

/** The phones in one field. A slash after an area code, as in `0660/1234567`, separates no two phones. */
export function splitPhones(text: string): string[] {
  if (/^(?:\+|0)[\d ()-]{1,9}\/[\d -]{5,}$/.test(text)) return [text.replace('/', '')]
  return text.split(/[/\\、,，|]|;(?! ?ext)| 或 ?|或| or /iu).map((part) => part.trim())
}

const extension = /^(.*\d\)?) ?;? ?(?:(?:ext(?:ension)?|x|分机号?|分機|转|轉|内线)[. :=]*|# ?)(\d{1,7})$/iu
const chineseExtension = /^((?:(?:\+|00)?86[ -]?)?(?:1\d{10}|\(?0\d{2,3}\)?[ -]?\d{7,8}))-(\d{1,6})$/

/** The number and its extension: `021-62781234转801`, `13812340001-1234`. */
export function splitExtension(text: string, region: string): [number: string, extension: string | null] {
  const [, number, digits] = extension.exec(text) ?? (region === 'CN' ? chineseExtension.exec(text) : null) ?? []
  return number === undefined ? [text, null] : [number, digits!]
}

/** The number without separators; null if its dot is that of a decimal: `13912340402.5`. */
export function withoutSeparators(text: string): string | null {
  const compact = text.replace(/[\s()\u2010-\u2015-]/g, '')
  const isDecimal =
    /^\+?\d+\.0+$/.test(compact) || /^\+?\d{8,}\.\d+$/.test(compact) || /^\+?\d+\.\d{1,3}$/.test(compact) || /e\+?\d/i.test(compact)
  return (isDecimal ? readNumber(compact) : compact)?.replaceAll('.', '') ?? null
}
