import { accepted, boolean, defineModel, expression, seed, text } from 'memberhouse'

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
    accepted('type', ['number', 'text', 'date', 'flag', 'list']),
    accepted('tag_group', ['value', 'behaviour', 'interest', 'content', 'lifecycle', 'risk', 'demographics']),
    expression('a name as columns have', "tag ~ '^[a-z][a-z0-9_]*$'"),
    expression(
      'a flag begins with is_, a date ends in _on or _until',
      "(type = 'flag') = (tag like 'is\\_%') and (type = 'date') = (tag ~ '_(on|until)$')",
    ),
  ],
})
