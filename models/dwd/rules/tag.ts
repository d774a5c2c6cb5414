import { accepted, boolean, defineModel, expression, seed, text } from 'memberhouse'
import profile from '../../dws/profile/member_profile.ts'

const typeOf: Record<string, string> = { text: 'text', date: 'date', boolean: 'flag', jsonb: 'list' }
const { one_id, rules_version, ...tags } = profile.columns
const typed = Object.entries(tags).map(([tag, { type }]) => `('${tag}', '${typeOf[type] ?? 'number'}')`)

export default defineModel({
  name: 'dwd.tag',
  grain: ['tag'],
  kind: seed('seeds/rules/tag.csv'),
  doc: 'The dictionary of tags: a row for each column of dws.member_profile but one_id and rules_version. ads.tag_dictionary adds what the members have.',
  columns: {
    tag: text('Name of the tag: the column of dws.member_profile.'),
    tag_group: text('value, behaviour, interest, content, lifecycle, risk or demographics.'),
    type: text('number, text, date, flag (true or false) or list (of texts).'),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    rule_zh: text('How it is judged, in one Chinese sentence.'),
    rule_en: text('How it is judged, in one sentence. Numbers in it are the values of seeds/parameter.csv at the time of writing.'),
    is_history_kept: boolean('ads.member_tag_span has its values of the past.'),
  },
  audits: [
    accepted('tag_group', ['value', 'behaviour', 'interest', 'content', 'lifecycle', 'risk', 'demographics']),
    expression('a column of dws.member_profile and its type', `(tag, type) in (${typed.join(', ')})`),
    {
      ...{ name: 'each column of dws.member_profile has a row', severity: 'error' },
      failing: `select tag from (values ${typed.join(', ')}) as wanted (tag, type) where tag not in (select row.tag from {rows} as row)`,
    },
  ],
})
