import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readProject } from '../../engine/project/read_project.ts'
import { compile, openWarehouse, type Warehouse } from '../support/project.ts'

// Exports of the demo retailer with the faults of spreadsheets and forms, from their files to members and business days.

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'tests/fixtures/odd_inputs')
let house: Warehouse
let day = 1

beforeAll(async () => {
  const { definitions } = await readProject(root)
  const { nodes } = await compile(definitions)
  const wanted = new Set(['dwd.member', 'dwd.unreadable_identifier', 'dwd.fct_order_item', 'dwd.one_id_event'])
  // Each node comes after the nodes that it reads.
  for (const node of [...nodes].reverse()) if (wanted.has(node.name)) node.refs.forEach((ref) => wanted.add(ref))
  house = await openWarehouse(definitions.filter(({ name }) => wanted.has(name)))
})
afterAll(() => house.close())

async function load(part: string): Promise<void> {
  for (const file of readdirSync(join(folder, part))) {
    const { state, rows_rejected, error } = await house.load(file, readFileSync(join(folder, part, file)))
    expect([file, state, rows_rejected, error?.message]).toEqual([file, 'loaded', 0, undefined])
  }
}
async function night(): Promise<void> {
  expect(await house.build({ as_of: `2026-07-0${++day}` })).toMatchObject({ state: 'published' })
}
const members = async () =>
  (await house.rows(
    `(select string_agg(account.source || ':' || account.source_account_id, ' ' order by account.source, account.source_account_id) as accounts,
          member.name, member.phone, member.email
      from dwd.one_id_map as map join dwd.account as account using (account_key) join dwd.member as member using (one_id)
      group by member.one_id, member.name, member.phone, member.email)`,
  )) as { accounts: string; name: string | null; phone: string | null; email: string | null }[]

let first: Awaited<ReturnType<typeof members>>
beforeAll(async () => {
  for (const part of ['identity', 'identity_placeholders', 'time']) await load(part)
  await night()
  first = await members()
}, 300_000)
const of = (accounts: RegExp) =>
  first.filter((member) => accounts.test(member.accounts)).sort((one, other) => (one.accounts < other.accounts ? -1 : 1))

test('guarded phones and a card with .0 join their accounts', () => {
  expect(of(/50001|500010|I04/).map(({ accounts, name }) => [accounts, name])).toEqual([
    ['crm:MI03001 pos:50001', '公孙胜利'],
    ['crm:MI04001 pos:I04a0001', '慕容雪村'],
    ['crm:MI04002 pos:I04b0001', '宇文化及'],
    ['crm:MI04003 pos:I04c0001', '长孙无忌'],
    ['crm:MI04004 pos:I04d0001', '尉迟敬德'],
    ['pos:500010', '令狐小冲'],
  ])
  expect(of(/I14a/).map(({ phone }) => phone)).toEqual(['+8613912341401'])
})

test('placeholder ids, filler e-mails, blanks and a household join nobody', () => {
  const alone = of(/mini:|marketplace:|app:|I05|I06|I09|MI09/)
  expect(alone).toHaveLength(7 + 6 + 6 + 2 + 2 + 3 + 2)
  expect(alone.filter(({ accounts }) => accounts.includes(' '))).toEqual([])
  expect(alone.flatMap(({ email }) => email ?? [])).toEqual(['chain.one@example.com', 'chain.two@example.com'])
})

test('one name in two forms of Unicode, and one with a character of four bytes, join', () => {
  expect(of(/I07|I08/).map(({ accounts, name }) => [accounts, name?.normalize('NFC')])).toEqual([
    ['pos:I07a0001 pos:I07b0001', 'zoé lefèvre'],
    ['pos:I08a0001 pos:I08b0001', '𠮷野家康'],
  ])
})

test('a placeholder name beside a real one neither separates the accounts nor becomes the name', () => {
  const joined = of(/MI11/)
  expect(joined.map(({ accounts }) => accounts)).toEqual([
    'crm:MI11001 pos:I11a0001',
    ...Array.from({ length: 19 }, (_, n) => `crm:MI11x${String(n).padStart(2, '0')} pos:I11x${String(n).padStart(2, '0')}`),
  ])
  // 王某 hides a given name, but has a surname.
  expect(joined.map(({ name }) => name)).toEqual(joined.map(({ accounts }) => (accounts.includes('MI11x11') ? '王' : '李雷雷')))
})

test('values that identify nobody are counted as placeholders, and none is unreadable but a phone in place of a name', async () => {
  const counted = await house.rows(
    '(select source, type, placeholder_count, unreadable_count from dwd.unreadable_identifier where placeholder_count + unreadable_count > 0)',
  )
  expect(counted.map((row) => Object.values(row).join(' '))).toEqual([
    'app device_id 1 0',
    'app email 5 0',
    'crm name 17 1',
    'marketplace member_no 5 0',
    'mini unionid 7 0',
  ])
})

test('sales count on their business day, with or without an offset', async () => {
  const sales = `(select order_id, (ordered_at at time zone 'Asia/Shanghai')::text as at, sold_on from dwd.fct_order_item)`
  expect((await house.rows(sales)).map((row) => Object.values(row))).toEqual([
    ['H-TZ-0001', '2026-06-30 01:30:00', '2026-06-30'],
    ['H-TZ-0002', '2026-06-30 08:00:00', '2026-06-30'],
    ['H-TZ-0003', '2026-06-30 01:30:00', '2026-06-30'],
    ['HT-1', '2026-06-30 20:00:00', '2026-06-30'],
    ['HT-2', '2026-06-30 20:00:00', '2026-06-30'],
    ['HT-3', '2026-06-30 20:00:00', '2026-06-30'],
  ])
})

test('cards sent again with guarded phones move nobody', { timeout: 600_000 }, async () => {
  const events = await house.rows('dwd.one_id_event')
  const cards = readFileSync(join(folder, 'identity_placeholders/pos_member_2026-97.csv'), 'utf8')
  const guarded = cards.replace(/,(1\d{10}),/g, ',"=""$1""",')
  expect(await house.load('pos_member_2026-98.csv', guarded)).toMatchObject({ rows_accepted: 19, rows_unchanged: 0 })
  await night()
  expect(await members()).toEqual(first)
  expect(await house.rows('dwd.one_id_event')).toEqual(events)
})
