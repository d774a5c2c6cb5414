import { afterEach, expect, test } from 'vitest'
import { rollbackTo } from '../../engine/release/rollback.ts'
import { openIdentityWarehouse, type IdentityWarehouse } from '../support/identity/warehouse.ts'

let warehouse: IdentityWarehouse
afterEach(() => warehouse.close())

const one = '13812340001'
const [first, second, third] = ['1000001', '1000002', '1000003']

test('accounts that share a phone, in any spelling, are one member; a masked phone joins nobody', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({
    'crm:1': { phone: one, name: '王伟先生', seen: '2025-01-01' },
    'pos:1': { phone: '+86 138-1234-0001', name: '王伟' },
    'app:1': { phone: '１３８１２３４０００１' },
    'marketplace:1': { phone: '138****0001', name: '王伟' },
    'marketplace:2': { phone: '13812340002', name: '李娜' },
  })
  await warehouse.night(1)
  expect(await warehouse.members()).toEqual({
    [first!]: ['app:1', 'crm:1', 'pos:1'],
    [second!]: expect.anything(),
    [third!]: expect.anything(),
  })
})

test('a phone with two names, or a shared tablet, joins only accounts whose names agree', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({
    'crm:1': { phone: one, name: '王伟' },
    'pos:1': { phone: one, name: '王伟', device_id: 'tab-1' },
    'crm:2': { phone: one, name: '李娜' },
    'pos:2': { device_id: 'tab-1', name: '张敏' },
    'pos:3': { device_id: 'tab-1', name: '张敏' },
    'app:1': { phone: one },
  })
  await warehouse.night(1)
  expect(Object.values(await warehouse.members()).sort()).toEqual([['app:1'], ['crm:1', 'pos:1'], ['crm:2'], ['pos:2', 'pos:3']])
})

test('junk and crowded values link nobody; a block stays below the limit until a person allows the value', async () => {
  warehouse = await openIdentityWarehouse()
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`app:${n}`, { email: 'club@warehouse.cn', unionid: `u${n}x` }]))
  await warehouse.give({ ...many, 'crm:1': { phone: '13800138000' }, 'crm:2': { phone: '13800138000' } })
  await warehouse.night(1)
  expect(Object.keys(await warehouse.members())).toHaveLength(23)
  const guards = async () =>
    (await warehouse.rows('dwd.identifier_block')).map((row) => `${row['value'] as string} ${row['guard'] as string}`)
  expect(await guards()).toEqual(['club@warehouse.cn too_many_accounts', '+8613800138000 junk'])

  await warehouse.give({ 'app:1': { email: 'club@warehouse.cn' }, 'app:2': { email: 'club@warehouse.cn' } })
  await warehouse.night(2)
  expect(Object.keys(await warehouse.members())).toHaveLength(2)
  expect(await guards()).toEqual(['club@warehouse.cn too_many_accounts'])
  await warehouse.decide('allow', { type: 'email', value: 'club@warehouse.cn' })
  await warehouse.night(3)
  expect(Object.values(await warehouse.members())).toEqual([['app:1', 'app:2']])
  await warehouse.decide('block', { type: 'email', value: 'club@warehouse.cn' })
  await warehouse.night(4)
  expect(Object.keys(await warehouse.members())).toHaveLength(2)
})

test('a join that would give a member two member numbers is stopped, with a reason', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({
    'crm:1': { member_no: 'M001', phone: one },
    'crm:2': { member_no: 'M002', phone: one },
    'app:1': { phone: one, seen: '2025-01-01' },
  })
  await warehouse.night(1)
  expect(Object.values(await warehouse.members()).map((accounts) => accounts.length)).toEqual([2, 1])
  expect(await warehouse.rows('dwd.identity_stop')).toEqual([
    expect.objectContaining({ guard: 'limit', reason: 'a member has at most 1 member_no' }),
  ])
  expect((await warehouse.rows('dwd.member')).map((row) => row['shared_value_count']).sort()).toEqual([0, 1])
})

