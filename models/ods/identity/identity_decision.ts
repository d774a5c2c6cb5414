import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.identity_decision',
  grain: ['decision_id'],
  kind: source({ files: 'identity_decision_*.csv', key: ['decision_id'], deletion: append() }),
  doc:
    'What people decided about identities, by `memberhouse identity link|unlink|block|allow`: applied each night, before every rule. Of two words about ' +
    'the same the newer holds.',
  columns: {
    decision_id: text('The decision; made by chance, so that two people can decide at once.'),
    action: text('`link` or `unlink` two accounts; `block` a value, so that it links nothing, or `allow` it whatever guard blocked it.'),
    source: text('link, unlink: source of the first account.'),
    source_account_id: text('Its id there.', { personal: true }),
    other_source: text('Source of the second account.'),
    other_source_account_id: text('Its id there.', { personal: true }),
    type: text('block, allow: type of identifier.'),
    value: text('Its normalised value.', { personal: true }),
    reason: text('Why, in words.'),
    decided_by: text('Who.'),
    decided_at: timestamptz('When.'),
  },
})
