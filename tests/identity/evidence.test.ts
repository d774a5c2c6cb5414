import { afterEach, expect, test } from 'vitest'
import { answerWhy } from '../../cli/identity/answer_why.ts'
import { findMembers } from '../../cli/identity/find_accounts.ts'
import { openIdentityWarehouse, type Given, type IdentityWarehouse } from '../support/identity/warehouse.ts'

let warehouse: IdentityWarehouse
afterEach(() => warehouse.close())

/** The members with more than one account, each as its accounts. */
const joined = async (accounts: Given) => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give(accounts)
  await warehouse.night(1)
  const members = Object.values(await warehouse.members())
  return members.filter(({ length }) => length > 1).sort()
}

const phone = '13912340001'

test('a recycled number joins nobody: an app account of 2023 without a name, and a member of 2026', async () => {
  expect(
    await joined({
      'app:1': { phone, seen: '2023-05-01' },
      'crm:1': { phone, name: '李娜', seen: '2026-06-01' },
    }),
  ).toEqual([])
  const [app, crm] = (await findMembers(warehouse.database, phone)).sort((one, other) => one.source.localeCompare(other.source))
  expect((await answerWhy(warehouse.database, app!, crm!)).obstacles).toMatchObject([
    { by: 'recycled', detail: expect.stringContaining('both members have phone +8613912340001, but nobody used it') as string },
  ])
})

test('the accounts of each holder of a recycled number are one member; a name that agrees joins both, and so does a number in use', async () => {
  expect(
    await joined({
      'app:1': { phone, seen: '2022-05-01' },
      'pos:1': { phone, name: '王伟', seen: '2022-06-01' },
      'app:2': { phone, seen: '2026-05-01' },
      'crm:1': { phone, name: '李娜', seen: '2026-06-01' },
      'pos:2': { phone: '13912340002', name: '张敏', seen: '2022-05-01' },
      'crm:2': { phone: '13912340002', name: '张敏', seen: '2026-06-01' },
      'app:3': { phone: '13912340003', seen: '2022-05-01' },
      'mini:3': { phone: '13912340003', seen: '2024-03-01' },
      'crm:3': { phone: '13912340003', name: '陈静', seen: '2026-01-01' },
    }),
  ).toEqual([
    ['app:1', 'pos:1'],
    ['app:2', 'crm:1'],
    ['app:3', 'crm:3', 'mini:3'],
    ['crm:2', 'pos:2'],
  ])
})

test('the receiver of a gift is not its buyer', async () => {
  expect(
    await joined({
      'marketplace:1': { receiver_phone: phone, receiver_name: '李娜' },
      'marketplace:2': { phone: '138****0001', receiver_phone: phone, receiver_name: '李娜' },
      'marketplace:3': { phone: '13812340009', receiver_phone: phone, receiver_name: '李娜' },
      'crm:1': { phone, name: '李娜', birthday: '1990-05-31', city: '上海' },
      'crm:3': { phone: '13812340009', name: '王伟' },
    }),
  ).toEqual([['crm:3', 'marketplace:3']])
  const members = await warehouse.rows('dwd.member')
  expect(members.filter(({ name }) => name === '李娜')).toHaveLength(1)
})

test('a buyer who receives the parcels is found by the visible digits of the account’s phone', async () => {
  expect(
    await joined({
      'marketplace:1': { phone: '139****0001', receiver_phone: '+86 139-1234-0001', receiver_name: '李娜女士' },
      'marketplace:2': { phone: '139****0001', receiver_phone: '139 9999 0001', receiver_name: '李娜' },
      'crm:1': { phone, name: '李娜' },
    }),
  ).toEqual([['crm:1', 'marketplace:1']])
})

test('a weak receiver’s phone links only together with an attribute of the buyer', async () => {
  expect(
    await joined({
      'marketplace:1': { receiver_phone: phone, receiver_name: '李娜', birthday: '1990-05-31' },
      'marketplace:2': { receiver_phone: phone, receiver_name: '李娜' },
      'marketplace:3': { receiver_phone: phone, receiver_name: '李娜', birthday: '1990-05-31' },
    }),
  ).toEqual([['marketplace:1', 'marketplace:3']])
})

test('values that a platform gives in place of the real ones join nobody, and are counted', async () => {
  const values = [
    '17000000000-1234',
    '13912345678-0123',
    '13912345678转0123',
    '#fUJq8dAq9vWgXyLk#',
    '##Zk3Vd8a2Jw==',
    '1AtfLWRDlHsY7KPDQ5ISt5ibTdGbPmn8',
  ]
  expect(
    await joined(
      Object.fromEntries(
        values.flatMap((value, place) => [
          [`marketplace:${place}`, { phone: '170****0000', receiver_phone: value, receiver_name: '李娜' }],
          [`app:${place}`, { phone: value }],
          [`crm:${place}`, { phone: value, name: '李娜' }],
        ]),
      ),
    ),
  ).toEqual([])
  const counted = (await warehouse.rows('dwd.unreadable_identifier')).filter(({ type }) => String(type).endsWith('phone'))
  expect(counted.map(({ source, type, stand_in_count }) => [source, type, Number(stand_in_count)]).sort()).toEqual([
    ['app', 'phone', 6],
    ['crm', 'phone', 6],
    ['marketplace', 'phone', 0],
    ['marketplace', 'receiver_phone', 6],
  ])
})
