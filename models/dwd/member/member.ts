import { bigint, date, defineModel, full, integer, text } from 'memberhouse'

const sourceOf = (attribute: string) => text(`Source of the ${attribute}.`, { nullable: true })
const personal = (doc: string) => text(doc, { nullable: true, personal: true })

export default defineModel({
  name: 'dwd.member',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc:
    'One row per member: the best known value of each attribute and its source, chosen by dwd.survivorship. Null if no account has a ' +
    'value.',
  columns: {
    one_id: bigint('The member.'),
    account_count: bigint('Accounts of the member.'),
    sources: text('Sources of its accounts, in alphabetical order, separated by commas.'),
    joined_on: date('Business day on which the first account joined.'),
    cancelled_on: date("Business day on which the last account was cancelled, in the source's time zone; null while any account is open.", {
      nullable: true,
    }),
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
