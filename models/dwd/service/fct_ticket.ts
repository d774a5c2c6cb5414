import {
  accepted,
  between,
  bigint,
  boolean,
  conserves,
  date,
  defineModel,
  expression,
  full,
  integer,
  text,
  timestamptz,
  warn,
} from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_ticket',
  grain: ['ticket_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Questions and complaints to customer service. They name no product, so they are of no business line. Not filtered by `as_of`: ' +
    'readers filter with `opened_on < as_of`, and what the closing brought with `closed_on < as_of`.',
  columns: {
    ticket_id: text('Ticket number.'),
    account_key: bigint('Account that opened the ticket (dwd.account); null when the source names none.', { nullable: true }),
    source: text('Source of that account.', { nullable: true }),
    source_account_id: text('Id of that account in its source.', { personal: true, nullable: true }),
    contact_channel: text('chat, phone or store.', { nullable: true }),
    category: text('delivery, quality, allergy, return, points or invoice.', { nullable: true }),
    is_complaint: boolean('True for a complaint, false for a question.', { nullable: true }),
    opened_at: timestamptz('When the ticket was opened.', { nullable: true }),
    opened_on: date("Business day of opened_at, in the source's time zone.", { nullable: true }),
    closed_at: timestamptz('When the ticket was closed; null while open.', { nullable: true }),
    closed_on: date('Business day of closed_at.', { nullable: true }),
    satisfaction_score: integer('1 to 5, rated by the customer after closing; null if not rated.', { nullable: true }),
  },
  audits: [
    conserves('ods.service_ticket'),
    expression('the source has a time zone', 'num_nulls(source, opened_at) > 0 or opened_on is not null'),
    warn(expression('a ticket has a source and a moment', 'num_nulls(source, opened_at) = 0')),
    warn(accepted('contact_channel', ['chat', 'phone', 'store'])),
    warn(accepted('category', ['delivery', 'quality', 'allergy', 'return', 'points', 'invoice'])),
    warn(between('satisfaction_score', 1, 5)),
    warn(expression('closed after it was opened', 'coalesce(opened_at <= closed_at, true)')),
  ],
})
