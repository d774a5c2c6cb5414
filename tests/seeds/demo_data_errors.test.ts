import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { digits, generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

// Compares the errors in accounts with docs/demo-retailer.md; demo_accounts.test.ts does so for phones, names and birthdays of store cards.

type Fields = Record<string, string>

const demo = generateExports(4_000)
afterAll(demo.remove)

const page = readFileSync(join(import.meta.dirname, '../../docs/demo-retailer.md'), 'utf8')
/** The shares in the page's row about this error. */
const sharesOf = (error: string): number[] => {
  const row = page.split('\n').find((line) => line.startsWith(`| ${error}`))
  return [
    ...row!
      .split('|')
      .at(-2)!
      .matchAll(/[\d.]+/g),
  ].map(([share]) => Number(share) / 100)
}

const personOf = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
const persons = new Map(demo.truth('person').map((row) => [row['person']!, row]))
const guests = new Set(demo.truth('person').flatMap(({ person, role }) => (role === 'guest' ? [person!] : [])))
const owners = (source: string) =>
  [...personOf]
    .filter(([account, person]) => account.startsWith(`${source}:`) && person !== '' && !guests.has(person))
    .map(([, person]) => person)

/** All rows of each account, in file order. */
function histories(file: string, key: string): Map<string, (Fields & { file: string })[]> {
  const found = new Map<string, (Fields & { file: string })[]>()
  for (const row of demo.rows(file)) found.set(row[key]!, [...(found.get(row[key]!) ?? []), row])
  return found
}
const cards = histories('pos_member', 'card_no')
const members = histories('crm_member', 'member_no')

test('some emails are in another case or have a trailing space', () => {
  const typed = [...demo.last('app_member', 'app_user_id').values(), ...demo.last('crm_member', 'member_no').values()]
    .map(({ email }) => email!)
    .filter((email) => email !== '' && email.trim().toLowerCase() !== 'test@test.com')
  const [otherCase, spaced] = sharesOf('email in another case')
  expectShare(typed.filter((email) => email !== email.toLowerCase()).length, typed.length, otherCase!)
  expectShare(typed.filter((email) => email.endsWith(' ')).length, typed.length, spaced!)
})

test.each(['marketplace', 'mini', 'pos', 'app', 'crm'].map((source, place) => [source, place] as const))(
  'some persons have a second account in %s',
  (source, place) => {
    const counts = new Map<string, number>()
    for (const person of owners(source)) counts.set(person, (counts.get(person) ?? 0) + 1)
    expectShare([...counts.values()].filter((count) => count === 2).length, counts.size, sharesOf('a second account in one source')[place]!)
    expect(Math.max(...counts.values())).toBe(2)
  },
)

test('some devices of the app have an id of zeroes', () => {
  const users = [...demo.last('app_member', 'app_user_id').values()]
  expectShare(
    users.filter(({ device_id }) => /^[0-]+$/.test(device_id!)).length,
    users.length,
    sharesOf("the household's tablet as device")[1]!,
  )
})

test('one woman in a hundred changes her surname, and most report it to the member centre', () => {
  const women = [...persons.values()].filter(({ gender }) => gender === 'f')
  const isOther = (person: string, name: string) =>
    name.length > persons.get(person)!['name']!.length && name.endsWith(persons.get(person)!['name']!)
  const renamed = new Set(
    [...members].flatMap(([member_no, rows]) => {
      const person = personOf.get(`crm:${member_no}`)!
      return person !== '' && rows.some(({ name }) => isOther(person, name!)) ? [person] : []
    }),
  )
  expect(renamed.size).toBeGreaterThan(3)
  expect([...renamed].filter((person) => persons.get(person)!['gender'] !== 'f')).toEqual([])
  const known = new Set(owners('crm'))
  expect(renamed.size / women.filter(({ person }) => known.has(person!)).length).toBeLessThanOrEqual(2 * sharesOf('a changed surname')[0]!)
  const changed = [...members.values()].filter((rows) => new Set(rows.map(({ name }) => name)).size > 1)
  expect(changed.length).toBeGreaterThan(3)
})

test('some cards are sent again, with other values or unchanged', () => {
  const [other, unchanged] = sharesOf('a card sent again')
  const values = (row: Fields) => JSON.stringify({ ...row, folder: '', file: '' })
  const again = [...cards.values()].filter((rows) => rows.some((row, place) => place > 0 && values(row) === values(rows[place - 1]!)))
  expectShare(again.length, cards.size, unchanged!)
  const retyped = [...cards.values()].filter((rows) => new Set(rows.map(({ phone, name }) => `${phone} ${name}`)).size > 1)
  expect(retyped.length / cards.size).toBeGreaterThan(other! / 2)
})

test('a small retailer has no invalid birthdays: they would be more than 5 % of a file', () => {
  expect([...demo.rows('pos_member')].filter(({ birthday }) => birthday!.endsWith('-02-30'))).toEqual([])
})

test('some members are deleted', () => {
  const last = [...demo.last('crm_member', 'member_no').values()]
  expectShare(last.filter(({ is_deleted }) => is_deleted === 'true').length, last.length, sharesOf('deleted members')[0]!)
})

test('some accounts of mini-programs are exported up to three weeks late, a third of these in the next monthly file', () => {
  const first = [...histories('mini_member', 'openid').values()].map(([row]) => row!)
  const monthOf = ({ file }: { file: string }) => /_(\d{4}-\d{2})/.exec(file)![1]!
  const since2024 = first.filter(({ registered_at }) => registered_at! >= '2024-01-02')
  const late = since2024.filter((row) => monthOf(row) > row['registered_at']!.slice(0, 7))
  // They are late by 1 to 20 days, 10.5 on average, so a third of them pass the end of a month.
  expectShare(late.length, since2024.length, (sharesOf('accounts exported up to three weeks late')[0]! * 10.5) / 30.4)
  expect(late.length).toBeGreaterThan(3)
})

test('test accounts have test names and junk phones, and belong to no person', () => {
  const testAccounts = [...personOf].filter(([, person]) => person === '').map(([account]) => account)
  expect(testAccounts.length).toBe(4_000 / 400)
  for (const account of testAccounts) {
    const [source, id] = account.split(':')
    const row = { pos: cards, crm: members }[source!]?.get(id!)?.at(-1)
    if (row) expect(row['name']).toMatch(/测试|test|张三/)
    if (row) expect(['13800138000', '11111111111', '13000000000', '']).toContain(digits(row['phone']!))
  }
})
