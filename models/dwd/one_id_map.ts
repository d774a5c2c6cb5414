import { bigint, computed, defineModel } from 'memberhouse'

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
  audits: [
    {
      name: 'members merged, split or moved',
      severity: 'gate',
      failing: `with moved as (
          select published.one_id as was, changed.one_id as becomes, count(*) as account_count, min(changed.account_key) as an_account_key
          from {rows} as changed inner join {published} as published on published.account_key = changed.account_key
          where published.one_id <> changed.one_id
          group by published.one_id, changed.one_id
      ),
      allowed as (
          select
              max(value) filter (where name = 'identity_moved_member_count') as member_count,
              max(value) filter (where name = 'identity_moved_member_rate')
                  * (select count(distinct one_id) from {published} as published) as share_count
          from dwd.parameter
      )
      select
          (select count(distinct was) from moved) as members_moved,
          round(greatest(allowed.member_count, allowed.share_count)) as allowed_count,
          moved.was, moved.becomes, moved.account_count,
          (
              select string_agg(distinct edge.type || coalesce(' and ' || edge.agreeing_type, ''), ', ')
              from dwd.identity_edge as edge
              where edge.account_key = moved.an_account_key
          ) as evidence
      from moved cross join allowed
      where (select count(distinct was) from moved) > greatest(allowed.member_count, allowed.share_count)
      order by moved.account_count desc, moved.was`,
    },
  ],
})