test('decisions override every rule, the newest one holds, and each change is an event with evidence', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({ 'crm:1': { phone: one, seen: '2025-01-01' }, 'app:1': { phone: one }, 'pos:1': { phone: '13812340009' } })
  await warehouse.night(1)
  expect(await warehouse.members()).toEqual({ [first!]: ['app:1', 'crm:1'], [second!]: ['pos:1'] })
  const pair = { source: 'crm', source_account_id: '1', other_source: 'pos', other_source_account_id: '1' }
  await warehouse.decide('link', pair)
  const merged = await warehouse.night(2)
  expect(await warehouse.members()).toEqual({ [first!]: ['app:1', 'crm:1', 'pos:1'] })
  await warehouse.decide('unlink', pair)
  const split = await warehouse.night(3)
  expect(await warehouse.members()).toEqual({ [first!]: ['app:1', 'crm:1'], [third!]: ['pos:1'] })

  const events =
    await warehouse.query(`select changed_by_run, kind, one_id, other_one_id, account_count, evidence -> 0 ->> 'action' as evidence
      from dwd.one_id_event where kind <> 'new' order by changed_by_run`)
  expect(events).toEqual([
    { changed_by_run: merged, kind: 'merge', one_id: 1000001, other_one_id: 1000002, account_count: 1, evidence: 'link' },
    { changed_by_run: split, kind: 'split', one_id: 1000003, other_one_id: 1000001, account_count: 1, evidence: 'unlink' },
  ])
  expect(await warehouse.query('select one_id, current_one_id, merged_into from dwd.one_id order by one_id')).toEqual([
    { one_id: 1000001, current_one_id: 1000001, merged_into: null },
    { one_id: 1000002, current_one_id: 1000001, merged_into: 1000001 },
    { one_id: 1000003, current_one_id: 1000003, merged_into: null },
  ])
})

test('an invalid decision is reported and has no effect', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({ 'crm:1': { phone: one }, 'app:1': { phone: one } })
  await warehouse.decide('unlnik', { source: 'crm', source_account_id: '1', other_source: 'app', other_source_account_id: '1' })
  await warehouse.decide('unlink', { source: 'crm', source_account_id: '1' })
  await warehouse.decide('link', { source: 'crm', source_account_id: '1', other_source: 'crm', other_source_account_id: '1' })
  await warehouse.decide('block', { type: 'phone' })
  await warehouse.decide('block', { type: 'phone', value: '+8613812340001', decided_by: '' })
  const run = await warehouse.night(1)
  const failures = await warehouse.query(`select failing_row from meta.audit_failure where run_id = ${run} order by sample_number`)
  expect(failures.map(({ failing_row }) => (failing_row as { problem: string }).problem).sort()).toEqual([
    'both accounts are the same',
    'decided_by, decided_at or reason is missing',
    'one of the two accounts is missing',
    'type or value is missing',
    'unknown action',
  ])
  expect(Object.values(await warehouse.members())).toEqual([['app:1', 'crm:1']])
})

test('a merge event names the shared value; neither a rollback nor a full refresh loses registry rows', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({ 'crm:1': { phone: one, seen: '2025-01-01' }, 'app:1': { email: 'a@b.cn' } })
  const before = await warehouse.night(1)
  await warehouse.give({ 'crm:1': { phone: one, seen: '2025-01-01' }, 'app:1': { email: 'a@b.cn', phone: one } })
  await warehouse.night(2)
  expect(await warehouse.members()).toEqual({ [first!]: ['app:1', 'crm:1'] })
  expect((await warehouse.rows('dwd.one_id_event')).find((row) => row['kind'] === 'merge')).toMatchObject({
    one_id: 1000001,
    evidence: [expect.objectContaining({ type: 'phone' })],
  })
  await rollbackTo(warehouse.database, before, 'tester', warehouse.config.publication_delay_ms)
  expect(await warehouse.members()).toEqual({ [first!]: ['crm:1'], [second!]: ['app:1'] })
  await warehouse.build({ as_of: '2026-03-03', full_refresh: true })
  expect(await warehouse.members()).toEqual({ [first!]: ['app:1', 'crm:1'] })
  expect((await warehouse.rows('dwd.one_id_event')).filter((row) => row['kind'] === 'merge')).toHaveLength(1)
})

test('a night without changes writes no row; a new account adds one', async () => {
  warehouse = await openIdentityWarehouse()
  const accounts = { 'crm:1': { phone: one }, 'app:1': { phone: one }, 'pos:1': { name: '王伟' } }
  await warehouse.give(accounts)
  await warehouse.night(1)
  const same = await warehouse.night(2)
  const changed = Object.values(await warehouse.nodes(same)).map((node) => node.changed_count ?? 0)
  expect(changed.every((count) => count === 0)).toBe(true)
  await warehouse.give({ ...accounts, 'pos:2': { phone: '13812340005' } })
  const next = await warehouse.night(3)
  expect((await warehouse.nodes(next))['dwd.one_id_map']).toMatchObject({ changed_count: 1, row_count: 4 })
})

