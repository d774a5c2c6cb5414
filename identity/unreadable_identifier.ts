import type { Compute } from 'memberhouse'
import { halfWidth, isMasked } from './normalise/half_width.ts'
import { readJunk, type IsJunk } from './normalise/junk.ts'
import { default_region, normalise, ownType } from './normalise/normalise.ts'
import { isFiller } from './normalise/normalise_birthday.ts'
import { isStandIn } from './normalise/stand_in.ts'
import { withoutGuards } from './normalise/without_guards.ts'

type Counts = { value_count: number; masked_count: number; stand_in_count: number; placeholder_count: number; unreadable_count: number }

/** Counts the values of each source and type that dwd.identifier cannot use, by reason. It yields no value: values are personal. */
const unreadableIdentifiers: Compute = async function* (inputs, { as_of }) {
  const settings = { default_region, as_of }
  const isJunk = await readJunk(inputs['junk']!)
  const counts = new Map<string, { source: string; type: string } & Counts>()
  const countsOf = (source: string, type: string) => {
    const key = `${source} ${type}`
    const known = counts.get(key)
    if (known) return known
    const added = { source, type, value_count: 0, masked_count: 0, stand_in_count: 0, placeholder_count: 0, unreadable_count: 0 }
    counts.set(key, added)
    return added
  }
  for await (const [source, type, raw] of inputs['raw']!) {
    const row = countsOf(source!, type!)
    row.value_count++
    const value = normalise(type!, raw!, settings)
    if (value === null) row[reasonOf(type!, raw!, isJunk)]++
    else if (isJunk(ownType(type!), value)) row.placeholder_count++
  }
  yield* counts.values()
}

export default unreadableIdentifiers

const ids = new Set(['unionid', 'openid', 'external_userid', 'device_id', 'card_no', 'member_no'])
const sequence = '01234567890123456789'

/** Why a value cannot be read. */
function reasonOf(type: string, raw: string, isJunk: IsJunk): keyof Omit<Counts, 'value_count'> {
  if (isStandIn(type, withoutGuards(raw))) return 'stand_in_count'
  const text = withoutGuards(halfWidth(raw)).toLowerCase()
  const own = type === 'openid' ? text.replace(/^[^:]*:/, '') : text
  if (isMasked(own) || /\dx{3,}\d/.test(own)) return 'masked_count'
  const isPlaceholder =
    // Nothing but zeroes and punctuation; an id without a digit is a word, such as `pending`.
    !(ids.has(type) ? /[1-9]/ : /[\p{L}1-9]/u).test(own) ||
    /^-\d+$|^(\d)\1+$/.test(own) ||
    (/^\d{5,}$/.test(own) && sequence.includes(own)) ||
    (type === 'birthday' && isFiller(own.slice(0, 10))) ||
    isJunk('name', own)
  return isPlaceholder ? 'placeholder_count' : 'unreadable_count'
}
