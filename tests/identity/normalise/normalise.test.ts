import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeIdentifier } from '../../../identity/normalise/judge_identifier.ts'
import { normalise, normalisers } from '../../../identity/normalise/normalise.ts'
import { normalisePhone, parsePhone } from '../../../identity/normalise/normalise_phone.ts'

const settings = { default_region: 'CN', as_of: '2026-06-30' }

// The values that sources write, with the normalised form; null if the value is invalid.
const golden: Record<string, [string, string | null][]> = {
  phone: [
    ['13800138000', '+8613800138000'],
    ['138 0013 8000', '+8613800138000'],
    ['138-0013-8000', '+8613800138000'],
    ['+86 138 0013 8000', '+8613800138000'],
    ['0086-13800138000', '+8613800138000'],
    ['8613800138000', '+8613800138000'],
    ['(+86)13800138000', '+8613800138000'],
    ['１３８００１３８０００', '+8613800138000'],
    ['＋８６　１３８００１３８０００', '+8613800138000'],
    ['\u200e13800138000\u200f', '+8613800138000'],
    ['010-62781234', '+861062781234'],
    ['+1 650 253 0000', '+16502530000'],
    ['138****1234', null],
    ['138＊＊＊＊1234', null],
    ['138xxxx1234', null],
    ['11111111111', null],
    ['00000000000', null],
    ['1380013800', null],
    ['138001380001', null],
    ['400-820-8820', null],
    ['95588', null],
    ['13800138000/13900139000', null],
    // Guards, labels and decimals of spreadsheets.
    ['="13800138000"', '+8613800138000'],
    ['=13800138000', '+8613800138000'],
    ["'13800138000", '+8613800138000'],
    ['‘13800138000', '+8613800138000'],
    ['""13800138000""', '+8613800138000'],
    ['＝＂１３８００１３８０００＂', '+8613800138000'],
    ['="13800138000.0"', '+8613800138000'],
    ['\t13800138000\t', '+8613800138000'],
    ['13800138000.0', '+8613800138000'],
    ['13800138000.00', '+8613800138000'],
    ['1.3800138001E10', '+8613800138001'],
    ['+436601234567.0', '+436601234567'],
    ['138.0013.8000', '+8613800138000'],
    ['1.38E+10', null],
    ['1.38001E10', null],
    ['13800138000.5', null],
    ['+43660123456.7', null],
    ['13,800,138,000', null],
    ['=T("13800138000")', null],
    ['tel:13800138000', '+8613800138000'],
    ['tel:+86-138-0013-8000', '+8613800138000'],
    ['电话：13800138000', '+8613800138000'],
    ['手机号码: 138 0013 8000', '+8613800138000'],
    ['Mobile 13800138000', '+8613800138000'],
    ['Tel. No. 13800138000', '+8613800138000'],
    ['T: 13800138000', '+8613800138000'],
    ['传真：010-62781234', null],
    ['Fax 010-62781234', null],
    // Two phones in one field; one phone twice is one.
    ['13800138000、13900139000', null],
    ['13800138000;13900139000', null],
    ['13800138000 13900139000', null],
    ['13800138000或13900139000', null],
    ['13800138000/138 0013 8000', '+8613800138000'],
    ['+43 660/1234567', '+436601234567'],
    ['13800138000/1', null],
    // An extension is part of the number.
    ['010-62781234转801', '+861062781234;ext=801'],
    ['010-62781234 ext. 801', '+861062781234;ext=801'],
    ['010-62781234-801', '+861062781234;ext=801'],
    ['tel:+86-10-62781234;ext=801', '+861062781234;ext=801'],
    // A mobile phone with an extension is a privacy number of a platform.
    ...['17000000000-1234', '13912345678-0123', '13912345678转0123', '13912345678 ext. 12', '+86 139 1234 5678-12', '13912345678,0123'].map(
      (number): [string, null] => [number, null],
    ),
    ['17012345678', '+8617012345678'],
    ['95013123456789', null],
    ['#fUJq8dAq9vWgXyLk#', null],
    ['1AtfLWRDlHsY7KPDQ5ISt5ibTdGbPmn8', null],
    ['138x1234', null],
    ['张三', null],
    ['٠١٢٣', null],
    ['-', null],
    ['', null],
    [' ', null],
    ['1'.repeat(400), null],
    ['13800138000'.padEnd(400, ' '), null],
  ],
  receiver_phone: [
    ['138 0013 8000', '+8613800138000'],
    ['17000000000-1234', null],
    ['##Zk3Vd8a2Jw==', null],
  ],
  receiver_name: [
    ['李 娜女士', '李娜'],
    ['#fUJq8dAq9vWgXyLk#', null],
    ['1AtfLWRDlHsY7KPDQ5ISt5ibTdGbPmn8', null],
  ],
  email: [
    [' Anna.Li@Example.COM ', 'anna.li@example.com'],
    ['ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'anna@example.com'],
    ['anna@example。com', 'anna@example.com'],
    ['anna+shop@example.com', 'anna+shop@example.com'],
    ['mailto:anna@example.com', 'anna@example.com'],
    ['Anna Li <Anna@example.com>', 'anna@example.com'],
    ['邮箱：anna@example.com', 'anna@example.com'],
    ['="anna@example.com"', 'anna@example.com'],
    ["'anna@example.com", 'anna@example.com'],
    ['李@例子.中国', '李@例子.中国'],
    ['a***@example.com', null],
    ['anna', null],
    ['anna@', null],
    ['anna@example', null],
    ['anna@@example.com', null],
    ['anna@example.com,bob@example.com', null],
    [`${'a'.repeat(400)}@example.com`, null],
  ],
  unionid: [
    ['oZ7-x_Y12AbCdEf', 'oZ7-x_Y12AbCdEf'],
    [' oZ7-x_Y12AbCdEf ', 'oZ7-x_Y12AbCdEf'],
    ['NULL', null],
    ['undefined', null],
    ...['-1', '-99', 'nil', 'empty', 'not_set', 'not.set', 'default', 'NaT', 'pending', 'ＮＩＬ', 'n-u-l-l'].map((word): [string, null] => [
      word,
      null,
    ]),
    ['abcdefghijklmnopqrstuvwxyzab', null],
    ['o000000000000', null],
    ['oAAAAAAAAAAAAAAAAAAAAAAAAAAA', null],
    // One in fifty of such ids has no digit.
    ['oUbabcDEFghiJKLmnopQRSTuvwxy', 'oUbabcDEFghiJKLmnopQRSTuvwxy'],
    ['="oZ7-x_Y12AbCdEf"', 'oZ7-x_Y12AbCdEf'],
    ['123456.0', '123456'],
    ['8.81E11', null],
    ['50001.5', null],
    ['0', null],
    ['a'.repeat(129), null],
    ['微信', null],
  ],
  openid: [
    ['wx12:oABC1', 'wx12:oABC1'],
    ['wxapp:oABC1', 'wxapp:oABC1'],
    ['wx12:-1', null],
    ['wx12:not_set', null],
    ['oABC', null],
    [':oABC', null],
    ['wx12:', null],
    ['wx12:null', null],
    ['wx12:o:ABC', null],
  ],
  external_userid: [
    ['wmAbC_12', 'wmAbC_12'],
    ['unknown_user', null],
  ],
  device_id: [
    ['6D92078A-8246-4BA4-AE5B-76104861E7DC', '6d92078a-8246-4ba4-ae5b-76104861e7dc'],
    ['00000000-0000-0000-0000-000000000000', null],
    ['0000000000000000', null],
    ['867530912345678.0', '867530912345678'],
    ['unavailable', null],
  ],
  card_no: [
    ['6001 2345-678', '60012345678'],
    ['ａ１００２', 'A1002'],
    ['0000000', null],
    ['6001****5678', null],
    ['12', null],
    ['50001.0', '50001'],
    ['50001.00', '50001'],
    ['="50001"', '50001'],
    ["'50001", '50001'],
    ['5.0001E4', '50001'],
    ['卡号：50001', '50001'],
    ['No. 50001', null],
    ['50001.5', null],
    ['50001.10', null],
    ['50,001', null],
    ['8.81E11', null],
    ['8.81E+11', null],
    ['8E+11', null],
    ['6222021234567890123.0', null],
    ['6001.2345.678', null],
    ['A100.0', null],
    ['50001/50002', null],
    ['-50001', null],
    ['1E5', '1E5'],
    ['沪A1002', '沪A1002'],
  ],
  member_no: [
    ['m-00012', 'M00012'],
    ['M00000000', null],
    ['M00012.0', null],
    ['会员号: M00012', 'M00012'],
    ['未绑定', null],
    ['not bound', null],
    ['N/A', null],
  ],
  name: [
    ['张三', '张三'],
    ['张　三', '张三'],
    ['李娜女士', '李娜'],
    ['王先生', '王'],
    ['王芳（员工）', '王芳'],
    ['王芳 (前台)', '王芳'],
    ['（员工）', '(员工)'],
    ['王某', '王'],
    ['##Zk3Vd8a2Jw==', null],
    ['~AgAAAAMH9pqFAlkC4Gf~1~', null],
    ['李某某', '李'],
    ['某某', null],
    ['="张三"', '张三'],
    ["'张三", '张三'],
    ['“张三”', '张三'],
    ['陈 小姐', '陈'],
    ['  Anna   LI ', 'anna li'],
    ['Ｍｒ． Ａｎｎａ', 'anna'],
    ['Dr. O’Neil', "o'neil"],
    ['玛丽·居里', '玛丽居里'],
    ['محمد علي', 'محمد علي'],
    ['Ирина', 'ирина'],
    ['张**', null],
    ['女士', null],
    ['12345', null],
    ['王'.repeat(400), null],
  ],
  birthday: [
    ['1990-05-31', '1990-05-31'],
    ['1990/5/3', '1990-05-03'],
    ['1990.05.03', '1990-05-03'],
    ['19900503', '1990-05-03'],
    ['1990年5月3日', '1990-05-03'],
    ['1990-05-31 00:00:00', '1990-05-31'],
    ['1990-05-31T08:00:00Z', '1990-05-31'],
    ['1990/5/31 0:00', '1990-05-31'],
    ['19900531.0', '1990-05-31'],
    ['19900531.5', null],
    ['1992-02-29', '1992-02-29'],
    ['1990-02-29', null],
    ['1990-13-01', null],
    ['1900-01-01', null],
    ['1970-01-01', null],
    ['1905-06-30', null],
    ['2026-06-30', '2026-06-30'],
    ['2026-07-01', null],
    ['0000-00-00', null],
    ['05/03/1990', null],
  ],
  gender: [
    ['女', 'f'],
    ['男', 'm'],
    ['Female', 'f'],
    ['M', 'm'],
    ['1', 'm'],
    ['2', 'f'],
    ['1.0', 'm'],
    ['2.00', 'f'],
    ['1.5', null],
    ['0.0', null],
    ['0', null],
    ['未知', null],
    ['constructor', null],
  ],
  city: [
    ['上海市', '上海'],
    ['上海', '上海'],
    ['广东省深圳市', '深圳'],
    ['广西壮族自治区南宁市', '南宁'],
    ['沙市', '沙市'],
    ["'上海", '上海'],
    ["'s-Hertogenbosch", "'s-hertogenbosch"],
    [' New  York ', 'new york'],
    ['-', null],
  ],
}

describe.each(Object.entries(golden))('a %s', (type, cases) => {
  test.each(cases)('%j becomes %j', (value, normalised) => {
    expect(normalise(type, value, settings)).toBe(normalised)
  })
})

test('every type is tested', () => {
  expect(Object.keys(golden).sort()).toEqual(Object.keys(normalisers).sort())
})

test('an unknown type fails and the hint lists the known types', () => {
  const attempt = (type: string) => () => normalise(type, '1', settings)
  expect(attempt('fax')).toThrow("unknown identifier type 'fax'")
  expect(attempt('toString')).toThrow("unknown identifier type 'toString'")
  expect(attempt('fax')).toThrow(expect.objectContaining({ hint: expect.stringContaining('phone, email') as string }) as Error)
})

test('normalising never throws and is idempotent', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(normalisers)), fc.string({ unit: 'binary', maxLength: 500 }), (type, value) => {
      const normalised = normalise(type, value, settings)
      if (normalised !== null) expect(normalise(type, normalised, settings)).toBe(normalised)
    }),
    { numRuns: 3000 },
  )
})

