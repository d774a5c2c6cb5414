import { accepted, bigint, defineModel, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.account_attribute',
  grain: ['account_key', 'attribute'],
  kind: full({ store: 'changes' }),
  doc: 'What each source says of the person behind an account, one row for each attribute that is not empty.',
  columns: {
    account_key: bigint('The account (dwd.account).'),
    attribute: text('name, gender, birthday, city, phone or email. Nicknames are no names.'),
    value: text(
      'The value as the source wrote it: 男, m or 1; birthdays as 1990-05-31. Of shop the phone of the receiver where that of the account ' +
        'is masked.',
      { personal: true },
    ),
    known_at: timestamptz('When the source last changed what it says of the account, else when the account joined.'),
    source: text('Source of the account.'),
  },
  audits: [accepted('attribute', ['name', 'gender', 'birthday', 'city', 'phone', 'email'])],
})
