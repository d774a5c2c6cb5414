import { bigint, defineModel, jsonb, text, view } from 'memberhouse'

export default defineModel({
  name: 'ads.member_tag_set',
  kind: view(),
  doc: 'All tags of each member (dws.member_profile) as one JSON object, for APIs and exports. An unknown tag is not in it.',
  columns: {
    one_id: bigint('The member.'),
    tags: jsonb('The tags by name, each with its JSON type; dates as text.', { personal: true }),
    rules_version: text('Version of the parameters (dws.profile_rule).'),
  },
})
