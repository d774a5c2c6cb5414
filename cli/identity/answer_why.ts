import type { Database } from '../../engine/postgres/database.ts'
import { shortestChain } from '../../identity/resolve/shortest_chain.ts'
import { readRows, type FoundAccount } from './find_accounts.ts'
import { decisionsBetween, type PersonDecision } from './read_decisions.ts'

/** What ties two accounts of one member: a value that both carry, a person's decision, or similarity. */
export type Evidence = {
  one: string
  other: string
  by: 'value' | 'person' | 'similarity'
  type?: string
  value?: string
  agreeing_type?: string
  agreeing_value?: string
  reason?: string
  probability?: number
  weights?: Record<string, number>
}

/** What keeps two accounts apart; `tie` is the most alike pair of accounts of the two members. */
export type Obstacle = { by: string; detail: string; tie?: Evidence }

/** Why two accounts are one member or not; `overruled` are decisions that newer ones override. */
export type Answer = { one_id: number; other_one_id: number; chain: Evidence[]; obstacles: Obstacle[]; overruled: PersonDecision[] }

/** Finds the chain of evidence between two accounts of one member, or the obstacles between two members. */
export async function answerWhy(database: Database, one: FoundAccount, other: FoundAccount): Promise<Answer> {
  const [one_id, other_one_id] = [one.one_id, other.one_id]
  const chain = one_id === other_one_id ? shortestChain(await tiesWithin(database, one_id), nameOf(one), nameOf(other)) : []
  const obstacles =
    one_id === other_one_id ? [] : [...(await obstaclesBetween(database, one, other)), ...(await similarityBetween(database, one, other))]
  const decisions = await decisionsBetween(database, one_id, other_one_id)
  return { one_id, other_one_id, chain: chain ?? [], obstacles, overruled: decisions.filter(({ holds }) => !holds) }
}

const nameOf = ({ source, source_account_id }: FoundAccount) => `${source}:${source_account_id}`
const named = (alias: string) => `${alias}.source || ':' || ${alias}.source_account_id`

const tiesWithin = (database: Database, one_id: number): Promise<Evidence[]> =>
  readRows<Evidence>(
    database,
    `with member as (
         select account.* from dwd.account as account
         inner join dwd.one_id_map as map on map.account_key = account.account_key where map.one_id = $1
     ),
     edges as (
         select member.account_key, ${named('member')} as name, edge.value_key, edge.rule, edge.type, edge.value, edge.agreeing_type, edge.agreeing_value
         from dwd.identity_edge as edge inner join member on member.account_key = edge.account_key
     )
     select one.name as one, other.name as other, 'value' as by, one.type, one.value, one.agreeing_type, one.agreeing_value,
         null as reason, null::double precision as probability, null::jsonb as weights, one.rule as place
     from edges as one inner join edges as other on other.value_key = one.value_key and one.account_key < other.account_key
     union all
     select ${named('one')}, ${named('other')}, 'person', null, null, null, null, decision.decided_by || ': ' || decision.reason, null, null, -1
     from dwd.account_decision as decision
     inner join member as one on one.account_key = decision.account_key
     inner join member as other on other.account_key = decision.other_account_key
     where decision.is_link
     union all
     select ${named('one')}, ${named('other')}, 'similarity', null, null, null, null, null, pair.probability, pair.weights, 1000
     from dwd.identity_pair as pair
     inner join member as one on one.account_key = pair.account_key
     inner join member as other on other.account_key = pair.other_account_key
     where pair.may_join
     order by place, one, other`,
    [one_id],
  )

const obstaclesBetween = (database: Database, one: FoundAccount, other: FoundAccount): Promise<Obstacle[]> =>
  readRows<Obstacle>(
    database,
    `with sides as (
         select account_key, one_id from dwd.one_id_map where one_id in ($1, $2)
     ),
     shared as (
         select distinct mine.type, mine.value
         from dwd.identifier as mine
         inner join sides as my on my.account_key = mine.account_key and my.one_id = $1
         inner join dwd.identifier as theirs on theirs.type = mine.type and theirs.value = mine.value
         inner join sides as their on their.account_key = theirs.account_key and their.one_id = $2
         inner join dwd.match_rule as rule on rule.type = mine.type
     )
     select 'person' as by, decided_by || ' decided on ' || decided_at::date || ' that they are two persons: ' || reason as detail
     from dwd.account_decision
     inner join sides as one on one.account_key = account_decision.account_key
     inner join sides as other on other.account_key = account_decision.other_account_key and other.one_id <> one.one_id
     where not is_link
     union all
     select 'blocked', 'both members have ' || shared.type || ' ' || shared.value || ', which is blocked (' || block.guard || '): ' || block.reason
     from shared inner join dwd.identifier_block as block on block.type = shared.type and block.value = shared.value
     union all
     select distinct stop.guard, 'both members have ' || edge.type || ' ' || edge.value || ', but ' || stop.reason
     from dwd.identity_stop as stop
     inner join sides on sides.account_key = stop.account_key
     inner join dwd.identity_edge as edge on edge.account_key = stop.account_key and edge.value_key = stop.value_key
     inner join shared on shared.type = edge.type and shared.value = edge.value
     union all
     select 'weak', 'both members have ' || shared.type || ' ' || shared.value
         || ', which links only if another attribute agrees too (dwd.agreeing_attribute)'
     from shared
     where not exists (select from dwd.identifier_block as block where block.type = shared.type and block.value = shared.value)
         and not exists (
             select from dwd.identity_edge as edge inner join sides on sides.account_key = edge.account_key
             where edge.type = shared.type and edge.value = shared.value and edge.agreeing_type is null
         )
     union all
     select 'recycled', 'both members have phone ' || shared.value
         || ', but nobody used it for a long time in between (dwd.recycled_phone): it links only if another attribute agrees too'
     from shared
     where shared.type = 'phone' and exists (
         select from dwd.recycled_phone as recycled inner join sides on sides.account_key = recycled.account_key
         where recycled.value = shared.value
         having count(distinct recycled.holder) > 1
     )`,
    [one.one_id, other.one_id],
  )

/** The most alike pair of accounts of two members, and why it did not join them. */
async function similarityBetween(database: Database, one: FoundAccount, other: FoundAccount): Promise<Obstacle[]> {
  const [pair] = await readRows<Evidence & { guard: string | null; reason: string | null }>(
    database,
    `with sides as (
         select map.account_key, map.one_id, ${named('account')} as name
         from dwd.one_id_map as map inner join dwd.account as account on account.account_key = map.account_key
         where map.one_id in ($1, $2)
     )
     select one.name as one, other.name as other, 'similarity' as by, pair.probability, pair.weights, stop.guard, stop.reason
     from dwd.identity_pair as pair
     inner join sides as one on one.account_key = pair.account_key
     inner join sides as other on other.account_key = pair.other_account_key and other.one_id <> one.one_id
     left join dwd.identity_pair_stop as stop on stop.account_key = pair.account_key and stop.other_account_key = pair.other_account_key
     order by pair.probability desc, pair.account_key, pair.other_account_key
     limit 1`,
    [one.one_id, other.one_id],
  )
  if (!pair) return []
  const { guard, reason, ...tie } = pair
  const review = guard === null || guard === 'names' ? ': memberhouse identity review' : ''
  return [{ by: 'similarity', detail: `${reason === null ? 'less than the 0.99 needed to join' : `but ${reason}`}${review}`, tie }]
}
