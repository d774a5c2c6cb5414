import { between, bigint, boolean, defineModel, expression, full, jsonb, numeric, text } from 'memberhouse'

const quantile = (doc: string) => text(`${doc}, of a number or the months of a date; else null.`, { nullable: true })

export default defineModel({
  name: 'ads.tag_dictionary',
  grain: ['tag'],
  kind: full({ store: 'changes' }),
  doc: 'Each tag (dwd.tag) with its rule, how many members have it, and its distribution among them.',
  columns: {
    tag: text('The tag: a column of dws.member_profile.'),
    tag_group: text('value, behaviour, interest, content, lifecycle, risk or demographics.'),
    type: text('number, text, date, flag or list.'),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    rule_zh: text('How it is judged, in Chinese.'),
    rule_en: text('How it is judged.'),
    is_history_kept: boolean('ads.member_tag_span has its values of the past.'),
    member_count: bigint('Members with a value.'),
    coverage: numeric('member_count / members, to 3 decimals; null without members.', { nullable: true }),
    value_count: bigint('Different values: numbers count with four significant digits, dates by month, lists by their texts.'),
    top_values: jsonb('The ten most frequent of them, each with its members and its share of the members with a value; null without one.', {
      nullable: true,
    }),
    least_value: quantile('The least value'),
    lower_quartile: quantile('A quarter of the members does not exceed it'),
    median: quantile('Half of the members does not exceed it'),
    upper_quartile: quantile('Three quarters of the members do not exceed it'),
    largest_value: quantile('The largest value'),
  },
  audits: [between('coverage', 0, 1), expression('a value has members', '(member_count = 0) = (value_count = 0)')],
})
