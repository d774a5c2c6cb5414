import { bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.member_history',
  grain: ['one_id', 'attribute', 'valid_from_on'],
  kind: full({ store: 'changes' }),
  remembers: true,
  doc:
    'What was believed of a member from which night on: half-open intervals of business days that do not overlap. A fact about the warehouse: ' +
    'it cannot be built again from the sources of today, and no rollback or refresh undoes it.',
  columns: {
    one_id: bigint('The member.'),
    attribute: text('name, gender, birthday, city, phone or email.'),
    valid_from_on: date('First business day on which the value was believed: as_of of the build that first gave it.'),
    valid_to_on: date('First day on which it was not any more; null while it is.', { nullable: true }),
    value: text('Normalised value.', { personal: true }),
    source: text('Source that it was from.'),
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
