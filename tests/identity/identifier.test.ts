import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import identifiers from '../../identity/identifier.ts'
import unreadableIdentifiers from '../../identity/unreadable_identifier.ts'
import { inputOf } from '../support/identity/resolve_night.ts'

const at = '2026-01-01 00:00:00+00'
const junk = parse(readFileSync(join(import.meta.dirname, '../../seeds/identity/junk_value.csv')), { from_line: 2 }) as string[][]
const rowsOf = async (raw: string[][], types: string[] = ['phone']) => {
  const inputs = {
    rule: inputOf(types.map((type) => [type])),
    junk: inputOf(junk),
    raw: inputOf(raw.map(([account, type, value]) => [account!, type!, value!, 'crm', at, at])),
  }
  const rows: Record<string, unknown>[] = []
  for await (const row of identifiers(inputs, { as_of: '2026-02-01', is_first: true })) rows.push(row)
  return rows
}
const run = async (raw: string[][], types?: string[]) => {
  const rows = await rowsOf(raw, types)
  return rows.map(({ account_key, type, value }) => `${account_key as string} ${type as string} ${value as string}`)
}

test('a rule for an unknown identifier type fails', async () => {
  await expect(run([], ['phone', 'fax'])).rejects.toThrow(/unknown identifier type 'fax'/)
})

test('a phone of 400 characters is invalid and a name in an unexpected script is kept', async () => {
  expect(
    await run([
      ['1', 'phone', '1'.repeat(400)],
      ['1', 'name', 'ᚠᚢᚦᚨᚱᚲ ᛏᛒᛖ'],
      ['2', 'phone', '13812340001'],
    ]),
  ).toEqual(['1 name ᚠᚢᚦᚨᚱᚲ ᛏᛒᛖ', '1 spoken_name ᚠᚢᚦᚨᚱᚲ ᛏᛒᛖ', '2 phone +8613812340001'])
})

const meaningless = [
  ...[
    '未知',
    '无',
    '不详',
    '保密',
    '匿名用户',
    '微信用户',
    '散客',
    '游客',
    '先生',
    '女士',
    '客户',
    '会员',
    'N/A',
    'NA',
    'unknown',
    'none',
    'null',
  ],
  ...[
    'nil',
    'test',
    'guest',
    '-',
    '.',
    '…',
    'NULL',
    'Unknown',
    'ＮＵＬＬ',
    '未 知',
    'N / A',
    ' n u l l ',
    '（无）',
    '【未知】',
    '未知。',
    '無',
    '不詳',
  ],
  ...[
    '匿名',
    '顾客',
    '会员8812',
    '新会员',
    '测试',
    '测试01',
    'test 01',
    '某某',
    '13912342110',
    'not set',
    'not_specified',
    '#N/A',
    '\\N',
    '其他',
  ],
  ...['Walk-in customer', 'Herr', 'unbekannt', 'なし', '未填写', '微信用户_a1', 'User123', 'xxx', 'asdf', '姓名', "'null", '="未知"'],
  ...['null null', 'None None', 'Unknown Unknown', 'undefined undefined', 'WeChat用户', 'wechat_user_1', 'Anonymous User', 'deleted user'],
  ...['[REDACTED]', '无名氏', '佚名', '陌生人', '未授权', '未实名', 'VIP', 'VIP会员', '贵宾客户', '手机用户1234', 'H5用户', '线下散客'],
  ...['现金客户', '已注销用户', '用户已注销', '微信昵称', '管理员', '收银员1', '不便透露', '隐私', '顾客甲', 'tb12345678', 'Jane Doe'],
]

test.each(meaningless)('the name %j means nothing: it has no row', async (word) => {
  expect(await run([['1', 'name', word]])).toEqual([])
})

test.each([
  ...['未知', 'null', 'N/A', '-', '无', '保密', '未知城市', '其他', 'ＮＯＮＥ', '不详', 'unknown', '未知市'],
  ...['Unknown City', 'other', '--Please select--', '全国', '海外', '城市', 'City'],
])('the city %j means nothing', async (word) => {
  expect(await run([['1', 'city', word]])).toEqual([])
})

