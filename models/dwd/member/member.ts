import { bigint, date, defineModel, full, integer, text } from 'memberhouse'

const from = (what: string) => text(`Source of ${what}.`, { nullable: true })
const known = (doc: string) => text(doc, { nullable: true, personal: true })

export default defineModel({
  name: 'dwd.member',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc:
    'One row a member: what is believed of the person, attribute by attribute, with the source of each beside it. Chosen by dwd.survivorship; null ' +
    'where no account says anything.',
  columns: {
    one_id: bigint('The member.'),
    account_count: bigint('Accounts of the member.'),
    sources: text('Sources that know the member, in the order of the alphabet, with commas.'),
    joined_on: date('Business day on which the first account joined.'),
    cancelled_on: date("Business day, in the source's time zone, on which the last account was cancelled; null while one is open.", {
      nullable: true,
    }),
    name: known('Name, without titles.'),
    name_source: from('the name'),
    gender: text('f or m.', { nullable: true }),
    gender_source: from('the gender'),
    birthday: date('Birthday.', { nullable: true, personal: true }),
    birthday_source: from('the birthday'),
    city: text('City.', { nullable: true }),
    city_source: from('the city'),
    phone: known('Phone as +86….'),
    phone_source: from('the phone'),
    email: known('Email.'),
    email_source: from('the email'),
    shared_value_count: integer('Values that the member shares with other members (dwd.identity_stop); 0 for nearly all.'),
  },
})
