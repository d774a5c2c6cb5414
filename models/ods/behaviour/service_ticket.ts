import { append, boolean, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.service_ticket',
  grain: ['ticket_id'],
  kind: source({ files: 'service_ticket_20*.csv', key: ['ticket_id'], deletion: append() }),
  doc: 'Questions and complaints to customer service. A ticket comes again in a later file when it was closed; the last row counts.',
  columns: {
    ticket_id: text('Number of the ticket.'),
    source: text('Source of the account that asked.'),
    source_account_id: text('The account’s id in that source.', { personal: true }),
    opened_at: timestamptz('When it was opened.'),
    closed_at: timestamptz('When it was closed; empty while open.'),
    contact_channel: text('chat, phone or store.'),
    category: text('delivery, quality, allergy, return, points or invoice.'),
    is_complaint: boolean('True when the customer complained rather than asked.'),
    satisfaction_score: integer('1 to 5 as the customer answered after it was closed; empty without an answer.'),
  },
})
