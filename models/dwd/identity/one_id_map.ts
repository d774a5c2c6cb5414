import { bigint, computed, defineModel } from 'memberhouse'

const parameter = (name: string) =>
  `(select value from dwd.parameter_span where name = '${name}' and business_line = '*'
      and starts_on < warehouse.as_of() and warehouse.as_of() <= ends_before)`

export default defineModel({
  name: 'dwd.one_id_map',
  grain: ['account_key'],
  kind: computed('identity/one_id_map.ts', { store: 'changes', gives: 'changes', heavy: true }),
  remembers: true,
  doc:
    'The member behind each account; facts reach members through this map alone. A one_id is given once: building again, in full, or from history ' +
    'loaded anew changes none, and no rollback gives one to somebody else.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    one_id: bigint('The member that the account belongs to.'),
  },
  // The rows are the changes of this night, also of accounts that are gone; what did not change is in what is published.
  audits: [
    {
      name: 'members merged, split or moved',
      severity: 'gate',
      failing: `with moving as (
          select changed.account_key, published.one_id as was, changed.one_id as becomes
          from {rows} as changed inner join {published} as published on published.account_key = changed.account_key
          where published.one_id <> changed.one_id
      ),
      moved as (
          select was, becomes, count(*) as account_count from moving group by was, becomes
      ),
      moved_members as (
          select count(distinct was) as member_count from moved
      ),
      -- All members are counted only when it matters: two seconds for five million accounts.
      allowed as (
          select case
              when moved_members.member_count <= fewest.member_count then fewest.member_count
              else greatest(fewest.member_count,
                  ${parameter('identity_moved_member_rate')} * (select count(distinct one_id) from {published} as published))
          end as member_count
          from moved_members cross join (select ${parameter('identity_moved_member_count')} as member_count) as fewest
      )
      select
          moved_members.member_count as members_moved, round(allowed.member_count) as allowed_count,
          moved.was, moved.becomes, moved.account_count,
          (
              select string_agg(distinct tie, ', ')
              from (
                  select coalesce(edge.type || ' and ' || edge.agreeing_type, edge.type) as tie, moving.was, moving.becomes, other.account_key
                  from moving
                  inner join dwd.identity_edge as edge on edge.account_key = moving.account_key
                  inner join dwd.identity_edge as other on other.value_key = edge.value_key
                  union all
                  select coalesce('a ' || (tie.evidence ->> 'action'), tie.evidence ->> 'type'), moving.was, moving.becomes, tie.other_account_key
                  from moving inner join dwd.account_tie as tie on tie.account_key = moving.account_key
              ) as tied
              left join {rows} as changed on changed.account_key = tied.account_key
              left join {published} as before on before.account_key = tied.account_key
              where tied.was = moved.was and tied.becomes = moved.becomes
                  and coalesce(changed.one_id, before.one_id) = moved.becomes and before.one_id is distinct from moved.was
          ) as evidence
      from moved cross join allowed cross join moved_members
      where moved_members.member_count > allowed.member_count
      order by moved.account_count desc, moved.was`,
    },
    {
      name: 'members that grew beyond what a person has',
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
