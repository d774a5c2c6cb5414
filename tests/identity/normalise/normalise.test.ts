import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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
    ['张三', null],
    ['٠١٢٣', null],
    ['-', null],
    ['', null],
    [' ', null],
    ['1'.repeat(400), null],
    ['13800138000'.padEnd(400, ' '), null],
  ],
  email: [
    [' Anna.Li@Example.COM ', 'anna.li@example.com'],
    ['ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'anna@example.com'],
    ['anna@example。com', 'anna@example.com'],
    ['anna+shop@example.com', 'anna+shop@example.com'],
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
    ['0', null],
    ['a'.repeat(129), null],
    ['微信', null],
  ],
  openid: [
    ['wx12:oABC', 'wx12:oABC'],
    ['oABC', null],
    [':oABC', null],
    ['wx12:', null],
    ['wx12:null', null],
    ['wx12:o:ABC', null],
  ],
  external_userid: [['wmAbC_12', 'wmAbC_12']],
  device_id: [
    ['6D92078A-8246-4BA4-AE5B-76104861E7DC', '6d92078a-8246-4ba4-ae5b-76104861e7dc'],
    ['00000000-0000-0000-0000-000000000000', null],
    ['0000000000000000', null],
  ],
  card_no: [
    ['6001 2345-678', '60012345678'],
    ['ａ１００２', 'A1002'],
    ['0000000', null],
    ['6001****5678', null],
    ['12', null],
  ],
  member_no: [['m-00012', 'M00012']],
  name: [
    ['张三', '张三'],
    ['张　三', '张三'],
    ['李娜女士', '李娜'],
    ['王先生', '王'],
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
