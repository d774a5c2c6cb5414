import { afterEach, expect, test } from 'vitest'
import { openIdentityWarehouse, type IdentityWarehouse } from '../support/identity/warehouse.ts'

let warehouse: IdentityWarehouse
afterEach(() => warehouse.close())

/** The members with more than one account, each as its accounts. */
const joined = async () =>
  Object.values(await warehouse.members())
    .filter(({ length }) => length > 1)
    .sort()
const names = async () => (await warehouse.rows('dwd.member')).map(({ name }) => name as string | null)

test('a number that went through a spreadsheet is read where that is exact, and joins nobody where it is not', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({
    'pos:50001': { card_no: '50001', phone: '13912340301', name: '公孙胜利' },
    'pos:500010': { card_no: '500010', phone: '13912340302', name: '令狐小冲' },
    'crm:1': { card_no: '50001.0', phone: '13912340399', name: '公孙胜利' },
    'crm:2': { card_no: '50001.5', name: '李雷' },
    'crm:3': { card_no: '500015', name: '王伟' },
    'crm:4': { card_no: '8.81E11', name: '张敏' },
    'crm:5': { card_no: '881E11', name: '陈静' },
    'app:1': { phone: '+436601234567.0' },
    'app:2': { phone: '+436601234567' },
    'app:3': { phone: '+4366012345670' },
    'app:4': { phone: '1.39E+10' },
    'app:5': { phone: '1.39E+10' },
  })
  await warehouse.night(1)
  expect(await joined()).toEqual([
    ['app:1', 'app:2'],
    ['crm:1', 'pos:50001'],
  ])
})

test('phones with guards, tabs and labels join their accounts; two phones in a field join nobody', async () => {
  warehouse = await openIdentityWarehouse()
  const written = [
    '="13912340401"',
    "'13912340402",
    '13912340403.0',
    '1.3912340404E10',
    '\t13912340405\t',
    'tel:13912340406',
    '电话：13912340407',
  ]
  const accounts = written.flatMap((phone, place) => [
    [`pos:${place}`, { phone }],
    [`crm:${place}`, { phone: `1391234040${place + 1}` }],
  ])
  await warehouse.give({
    ...Object.fromEntries(accounts),
    'app:1': { phone: '13912340501/13912340502' },
    'app:2': { phone: '13912340501' },
    'app:3': { phone: '13912340502' },
    'mini:1': { phone: '021-62781234转801' },
    'mini:2': { phone: '021-62781234' },
    'mini:3': { phone: '021-62781234 ext. 802' },
  })
  await warehouse.night(1)
  expect(await joined()).toEqual(written.map((_, place) => [`crm:${place}`, `pos:${place}`]))
  const counted = (await warehouse.rows('dwd.unreadable_identifier')).filter(({ unreadable_count }) => Number(unreadable_count) > 0)
  expect(counted).toMatchObject([{ source: 'app', type: 'phone', value_count: 3, unreadable_count: 1 }])
})

test('placeholder ids join no strangers', async () => {
  warehouse = await openIdentityWarehouse()
  const twice = (source: string, type: string, values: string[]) =>
    values.flatMap((value, place) => [1, 2].map((copy) => [`${source}:${type}${place}${copy}`, { [type]: value }] as const))
  const words = ['-1', 'nil', 'undefined', 'empty', 'not_set', 'default', 'NaT', 'N/A', '0', 'pending']
  await warehouse.give(
    Object.fromEntries([
      ...twice('mini', 'unionid', words),
      ...twice('mini', 'openid', ['wx3c1f:-1', 'wx3c1f:nil', 'wx3c1f:not_set']),
      ...twice('marketplace', 'member_no', ['未绑定', '暂无', '无', 'test01', ...words]),
      ...twice('crm', 'card_no', ['未绑定', '000', '-999', ...words]),
      ...twice('app', 'email', ['na@na.com', 'NA@NA.com ', 'none@none.com', 'xxx@qq.com', 'test@test.com', 'noemail@shop.cn']),
      ...twice('pos', 'device_id', ['unknown', 'unavailable', '00000000-0000-0000-0000-000000000000', '123456789012345']),
    ]),
  )
  await warehouse.night(1)
  expect(await joined()).toEqual([])
  expect((await warehouse.rows('dwd.member')).filter(({ email }) => email !== null)).toEqual([])
})

test('a placeholder name is no second name of a phone, and no name of a member', async () => {
  warehouse = await openIdentityWarehouse()
  const placeholders = [
    ...['未知', '无', '匿名用户', '微信用户', 'N/A', '散客', '新会员', '测试', '会员8812', '先生', 'null', '王某', '-', '顾客', '李**'],
    ...['13912342110', 'unknown', '不详', '保密', 'ＮＵＬＬ', '未 知', 'not set', 'test 01', '（无）', 'nil', '游客', '女士', 'Guest'],
  ]
  const phone = (place: number) => `139123421${String(place).padStart(2, '0')}`
  const accounts = placeholders.flatMap((name, place) => [
    [`crm:${place}`, { phone: phone(place), name }],
    [`pos:${place}`, { phone: phone(place), name: '李雷雷' }],
  ])
  await warehouse.give({ ...Object.fromEntries(accounts), 'app:1': { phone: '13912340001', name: 'null', city: '未知' } })
  await warehouse.night(1)
  expect((await joined()).length).toBe(placeholders.length)
  expect((await names()).filter((name) => name !== '李雷雷' && name !== '王')).toEqual([null])
  expect((await warehouse.rows('dwd.member')).filter(({ city }) => city !== null)).toEqual([])
})

test('a night warns when the share of unreadable values moves, and while it is high', { timeout: 180_000 }, async () => {
  warehouse = await openIdentityWarehouse()
  const crowd = (unreadable: number) =>
    Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`pos:${n}`, { phone: `139123400${n + 10}${n < unreadable ? '/13912340999' : ''}` }]),
    )
  const failed = async (run: number) => {
    const { rows } = await warehouse.database.query<{ audit: string }>(
      `select audit from meta.audit_result
       where run_id = $1 and node = 'dwd.unreadable_identifier' and severity = 'warn' and failing_count > 0 order by audit`,
      [run],
    )
    return rows.map(({ audit }) => audit)
  }
  await warehouse.give(crowd(0))
  expect(await failed(await warehouse.night(1))).toEqual([])
  await warehouse.give(crowd(5))
  expect(await failed(await warehouse.night(2))).toEqual(['the share of unreadable values has not moved'])
  await warehouse.give(crowd(60))
  expect(await failed(await warehouse.night(3))).toEqual([
    'at most a tenth of the values is unreadable',
    'the share of unreadable values has not moved',
  ])
})
