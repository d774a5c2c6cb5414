import type { ColumnType } from './columns/column_types.ts'
import type { Column } from './records.ts'

type Guess = { type: ColumnType; header: RegExp; value?: RegExp }

// The first guess whose header matches wins; otherwise the first whose values match.
const guesses: Guess[] = [
  { type: 'email', header: /e[-_ ]?mail|邮箱|邮件/, value: /^\S+@\S+\.\w+$/ },
  {
    type: 'date',
    header: /birth|\bdob\b|^born|date|geburt|naiss|生日|出生|日期/,
    value: /^\d{4}([-/.年]\d{1,2}){2}\b|^\d{1,2}([-/.])\d{1,2}\2\d{4}$/,
  },
  { type: 'postcode', header: /post[-_ ]?code|postal|\bzip|^plz$|邮编|邮政编码/ },
  { type: 'phone', header: /phone|mobile|\btel|fax|手机|电话|联系方式/, value: /^(\+|0|\()[\d\s().-]{7,18}$|^1[3-9]\d{9}$/ },
  { type: 'gender', header: /gender|\bsex\b|geschlecht|性别/, value: /^(m|f|male|female|男|女)$/i },
  { type: 'text', header: /middle|maiden|nick|user[-_ ]?name|company|street|address|地址|公司/ },
  { type: 'name', header: /full[-_ ]?name|first.*(and|&|\+).*(sur|last)|姓名/ },
  { type: 'surname', header: /surname|last[-_ ]?name|family|^lname|nachname|^nom$|^姓$|姓氏/ },
  { type: 'given_name', header: /given|first[-_ ]?name|forename|^fname|vorname|prenom|^名$|名字/ },
  { type: 'city', header: /\bcity|town|suburb|locality|ville|^ort$|stadt|place|城市/ },
  { type: 'name', header: /name|客户|会员|昵称|收货人/ },
]

/** Guesses what a column holds, from its header or else its values; null if it cannot identify a person. */
export function guessColumn(header: string, values: readonly string[]): ColumnType | null {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '')
  const distinct = new Set(filled).size
  // Constant, or a record number.
  if (
    distinct < 2 ||
    (distinct === filled.length && filled.every((value) => /^[\d_-]+$/.test(value)) && /id$|key$|^no$|number|编号/i.test(header))
  )
    return null
  const name = header.trim().toLowerCase()
  // A place of birth also has 'birth' in its header.
  const fits = ({ type, header }: Guess) =>
    header.test(name) && (type !== 'date' || filled.filter((text) => /\d/.test(text)).length > 0.5 * filled.length)
  const byHeader = guesses.find(fits)
  if (byHeader) return byHeader.type
  const byValue = guesses.find(({ value }) => value && filled.filter((text) => value.test(text)).length > 0.8 * filled.length)
  return byValue?.type ?? 'text'
}

/** Drops redundant columns: a full name beside its parts would count twice. */
export function withoutRepeats(columns: Column[]): Column[] {
  const has = (wanted: ColumnType) => columns.some(({ type }) => type === wanted)
  return has('given_name') && has('surname') ? columns.filter(({ type }) => type !== 'name') : columns
}

/** If exactly two columns hold a `name`, types them as surname (by header, or else the second) and given name. */
export function splitNames(columns: Column[]): Column[] {
  const names = columns.filter(({ type }) => type === 'name')
  const [first, second, ...more] = names
  if (!first || !second || more.length > 0 || columns.some(({ type }) => type === 'given_name' || type === 'surname')) return columns
  const surname = names.find(({ name }) => guessColumn(name, ['a', 'b']) === 'surname') ?? second
  return columns.map((column) => (names.includes(column) ? { ...column, type: column === surname ? 'surname' : 'given_name' } : column))
}