test('the fast path for Chinese mobiles agrees with the library', () => {
  const mobile = fc.integer({ min: 10_000_000_000, max: 19_999_999_999 }).map(String)
  const near = fc.stringMatching(/^1[3-9]\d{8,10}$/)
  fc.assert(
    fc.property(fc.constantFrom('', '+86', '0086', '86'), fc.oneof(mobile, near), (prefix, phone) => {
      expect(normalisePhone(prefix + phone, 'CN')).toBe(parsePhone(prefix + phone, 'CN'))
    }),
    { numRuns: 5000 },
  )
  for (let prefix = 1000; prefix < 2000; prefix++) {
    for (const rest of ['0000000', '9999999', '1234567']) expect(normalisePhone(prefix + rest, 'CN')).toBe(parsePhone(prefix + rest, 'CN'))
  }
})

test.each([
  ['phone', '13800138001', 'standard'],
  ['phone', '+8613800138001', 'standard'],
  ['receiver_phone', '13800138001', 'standard'],
  ['phone', '138 0013 8001', 'standardised'],
  ['phone', '008613800138001', 'standardised'],
  ['phone', '138****8001', 'unreadable'],
  ['email', 'Anna@Example.com', 'standardised'],
  ['email', 'anna@example.com', 'standard'],
  ['email', 'anna', 'unreadable'],
  ['name', '李雷先生', 'standardised'],
])('the %s %s is judged %s', (type, value, judgement) => expect(judgeIdentifier(type, value)).toBe(judgement))
