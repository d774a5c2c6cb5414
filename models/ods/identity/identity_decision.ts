import { append, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.identity_decision',
  grain: ['decision_id'],
  kind: source({ files: 'identity_decision_*.csv', key: ['decision_id'], deletion: append() }),
  doc:
    'Manual decisions about identities, made with `memberhouse identity link|unlink|block|allow`. Each run applies them before every ' +
    'rule. Of two decisions about the same accounts or value, the newer one counts.',
  columns: {
    decision_id: text('Decision number; random, so that two people can decide at the same time.'),
    action: text(
      '`link` or `unlink` two accounts; `block` a value, so that it links nothing; `allow` a value, even if a guard blocked it.',
    ),
    source: text('link, unlink: source of the first account.'),
    source_account_id: text('link, unlink: id of the first account in its source.', { personal: true }),
    other_source: text('link, unlink: source of the second account.'),
    other_source_account_id: text('link, unlink: id of the second account in its source.', { personal: true }),
    type: text('block, allow: type of identifier.'),
    value: text('block, allow: normalised value.', { personal: true }),
    reason: text('Reason, as free text.'),
    decided_by: text('Who decided.'),
    decided_at: timestamptz('When it was decided.'),
  },
})
