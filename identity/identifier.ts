import type { Compute } from 'memberhouse'
import { spokenWords } from './normalise/spoken_name.ts'
import { attributes, readJunk } from './normalise/junk.ts'
import { default_region, normalise } from './normalise/normalise.ts'

type Identifier = { type: string; value: string; source: string; first_seen_at: string; last_seen_at: string; is_junk: boolean }

/** Normalises the identifiers of each account and merges spellings of the same value. The input is ordered by account. */
const identifiers: Compute = async function* (inputs, { as_of }) {
  const settings = { default_region, as_of }
  // Fail early: a rule for an unknown type would silently link nothing.
  for await (const [type] of inputs['rule']!) if (type !== 'spoken_name') normalise(type!, '', settings)
  const isJunk = await readJunk(inputs['junk']!)
  let account: string | null = null
  let found = new Map<string, Identifier>()
  const rows = function* () {
    for (const row of found.values()) yield { account_key: account, ...row }
  }
  const add = (row: Identifier) => {
    const key = `${row.type} ${row.value}`
    const before = found.get(key)
    if (!before) found.set(key, row)
    else {
      if (row.first_seen_at < before.first_seen_at) before.first_seen_at = row.first_seen_at
      if (row.last_seen_at > before.last_seen_at) before.last_seen_at = row.last_seen_at
    }
  }
  for await (const [account_key, type, raw, source, first_seen_at, last_seen_at] of inputs['raw']!) {
    if (account_key !== account) {
      yield* rows()
      found = new Map()
      account = account_key!
    }
    const value = normalise(type!, raw!, settings)
    if (value === null) continue
    const is_junk = isJunk(type!, value)
    if (is_junk && attributes.has(type!)) continue
    const seen = { source: source!, first_seen_at: first_seen_at!, last_seen_at: last_seen_at!, is_junk }
    add({ type: type!, value, ...seen })
    const spoken = type === 'name' ? spokenName(value) : null
    if (spoken !== null) add({ type: 'spoken_name', value: spoken, ...seen })
  }
  yield* rows()
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
