import type { Command } from 'commander'
import { parseNumber } from '../arguments.ts'

type Pair = {
  probability: number
  account: string
  other: string
  one_id: number
  other_one_id: number
  because: string
  weights: Record<string, number>
}

/** Adds `review` to `memberhouse identity`. */
export function addReview(identity: Command): void {
  identity
    .command('review')
    .description('list pairs of accounts that may be one person and need a decision, the most probable first')
    .option('--limit <count>', 'how many pairs to list', '20')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse identity review --limit 5\n')
    .action(async (options: { limit: string; json?: boolean }) => {
      const limit = parseNumber('--limit', options.limit)
      const { withWarehouse } = await import('../warehouse.ts')
      const { readRows } = await import('./find_accounts.ts')
      const { formatTable } = await import('../../engine/base/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const pairs = await readRows<Pair & { waiting: number }>(database, waiting, [limit])
        if (options.json) {
          console.log(
            JSON.stringify(
              pairs.map(({ waiting: _, ...pair }) => pair),
              null,
              2,
            ),
          )
          return
        }
        if (pairs.length === 0) {
          console.log('Nothing to review: no two members are alike with a probability of 0.5 or more.')
          return
        }
        const rows = pairs.map(({ probability, account, other, one_id, other_one_id, because, weights }) => [
          ...[probability.toFixed(3), account, one_id, other, other_one_id, because],
          Object.entries(weights)
            .map(([name, weight]) => `${name} ${weight > 0 ? '+' : ''}${weight}`)
            .join(' '),
        ])
        console.log(formatTable(['probability', 'account', 'member', 'other', 'member', 'not joined because', 'weights in bits'], rows))
        console.log(`\n${pairs.length} of ${pairs[0]!.waiting}. See why, then decide:`)
        console.log(`  memberhouse identity why ${pairs[0]!.account} ${pairs[0]!.other}`)
        console.log(`  memberhouse identity link ${pairs[0]!.account} ${pairs[0]!.other} --reason "…"   or: unlink`)
      })
    })
}

// The most probable pair represents its two members. After a decision about any of their accounts, none of their pairs needs review.
const waiting = `
    with decided as (
        select one.one_id, other.one_id as other_one_id
        from dwd.account_decision as decision
        inner join dwd.one_id_map as one on one.account_key in (decision.account_key, decision.other_account_key)
        inner join dwd.one_id_map as other on other.account_key in (decision.account_key, decision.other_account_key)
    ),
    open_pair as (
        select distinct on (least(one.one_id, other.one_id), greatest(one.one_id, other.one_id))
            pair.probability, pair.account_key, pair.other_account_key, one.one_id, other.one_id as other_one_id, pair.weights
        from dwd.identity_pair as pair
        inner join dwd.one_id_map as one on one.account_key = pair.account_key
        inner join dwd.one_id_map as other on other.account_key = pair.other_account_key
        where one.one_id <> other.one_id and (one.one_id, other.one_id) not in (select one_id, other_one_id from decided)
        order by least(one.one_id, other.one_id), greatest(one.one_id, other.one_id), pair.probability desc, pair.account_key, pair.other_account_key
    ),
    first_pair as (
        select open_pair.*, count(*) over () as waiting from open_pair
        order by probability desc, account_key, other_account_key
        limit $1
    )
    select first_pair.probability, account.source || ':' || account.source_account_id as account, first_pair.one_id,
        other.source || ':' || other.source_account_id as other, first_pair.other_one_id, first_pair.weights, first_pair.waiting,
        coalesce(stop.reason, 'it is uncertain') as because
    from first_pair
    left join dwd.identity_pair_stop as stop
        on stop.account_key = first_pair.account_key and stop.other_account_key = first_pair.other_account_key
    inner join dwd.account as account on account.account_key = first_pair.account_key
    inner join dwd.account as other on other.account_key = first_pair.other_account_key
    order by first_pair.probability desc, first_pair.account_key, first_pair.other_account_key`
