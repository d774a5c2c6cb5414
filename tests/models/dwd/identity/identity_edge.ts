import { defineTests } from 'memberhouse'

const rules = [
  { rule: 0, type: 'unionid', strength: 'strong', names_alone: null, limit_per_member: 1 },
  { rule: 3, type: 'phone', strength: 'strong', names_alone: 1, limit_per_member: null },
  { rule: 7, type: 'device_id', strength: 'weak', names_alone: null, limit_per_member: null },
]
const agreeing = [{ type: 'spoken_name' }, { type: 'birthday' }]
const phone = '+8613812340001'
const on = (account_keys: number[], type: string, value: string) => account_keys.map((account_key) => ({ account_key, type, value }))
const shared = (type: string, value: string, name_count = 0) => ({ type, value, name_count })
// warehouse.key() of the values.
const [phoneKey, tabletAndName] = ['-4349707398180994585', '-3296465067786964483']
const [firstHolderKey, secondHolderKey, phoneAndBirthday] = ['-8143427639157192015', '4227284979304358755', '6279370757745909364']

export default defineTests('dwd.identity_edge', [
  {
    name: 'accounts with a shared strong value have its key; a value of one account counts only if its type has a limit',
    given: {
      'dwd.match_rule': rules,
      'dwd.agreeing_attribute': agreeing,
      'dwd.shared_identifier': [shared('phone', phone)],
      'dwd.identifier': [
        ...on([1, 2], 'phone', phone),
        ...on([3], 'phone', '+8613812340002'),
        ...on([3], 'unionid', 'u1'),
        ...on([1, 2], 'city', '上海'),
      ],
    },
    expect: [
      { account_key: 1, value_key: phoneKey, rule: 3, type: 'phone', value: phone, agreeing_type: null, agreeing_value: null },
      { account_key: 2, value_key: phoneKey, rule: 3, type: 'phone', value: phone, agreeing_type: null, agreeing_value: null },
      {
        account_key: 3,
        value_key: '-7785279921251323429',
        rule: 0,
        type: 'unionid',
        value: 'u1',
        agreeing_type: null,
        agreeing_value: null,
      },
    ],
  },
  {
    name: 'a weak value links only accounts whose name or birthday agrees, and is trusted less',
    given: {
      'dwd.match_rule': rules,
      'dwd.agreeing_attribute': agreeing,
      'dwd.shared_identifier': [shared('device_id', 'tab-1', 1)],
      'dwd.identifier': [
        ...on([1, 2, 3, 4], 'device_id', 'tab-1'),
        ...on([1, 2], 'spoken_name', 'wangwei'),
        ...on([2, 3], 'birthday', '1990-05-31'),
        ...on([5], 'device_id', 'tab-2'),
        ...on([5], 'spoken_name', 'wangwei'),
      ],
    },
    expect: [
      { account_key: 1, value_key: tabletAndName, rule: 107, type: 'device_id', agreeing_type: 'spoken_name', agreeing_value: 'wangwei' },
      { account_key: 2, value_key: tabletAndName, rule: 107, type: 'device_id', agreeing_type: 'spoken_name', agreeing_value: 'wangwei' },
      {
        ...{ account_key: 2, value_key: '7767522661902919625', rule: 107, type: 'device_id' },
        ...{ agreeing_type: 'birthday', agreeing_value: '1990-05-31' },
      },
      {
        ...{ account_key: 3, value_key: '7767522661902919625', rule: 107, type: 'device_id' },
        ...{ agreeing_type: 'birthday', agreeing_value: '1990-05-31' },
      },
    ],
  },
  {
    name: 'a phone with too many names is weak: relatives stay apart, and an account without a name joins neither',
    given: {
      'dwd.match_rule': rules,
      'dwd.agreeing_attribute': agreeing,
      'dwd.shared_identifier': [shared('phone', phone, 2)],
      'dwd.identifier': [
        ...on([1, 2, 3, 4, 5], 'phone', phone),
        ...on([1, 2], 'spoken_name', 'wangwei'),
        ...on([3, 4], 'spoken_name', 'lina'),
      ],
    },
    expect: [
      { account_key: 1, rule: 103, value_key: '-1558445959691899920', agreeing_value: 'wangwei' },
      { account_key: 2, rule: 103, value_key: '-1558445959691899920', agreeing_value: 'wangwei' },
      { account_key: 3, rule: 103, value_key: '-4475906749236462123', agreeing_value: 'lina' },
      { account_key: 4, rule: 103, value_key: '-4475906749236462123', agreeing_value: 'lina' },
    ],
  },
  {
    name: 'a recycled phone links the accounts of each holder, by their own names, and those of two holders only if an attribute agrees',
    given: {
      'dwd.match_rule': rules,
      'dwd.agreeing_attribute': agreeing,
      'dwd.shared_identifier': [shared('phone', phone, 2)],
      'dwd.recycled_phone': [
        ...[1, 2].map((account_key) => ({ account_key, value: phone, holder: 1, name_count: 1 })),
        ...[3, 4].map((account_key) => ({ account_key, value: phone, holder: 2, name_count: 1 })),
      ],
      'dwd.identifier': [
        ...on([1, 2, 3, 4], 'phone', phone),
        ...on([1], 'spoken_name', 'wangwei'),
        ...on([3], 'spoken_name', 'lina'),
        ...on([2, 4], 'birthday', '1990-05-31'),
      ],
    },
    expect: [
      ...[1, 2].map((account_key) => ({ account_key, value_key: firstHolderKey, rule: 3, agreeing_type: null })),
      ...[3, 4].map((account_key) => ({ account_key, value_key: secondHolderKey, rule: 3, agreeing_type: null })),
      ...[2, 4].map((account_key) => ({ account_key, value_key: phoneAndBirthday, rule: 103, agreeing_type: 'birthday' })),
    ],
  },
  {
    name: 'a blocked value links nobody, even if names agree; a block applies to one type only',
    given: {
      'dwd.match_rule': rules,
      'dwd.agreeing_attribute': agreeing,
      'dwd.identifier_block': [
        { type: 'device_id', value: 'tab-1' },
        { type: 'unionid', value: 'u1' },
        { type: 'email', value: phone },
      ],
      'dwd.shared_identifier': [shared('device_id', 'tab-1', 1), shared('unionid', 'u1', 1), shared('phone', phone)],
      'dwd.identifier': [
        ...on([1, 2], 'device_id', 'tab-1'),
        ...on([1, 2], 'spoken_name', 'wangwei'),
        ...on([1, 2], 'unionid', 'u1'),
        ...on([3, 4], 'phone', phone),
      ],
    },
    expect: [
      { account_key: 3, value_key: phoneKey },
      { account_key: 4, value_key: phoneKey },
    ],
  },
])
