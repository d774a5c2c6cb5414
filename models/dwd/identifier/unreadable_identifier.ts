import { between, bigint, computed, defineModel, expression, text, warn } from 'memberhouse'

const share = (row: string) => `${row}.unreadable_count::numeric / ${row}.value_count`

export default defineModel({
  name: 'dwd.unreadable_identifier',
  grain: ['source', 'type'],
  kind: computed('identity/unreadable_identifier.ts', { store: 'changes' }),
  doc:
    'How many values of each source and type could not be used as an identifier or attribute, by reason. Counts only, since values are ' +
    'personal: dwd.raw_identifier and dwd.account_attribute have the values as written. A build warns when a share moves or is high.',
  columns: {
    source: text('Source of the accounts.'),
    type: text('Type of identifier (dwd.identifier).'),
    value_count: bigint('Values that are not empty: one per account and spelling.'),
    masked_count: bigint('Masked values, such as 138****1234.'),
    stand_in_count: bigint(
      'Values that a platform gave in place of the real one: privacy numbers such as 17000000000-1234, ids of addressees, ciphertexts (#…#).',
    ),
    placeholder_count: bigint('Values that identify nobody, such as 未知, -1 or a device id of zeroes (dwd.junk_value).'),
    unreadable_count: bigint(
      'Other values that could not be read exactly: two phones in one field, 8.81E11, a phone of 10 digits, a birthday in the future.',
    ),
  },
  audits: [
    between('value_count', 1, null),
    expression('no value is counted twice', 'masked_count + stand_in_count + placeholder_count + unreadable_count <= value_count'),
    warn(expression('at most a tenth of the values is unreadable', 'unreadable_count < 10 or unreadable_count * 10 <= value_count')),
    {
      name: 'the share of unreadable values has not moved',
      severity: 'warn',
      failing: `select source, type, before.unreadable_count as unreadable_before, now.unreadable_count as unreadable_now,
              now.value_count, round(100 * (${share('now')} - ${share('before')}), 2) as moved_percent_points
          from {rows} as now
          inner join {published} as before using (source, type)
          where abs(${share('now')} - ${share('before')}) > 0.01 and abs(now.unreadable_count - before.unreadable_count) >= 5`,
    },
  ],
})
