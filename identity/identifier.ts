import type { Compute } from 'memberhouse'
import { agreesWithMask } from './normalise/masked_phone.ts'
import { spokenWords } from './normalise/spoken_name.ts'
import { attributes, readJunk } from './normalise/junk.ts'
import { default_region, normalise, ownType } from './normalise/normalise.ts'

type Identifier = { type: string; value: string; source: string; first_seen_at: string; last_seen_at: string; is_junk: boolean }

/** Normalises the identifiers of each account and merges spellings of the same value. The input is ordered by account. */
const identifiers: Compute = async function* (inputs, { as_of }) {
  const settings = { default_region, as_of }
  // Fail early: a rule for an unknown type would silently link nothing.
  for await (const [type] of inputs['rule']!) if (type !== 'spoken_name') normalise(type!, '', settings)
  const isJunk = await readJunk(inputs['junk']!)

  const rowsOf = function* (account_key: string | null, seen: Identifier[], phones: string[]) {
    const receivers = seen.filter(({ type }) => type === 'receiver_phone').map(({ value }) => value)
    const own = receivers.filter((value) => phones.some((phone) => isSame(value, phone)))
    const found = new Map<string, Identifier>()
    const add = (row: Identifier) => {
      const key = `${row.type} ${row.value}`
      const before = found.get(key)
      if (!before) found.set(key, row)
      else {
        if (row.first_seen_at < before.first_seen_at) before.first_seen_at = row.first_seen_at
        if (row.last_seen_at > before.last_seen_at) before.last_seen_at = row.last_seen_at
      }
    }
    for (const row of seen) {
      // The receiver's name is that of the account's holder only if no parcel may have gone to another person.
      if (row.type === 'receiver_phone' ? own.includes(row.value) : own.length > 0 && own.length === receivers.length)
        row.type = ownType(row.type)
      add(row)
      const spoken = row.type === 'name' ? spokenName(row.value) : null
      if (spoken !== null) add({ ...row, type: 'spoken_name', value: spoken })
    }
    for (const row of found.values()) yield { account_key, ...row }
  }
  const isSame = (phone: string, written: string) => normalise('phone', written, settings) === phone || agreesWithMask(phone, written)

  let account: string | null = null
  let [seen, phones]: [Identifier[], string[]] = [[], []]
  for await (const [account_key, type, raw, source, first_seen_at, last_seen_at] of inputs['raw']!) {
    if (account_key !== account) {
      yield* rowsOf(account, seen, phones)
      account = account_key!
      ;[seen, phones] = [[], []]
    }
    if (type === 'phone') phones.push(raw!)
    const value = normalise(type!, raw!, settings)
    if (value === null) continue
    const is_junk = isJunk(ownType(type!), value)
    if (is_junk && attributes.has(ownType(type!))) continue
    seen.push({ type: type!, value, source: source!, first_seen_at: first_seen_at!, last_seen_at: last_seen_at!, is_junk })
  }
  yield* rowsOf(account, seen, phones)
}

export default identifiers

const spokenNames = new Map<string, string | null>()

/** How a name sounds: clerks write 周宇慧 for 周雨慧. Null for a surname alone, which may be the start of any name. */
function spokenName(name: string): string | null {
  let spoken = spokenNames.get(name)
  if (spoken === undefined) {
    const words = spokenWords(name)
    spoken = words.length < 2 ? null : words.join(' ')
    if (spokenNames.size > 1_000_000) spokenNames.clear()
    spokenNames.set(name, spoken)
  }
  return spoken
}
