import type { Compute } from 'memberhouse'
import { spokenWords } from './normalise/spoken_name.ts'
import { default_region, normalise } from './normalise/normalise.ts'

type Known = { type: string; value: string; source: string; first_seen_at: string; last_seen_at: string }

/** Writes each account's identifiers in one way; spellings that become the same are one. The input comes account by account. */
const identifiers: Compute = async function* (inputs, { as_of }) {
  const settings = { default_region, as_of }
  // A rule of a type that nobody writes would link nothing, and nobody would notice.
  for await (const [type] of inputs['rule']!) if (type !== 'spoken_name') normalise(type!, '', settings)
  const junk = new Map<string, RegExp[]>()
  for await (const [type, pattern] of inputs['junk']!) {
    const exactly = pattern!.startsWith('^') ? pattern! : `^${pattern!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`
    junk.set(type!, [...(junk.get(type!) ?? []), new RegExp(exactly, 'iu')])
  }
  let account: string | null = null
  let known = new Map<string, Known>()
  const rows = function* () {
    for (const row of known.values()) yield { account_key: account, ...row }
  }
  const keep = (row: Known) => {
    const key = `${row.type} ${row.value}`
    const before = known.get(key)
    if (!before) known.set(key, row)
    else {
      if (row.first_seen_at < before.first_seen_at) before.first_seen_at = row.first_seen_at
      if (row.last_seen_at > before.last_seen_at) before.last_seen_at = row.last_seen_at
    }
  }
  for await (const [account_key, type, raw, source, first_seen_at, last_seen_at] of inputs['raw']!) {
    if (account_key !== account) {
      yield* rows()
      known = new Map()
      account = account_key!
    }
    const value = normalise(type!, raw!, settings)
    if (value === null || junk.get(type!)?.some((pattern) => pattern.test(value))) continue
    const seen = { source: source!, first_seen_at: first_seen_at!, last_seen_at: last_seen_at! }
    keep({ type: type!, value, ...seen })
    const spoken = type === 'name' ? spokenName(value) : null
    if (spoken !== null) keep({ type: 'spoken_name', value: spoken, ...seen })
  }
  yield* rows()
}

export default identifiers

const spokenNames = new Map<string, string | null>()

/** How a name sounds: clerks write 周宇慧 for 周雨慧. Null for a surname alone, which is a name half written and no other one. */
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