test('a night that moves too many members waits for approval and lists the largest changes; a rejection changes nothing', async () => {
  warehouse = await openIdentityWarehouse()
  const accounts = (shared: boolean) =>
    Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [
        [`crm:${n}`, { phone: `138123410${10 + n}`, member_no: `M${100 + n}`, seen: '2025-01-01' }],
        [`app:${n}`, { ...(shared ? { phone: `138123410${10 + n}` } : {}), email: `m${n}@b.cn` }],
      ]).flat(),
    )
  await warehouse.give(accounts(false))
  await warehouse.night(1)
  const before = await warehouse.members()
  await warehouse.give(accounts(true))
  const waiting = await warehouse.build({ as_of: '2026-03-02' })
  expect(waiting).toMatchObject({ state: 'parked', waits_for: 'approval' })
  const [largest] = await warehouse.query('select failing_row from meta.audit_failure where run_id = $1 and sample_number = 1', [
    waiting.run_id,
  ])
  expect(largest!['failing_row']).toMatchObject({ members_moved: '60', allowed_count: '50', evidence: 'phone' })
  await warehouse.operate(waiting.run_id, 'reject', { reason: 'the app sent phones of the call centre' })
  expect(await warehouse.members()).toEqual(before)
  await warehouse.decide('block', { type: 'phone', value: '+8613812341010' })
  const again = await warehouse.build({ as_of: '2026-03-02' })
  await warehouse.operate(again.run_id, 'approve', { reason: 'they are' })
  expect(Object.keys(await warehouse.members())).toHaveLength(61)
})

test('a member that grows too large waits for approval; once approved, it may stay as large', async () => {
  warehouse = await openIdentityWarehouse()
  const family = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `${['crm', 'app', 'pos', 'marketplace'][n % 4]}:${n}`,
        { unionid: n < 15 ? 'u1aaaaaa' : 'u2aaaaaa', seen: n < 15 ? '2025-01-01' : '2025-06-01' },
      ]),
    )
  await warehouse.give(family(22))
  await warehouse.night(1)
  expect(Object.values(await warehouse.members()).map(({ length }) => length)).toEqual([15, 7])
  const pair = { source: 'crm', source_account_id: '0', other_source: 'app', other_source_account_id: '17' }
  await warehouse.decide('link', pair)
  const waiting = await warehouse.build({ as_of: '2026-03-02' })
  expect(waiting).toMatchObject({ state: 'parked', waits_for: 'approval' })
  const [grown] = await warehouse.query('select failing_row from meta.audit_failure where run_id = $1', [waiting.run_id])
  expect(grown!['failing_row']).toEqual({ one_id: '1000001', accounts_before: '15', account_count: '22', allowed_count: '20' })
  await warehouse.operate(waiting.run_id, 'approve', { reason: 'a test phone of the office' })
  await warehouse.give({ ...family(22), 'crm:99': { phone: one } })
  await warehouse.night(3)
  expect(Object.values(await warehouse.members()).map(({ length }) => length)).toEqual([22, 1])
})

test('the member takes each attribute from the preferred source, and its history has no gaps or overlaps', async () => {
  warehouse = await openIdentityWarehouse()
  await warehouse.give({
    'crm:1': { phone: one, city: '上海', seen: '2025-01-01' },
    'pos:1': { phone: one, name: '王伟', birthday: '1990-02-03', city: '北京' },
    'app:1': { phone: one, email: 'W@B.cn' },
  })
  await warehouse.night(1)
  expect(await warehouse.rows('dwd.member')).toEqual([
    expect.objectContaining({
      account_count: 3,
      sources: 'app,crm,pos',
      name: '王伟',
      name_source: 'pos',
      city_source: 'crm',
      email: 'w@b.cn',
    }),
  ])
  await warehouse.give({
    'crm:1': { phone: one, city: '广州', name: '王炜', seen: '2025-01-01' },
    'pos:1': { phone: one, name: '王炜', birthday: '1990-02-03', city: '北京' },
    'app:1': { phone: one, email: 'W@B.cn' },
  })
  await warehouse.night(3)
  await warehouse.night(4)
  const history = await warehouse.query(
    `select attribute, valid_from_on::text, valid_to_on::text, value
     from dwd.member_history where attribute in ('name', 'birthday') order by 1, 2`,
  )
  expect(history).toEqual([
    { attribute: 'birthday', valid_from_on: '2026-03-01', valid_to_on: null, value: '1990-02-03' },
    { attribute: 'name', valid_from_on: '2026-03-01', valid_to_on: '2026-03-03', value: '王伟' },
    { attribute: 'name', valid_from_on: '2026-03-03', valid_to_on: null, value: '王炜' },
  ])
})