test.each([
  ...[
    '李娜',
    'Anna Null',
    'Nan Li',
    '吴无忌',
    '慕容雪村',
    'Anna Test',
    '王会员',
    '李明',
    'Na Li',
    'Guest Anna',
    'An Na',
    '游客生',
    '尹客户',
  ],
  ...['Zoé Lefèvre', '𠮷野家康', 'Noname Smith', '其其格', '白无瑕', 'Miss Anna Li'],
  ...['Anna Anna', '钱空', '路遥', '名扬', '李临时', 'Web Li', 'Otherine Hill'],
])('the name %j is kept', async (name) => {
  expect((await run([['1', 'name', name]])).length).toBe(2)
})

test.each(['上海', 'Nancy', 'New York', '无锡', '无为', '无棣', '空港', '大同', '保密路'])('the city %j is kept', async (city) => {
  expect((await run([['1', 'city', city]])).length).toBe(1)
})

test('a placeholder identifier keeps its row, so that a person can allow it, and is marked', async () => {
  const emails = [
    'na@na.com',
    'NA@NA.com ',
    'none@none.com',
    'xxx@163.com',
    'test@test.com',
    'noemail@shop.cn',
    'no-reply@a.cn',
    '111111@qq.com',
  ]
  const rows = await rowsOf([
    ...[...emails, '123456@qq.com', 'a@a.com', 'x@nomail.com'].map((email, place) => [String(place), 'email', email]),
    ...[...['li@example.com', 'nathan@na-shop.com', 'test.anna@example.com', '18812@qq.com'].map((email) => ['99', 'email', email])],
    ...[
      ['1', 'member_no', 'test01'],
      ['1', 'member_no', 'M00012'],
    ],
    ...['+8613888888888', '13800000000', '19999999999'].map((phone) => ['1', 'phone', phone]),
    ['1', 'unionid', '1234567890123'],
    ['1', 'unionid', 'no_unionid_1'],
    ['1', 'device_id', '02:00:00:00:00:00'],
    ['1', 'device_id', 'd41d8cd98f00b204e9800998ecf8427e'],
    ...[
      ['1', 'openid', 'wx12:123456789'],
      ['1', 'openid', 'wx12:oABC1'],
    ],
  ])
  const values = (wanted: boolean) => rows.flatMap(({ is_junk, value }) => (is_junk === wanted ? [value as string] : []))
  expect(values(false).sort()).toEqual([
    '18812@qq.com',
    'M00012',
    'li@example.com',
    'nathan@na-shop.com',
    'test.anna@example.com',
    'wx12:oABC1',
  ])
  expect(values(true).length).toBe(20)
})

test('unusable values are counted by source and type, and by reason', async () => {
  const count = async (type: string, values: string[]) => {
    const inputs = { junk: inputOf(junk), raw: inputOf(values.map((value) => ['pos', type, value])) }
    const rows: Record<string, unknown>[] = []
    for await (const row of unreadableIdentifiers(inputs, { as_of: '2026-02-01', is_first: true })) rows.push(row)
    return rows
  }
  expect(
    await count('phone', [
      ...['13912340401', '="13912340401"', '13800138000', '未知', '-', '00000000000', '11111111111', '12345678901', 'N/A', '138****1234'],
      ...['138xxxx1234', '13912340401/13912340402', '1.39E+10', '1391234040', '张三', '微信:13912340401'],
    ]),
  ).toEqual([
    { source: 'pos', type: 'phone', value_count: 16, masked_count: 2, placeholder_count: 7, unreadable_count: 5, stand_in_count: 0 },
  ])
  expect(await count('card_no', ['50001.0', '50001.5', '8.81E11', '未绑定', '-1', '12', 'pending', '6001****1234'])).toEqual([
    { source: 'pos', type: 'card_no', value_count: 8, masked_count: 1, placeholder_count: 3, unreadable_count: 3, stand_in_count: 0 },
  ])
  expect(await count('openid', ['wx12:o1', 'wx12:nil', 'wx12:8.81E11'])).toEqual([
    { source: 'pos', type: 'openid', value_count: 3, masked_count: 0, placeholder_count: 1, unreadable_count: 1, stand_in_count: 0 },
  ])
  expect(await count('name', ['李娜', '未知', '李**', '女士', '王'.repeat(300)])).toEqual([
    { source: 'pos', type: 'name', value_count: 5, masked_count: 1, placeholder_count: 2, unreadable_count: 1, stand_in_count: 0 },
  ])
  expect(await count('birthday', ['1990-05-31', '1900-01-01', '2062-01-01', '0000-00-00'])).toEqual([
    { source: 'pos', type: 'birthday', value_count: 4, masked_count: 0, placeholder_count: 2, unreadable_count: 1, stand_in_count: 0 },
  ])
})
