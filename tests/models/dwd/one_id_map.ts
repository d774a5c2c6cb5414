import { defineTests } from 'memberhouse'

export default defineTests('dwd.one_id_map', [
  {
    name: 'each account is a member of its own',
    given: { 'dwd.account': [{ account_key: 7 }, { account_key: -8 }] },
    expect: [
      { account_key: 7, one_id: 7 },
      { account_key: -8, one_id: -8 },
    ],
  },
])
