import { accepted, bigint, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.account_attribute',
  grain: ['account_key', 'attribute'],
  kind: full({ store: 'changes' }),
  doc: 'The personal attributes of each account as its source has them: one row for each attribute that is not empty.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    attribute: text('name, gender, birthday, city, phone or email. A nickname is not a name.'),
    value: text(
      'The value as the source wrote it, such as 男, m or 1 for a gender; birthdays as 1990-05-31. In the marketplace, name and city are ' +
        'those on the last parcel.',
      { personal: true },
    ),
    known_at: timestamptz('When the source last changed the account, or when the account joined if no change is known.'),
    source: text('Source of the account.'),
  },
  audits: [accepted('attribute', ['name', 'gender', 'birthday', 'city', 'phone', 'email'])],
})
