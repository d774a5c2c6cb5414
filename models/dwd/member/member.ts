import { bigint, date, defineModel, full, integer, text } from 'memberhouse'

const sourceOf = (attribute: string) => text(`Source of the ${attribute}.`, { nullable: true })
const personal = (doc: string) => text(doc, { nullable: true, personal: true })

export default defineModel({
  name: 'dwd.member',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc:
    'One row per person, member or visitor: the best known value of each attribute and its source, chosen by dwd.survivorship. Null if no account has a ' +
    'value.',
  columns: {
    one_id: bigint('The member.'),
    account_count: bigint('Accounts of the member.'),
    sources: text('Sources of its accounts, in alphabetical order, separated by commas.'),
    first_seen_on: date('Business day of the first trace of any account.'),
    registered_on: date('Business day of the first registration; null for a visitor.', { nullable: true }),
    cancelled_on: date(
      'Business day on which the last registration that can be cancelled was cancelled; null while one is open or after a later registration. A store card never ' +
        'reports it and keeps nobody a member, but a card issued later makes one.',
      { nullable: true },
    ),
    name: personal('Name, without titles.'),
    name_source: sourceOf('name'),
    gender: text('f or m.', { nullable: true }),
    gender_source: sourceOf('gender'),
    birthday: date('Birthday.', { nullable: true, personal: true }),
    birthday_source: sourceOf('birthday'),
    city: text('City.', { nullable: true }),
    city_source: sourceOf('city'),
    phone: personal('Phone as +86….'),
    phone_source: sourceOf('phone'),
    email: personal('Email.'),
    email_source: sourceOf('email'),
    shared_value_count: integer('Number of values that the member shares with other members (dwd.identity_stop); usually 0.'),
  },
})
