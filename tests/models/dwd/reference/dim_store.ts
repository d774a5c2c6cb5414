import { defineTests } from 'memberhouse'

const unlisted = { is_listed: false, store_name: null, channel: null, business_line: null, opened_on: null }

export default defineTests('dwd.dim_store', [
  {
    name: 'a store of the list has its attributes, and one that sells both lines has *',
    given: {
      'ods.store': [
        { store_code: 'SB01', store_name: '静安店', channel: 'pos', business_line: 'beauty', city: '上海', opened_on: '2023-05-01' },
        { store_code: 'WEB1', store_name: '官方商城', channel: 'mini', business_line: 'both', time_zone: 'Asia/Shanghai', currency: 'CNY' },
      ],
      'ods.pos_line': [{ store_code: 'SB01' }, { store_code: 'SB01' }],
    },
    expect: [
      { store_code: 'SB01', is_listed: true, store_name: '静安店', channel: 'pos', business_line: 'beauty', time_zone: null },
      { store_code: 'WEB1', is_listed: true, store_name: '官方商城', channel: 'mini', business_line: '*', time_zone: 'Asia/Shanghai' },
    ],
  },
  {
    name: 'a store that only orders or receipts name has a row, and an order without a store makes none',
    given: {
      'dwd.web_order': [{ store_code: 'WEB2' }, { store_code: null }, { store_code: 'WEB2' }, { store_code: 'WEB3' }],
      'ods.pos_line': [{ store_code: 'SB99' }, { store_code: null }],
      'ods.store': [{ store_code: 'SB01', business_line: 'beauty' }],
    },
    expect: [
      { store_code: 'WEB2', ...unlisted },
      { store_code: 'WEB3', ...unlisted },
      { store_code: 'SB99', ...unlisted },
      { store_code: 'SB01', ...unlisted, is_listed: true, business_line: 'beauty' },
    ],
  },
  {
    name: 'without a list of stores it is unknown whether a store is listed',
    given: { 'ods.pos_line': [{ store_code: 'SB99' }] },
    expect: [{ store_code: 'SB99', ...unlisted, is_listed: null }],
  },
])
