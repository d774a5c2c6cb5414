import { bigint, boolean, date, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.event_session',
  grain: ['session_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Sessions: the events of an account, or of a visitor of the website who is not signed in (dwd.fct_event), with less than 30 minutes between each two. Not filtered by `as_of`: readers ' +
    'filter with `started_on < as_of`. A visitor who signs in starts a session of the account. A session over midnight belongs to the day on which it started.',
  columns: {
    session_key: bigint('Key of the session: a hash of the account or visitor, and the start.'),
    account_key: bigint('The account (dwd.account); null for a visitor who is not signed in.', { nullable: true }),
    channel: text('Where it happened: mini, app or web.'),
    source: text('Source of the account: mini, app, or crm for the website.'),
    started_at: timestamptz('Its first event.'),
    started_on: date("Business day of started_at, in the source's time zone."),
    ended_at: timestamptz('Its last event; equal to started_at if it has one.'),
    event_count: bigint('Events.'),
    has_cart: boolean('A product was put into the cart.'),
  },
  audits: [expression('it ends after it starts', 'started_at <= ended_at')],
})
