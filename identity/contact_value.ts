import type { Compute } from 'memberhouse'
import { readJunk } from './normalise/junk.ts'
import { default_region, normalise } from './normalise/normalise.ts'

type Span = { account_key: string; type: string; value: string | null; starts_at: string }

/**
 * The phone and the email of each account by span of time. The input holds each state that a source ever sent, ordered by account, type and
 * time. The first state counts from the beginning: files hold only the last state of their period.
 */
const contactValues: Compute = async function* (inputs, { as_of }) {
  const settings = { default_region, as_of }
  const isJunk = await readJunk(inputs['junk']!)
  let span = null as Span | null
  for await (const [account_key, type, raw, changed_at] of inputs['state']!) {
    const read = normalise(type!, raw ?? '', settings)
    const value = read === null || isJunk(type!, read) ? null : read
    const isSame = span?.account_key === account_key && span?.type === type
    if (!isSame || span === null) {
      if (span !== null && span.value !== null) yield { ...span, ends_before: null }
      span = { account_key: account_key!, type: type!, value, starts_at: '-infinity' }
    } else if (value !== span.value) {
      if (span.value !== null && span.starts_at !== changed_at) yield { ...span, ends_before: changed_at }
      span = { ...span, value, starts_at: changed_at! }
    }
  }
  if (span !== null && span.value !== null) yield { ...span, ends_before: null }
}

export default contactValues
