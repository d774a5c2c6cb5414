import { bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.member_history',
  grain: ['one_id', 'attribute', 'valid_from_on'],
  kind: full({ store: 'changes' }),
  remembers: true,
  doc:
    'The values of a member over time, as half-open intervals of business days that do not overlap. It records what the warehouse showed, so ' +
    'it cannot be rebuilt from the sources, and no rollback or refresh changes it.',
  columns: {
    one_id: bigint('The member.'),
    attribute: text('name, gender, birthday, city, phone or email.'),
    valid_from_on: date('First business day of the value: as_of of the build that first had it.'),
    valid_to_on: date('First business day after the value; null for the current value.', { nullable: true }),
    value: text('Normalised value.', { personal: true }),
    source: text('Source of the value.'),
  },
  audits: [
    expression('an interval has at least one day', 'valid_to_on is null or valid_from_on < valid_to_on'),
    {
      name: 'no two intervals overlap',
      severity: 'error',
      failing: `select one_id, attribute, valid_from_on from (
          select one_id, attribute, valid_from_on, lag(coalesce(valid_to_on, 'infinity')) over (
              partition by one_id, attribute order by valid_from_on
          ) as before_to_on
          from {rows} as intervals
      ) as ordered where before_to_on > valid_from_on`,
    },
  ],
})
