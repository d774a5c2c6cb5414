import type { Compute } from 'memberhouse'
import { normalise } from './normalise.ts'

const default_region = 'CN'

type Known = { type: string; value: string; source: string; first_seen_at: string; last_seen_at: string }

/** Writes each account's identifiers in one way; spellings that become the same are one. The input comes account by account. */
const identifiers: Compute = async function* (inputs, { as_of }) {
  const settings = { default_region, as_of }
  let account: string | null = null
  let known = new Map<string, Known>()
  const rows = function* () {
    for (const row of known.values()) yield { account_key: account, ...row }
  }
  for await (const [account_key, type, raw, source, first_seen_at, last_seen_at] of inputs['raw']!) {
    if (account_key !== account) {
      yield* rows()
      known = new Map()
      account = account_key!
    }
    const value = normalise(type!, raw!, settings)
    if (value === null) continue
    const key = `${type!} ${value}`
    const before = known.get(key)
    if (!before) known.set(key, { type: type!, value, source: source!, first_seen_at: first_seen_at!, last_seen_at: last_seen_at! })
    else {
      if (first_seen_at! < before.first_seen_at) before.first_seen_at = first_seen_at!
      if (last_seen_at! > before.last_seen_at) before.last_seen_at = last_seen_at!
    }
  }
  yield* rows()
}

export default identifiers
