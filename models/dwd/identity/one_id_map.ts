import { bigint, computed, defineModel } from 'memberhouse'

const parameter = (name: string) =>
  `(select value from dwd.parameter_span where name = '${name}' and business_line = '*'
      and starts_on < warehouse.as_of() and warehouse.as_of() <= ends_before)`

export default defineModel({
  name: 'dwd.one_id_map',
  grain: ['account_key'],
  indexes: [['one_id']],
  kind: computed('identity/one_id_map.ts', { store: 'changes', gives: 'changes', heavy: true }),
  remembers: true,
  doc:
    'The member of each account. Facts reach members only through this map. Ids are stable: a rebuild, a full refresh or reloaded history ' +
    'changes none, and a rollback never frees an id for another person.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    one_id: bigint('The member that the account belongs to.'),
  },
  // {rows} has only the changes of this run, including accounts that are gone; unchanged rows are in {published}.
  audits: [
    {
      name: 'too many members merged, split or moved',
      severity: 'gate',
      failing: `with moving as (
          select changed.account_key, published.one_id as previous_one_id, changed.one_id as new_one_id
          from {rows} as changed inner join {published} as published on published.account_key = changed.account_key
          where published.one_id <> changed.one_id
      ),
      moved as (
          select previous_one_id, new_one_id, count(*) as account_count from moving group by previous_one_id, new_one_id
      ),
      moved_members as (
          select count(distinct previous_one_id) as member_count from moved
      ),
      -- Counts all members only if needed: that takes two seconds for five million accounts.
      allowed as (
          select case
              when moved_members.member_count <= minimum.member_count then minimum.member_count
              else greatest(minimum.member_count,
                  ${parameter('identity_moved_member_rate')} * (select count(distinct one_id) from {published} as published))
          end as member_count
          from moved_members cross join (select ${parameter('identity_moved_member_count')} as member_count) as minimum
      )
      select
          moved_members.member_count as members_moved, round(allowed.member_count) as allowed_count,
          moved.previous_one_id, moved.new_one_id, moved.account_count,
          (
              select string_agg(distinct tie, ', ')
              from (
                  select
                      coalesce(edge.type || ' and ' || edge.agreeing_type, edge.type) as tie,
                      moving.previous_one_id, moving.new_one_id, other.account_key
                  from moving
                  inner join dwd.identity_edge as edge on edge.account_key = moving.account_key
                  inner join dwd.identity_edge as other on other.value_key = edge.value_key
                  union all
                  select
                      coalesce('a ' || (tie.evidence ->> 'action'), tie.evidence ->> 'type') as tie,
                      moving.previous_one_id, moving.new_one_id, tie.other_account_key as account_key
                  from moving inner join dwd.account_tie as tie on tie.account_key = moving.account_key
              ) as linked
              left join {rows} as changed on changed.account_key = linked.account_key
              left join {published} as before on before.account_key = linked.account_key
              where linked.previous_one_id = moved.previous_one_id and linked.new_one_id = moved.new_one_id
                  and coalesce(changed.one_id, before.one_id) = moved.new_one_id and before.one_id is distinct from moved.previous_one_id
          ) as evidence
      from moved cross join allowed cross join moved_members
      where moved_members.member_count > allowed.member_count
      order by moved.account_count desc, moved.previous_one_id`,
    },
    {
      name: 'members with too many accounts',
      severity: 'gate',
      failing: `with gained as (
          select changed.one_id, count(*) as account_count
          from {rows} as changed inner join dwd.account as account on account.account_key = changed.account_key
          group by changed.one_id
      ),
      before as (
          select published.one_id, count(*) as account_count, count(account.account_key) filter (where changed.account_key is null) as kept_count
          from {published} as published
          left join {rows} as changed on changed.account_key = published.account_key
          left join dwd.account as account on account.account_key = published.account_key
          where published.one_id in (select one_id from gained)
          group by published.one_id
      ),
      grown as (
          select gained.one_id, coalesce(before.account_count, 0) as accounts_before,
              gained.account_count + coalesce(before.kept_count, 0) as account_count
          from gained left join before on before.one_id = gained.one_id
      )
      select grown.*, allowed.account_count as allowed_count
      from grown cross join (select ${parameter('identity_grown_member_count')} as account_count) as allowed
      where grown.account_count > greatest(allowed.account_count, grown.accounts_before)
      order by grown.account_count desc, grown.one_id`,
    },
  ],
})
