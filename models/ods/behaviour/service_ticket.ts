import { append, boolean, defineModel, integer, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.service_ticket',
  grain: ['ticket_id'],
  kind: source({ files: 'service_ticket_20*.csv', key: ['ticket_id'], deletion: append() }),
  doc: 'Questions and complaints to customer service. A ticket is sent again when it is closed; the last row counts.',
  columns: {
    ticket_id: text('Ticket number.'),
    source: text('Source of the account that opened the ticket.'),
    source_account_id: text('Id of that account in its source.', { personal: true }),
    opened_at: timestamptz('When the ticket was opened.'),
    closed_at: timestamptz('When the ticket was closed; empty while open.'),
    contact_channel: text('chat, phone or store.'),
    category: text('delivery, quality, allergy, return, points or invoice.'),
    is_complaint: boolean('True for a complaint, false for a question.'),
    satisfaction_score: integer('1 to 5, rated by the customer after closing; empty if not rated.'),
  },
})
