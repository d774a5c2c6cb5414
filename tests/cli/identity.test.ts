import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { bigint, boolean, double, full, jsonb } from '../../engine/project/contract.ts'
import { model } from '../support/project.ts'
import { openIdentityWarehouse, type IdentityWarehouse } from '../support/identity/warehouse.ts'

// The identity commands, each in a separate process.

const root = join(import.meta.dirname, '../..')
let shop: IdentityWarehouse

const run = (...args: string[]) => runAt(shop.url, ...args)
const runAt = async (url: string, ...args: string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', join('cli', 'main.ts'), 'identity', ...args], {
    cwd: root,
    env: {
      ...{ PATH: process.env['PATH'], DATABASE_URL: url },
      ...{ TEMPORAL_ADDRESS: inject('temporal_address'), TEMPORAL_NAMESPACE: inject('temporal_namespace') },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()))
  await once(child, 'close')
  return { code: child.exitCode, ...said }
}

/** Similar pairs provided by a test, in place of those learned by the model. */
const pairs = model(
  'dwd.identity_pair',
  {
    kind: full({ store: 'changes' }),
    grain: ['account_key', 'other_account_key'],
    columns: {
      account_key: bigint('Account.'),
      other_account_key: bigint('Account.'),
      probability: double('How probable.'),
      may_join: boolean('Joins.'),
      weights: jsonb('Why.'),
    },
  },
  `select least(a, b) as account_key, greatest(a, b) as other_account_key, probability, probability >= 0.99 as may_join, weights
   from (values
       (warehouse.key('crm', '5'), warehouse.key('pos', '5'), 0.87::double precision, '{"name": 6.2, "prior": -3.5}'::jsonb),
       (warehouse.key('crm', '1'), warehouse.key('pos', '1'), 0.996, '{"name": 9.1, "prior": -1}'::jsonb),
       (warehouse.key('crm', '1'), warehouse.key('crm', '2'), 0.995, '{"name": 9, "prior": -1}'::jsonb)
   ) as given (a, b, probability, weights)
   where a in (select account_key from dwd.account) and b in (select account_key from dwd.account)`,
)

beforeAll(async () => {
  shop = await openIdentityWarehouse([], pairs)
  await shop.give({
    'crm:1': { phone: '13812340001', member_no: 'M001', name: '王伟', seen: '2025-01-01' },
    'app:1': { phone: '+86 138 1234 0001', unionid: 'oABCDEF1234' },
    'pos:1': { name: '王伟' },
    'crm:2': { member_no: 'M002', name: '王伟', seen: '2025-01-02' },
    'crm:5': { member_no: 'M005', name: '周宇慧', seen: '2025-01-03' },
    'pos:5': { name: '周雨慧' },
    'mini:6': { openid: 'wx0123456789abcdef:oXYZ_abc-12345678901234567', seen: '2025-02-01' },
  })
  await shop.night(1)
}, 120_000)
afterAll(() => shop.close(), 60_000)

test('explain finds a member by id, account, phone in any notation, and openid', { timeout: 60_000 }, async () => {
  const byPhone = await run('explain', '138-1234-0001')
  expect(byPhone).toMatchObject({ code: 0, err: '' })
  expect(byPhone.out).toMatch(/^Member 1000001\n/)
  expect(byPhone.out).toMatch(/crm +1 +phone +\+8613812340001 +2025-01-01/)
  expect((await run('explain', 'app:1')).out).toBe(byPhone.out)
  expect((await run('explain', '1000001')).out).toBe(byPhone.out)
  expect((await run('explain', 'wx0123456789abcdef:oXYZ_abc-12345678901234567')).out).toMatch(/mini +6 +openid/)
  expect(await run('explain', '13900000000')).toMatchObject({
    code: 1,
    err: expect.stringContaining("no member in the published release has '13900000000'") as string,
  })
  expect(await run('explain', '138****0001')).toMatchObject({
    code: 1,
    err: expect.stringContaining("'138****0001' is not a phone, email or other identifier") as string,
  })
})

test('why shows the chain of evidence, a limit, and the weights of a similarity', { timeout: 60_000 }, async () => {
  const together = await run('why', 'crm:1', 'app:1')
  expect(together.out).toBe('crm:1 and app:1 are member 1000001.\n  crm:1 and app:1: phone +8613812340001\n')
  const alike = JSON.parse((await run('why', 'crm:1', 'pos:1', '--json')).out) as { chain: unknown[] }
  expect(alike.chain).toEqual([expect.objectContaining({ by: 'similarity', probability: 0.996, weights: { name: 9.1, prior: -1 } })])
  const waits = await run('why', 'crm:5', 'pos:5')
  expect(waits.out).toMatch(
    /alike with a probability of 0\.8700 \(weights in bits: name \+6\.2, prior -3\.5\), less than the 0\.99 needed to join/,
  )
  const limited = await run('why', 'app:1', 'crm:2')
  expect(limited.out).toContain('0.9950 (weights in bits: name +9.0, prior -1.0), but together they would have 2 member_no (limit 1)')
  expect((await run('why', 'crm:5', 'mini:6')).out).toContain('They share no identifier, and nobody has linked them.')
  expect(await run('why', 'crm:1', 'crm:99')).toMatchObject({
    code: 1,
    err: expect.stringContaining('there is no account crm:99') as string,
  })
})

test('review lists the pairs to decide, with the commands', { timeout: 60_000 }, async () => {
  const { out } = await run('review')
  expect(out).toMatch(/0\.995 +crm:[12] .*\n/)
  expect(out).toMatch(/0\.870 .*name \+6\.2 prior -3\.5\n/)
  expect(out).toMatch(/memberhouse identity link (crm|pos):\S+ (crm|pos):\S+ --reason/)
  expect(await run('review', '--limit', 'x')).toMatchObject({ code: 2 })
})

test('the newest decision holds, and an overridden one is shown', { timeout: 180_000 }, async () => {
  const fails = async (args: string[], code: number, message: string) =>
    expect(await run(...args)).toMatchObject({ code, out: '', err: expect.stringContaining(message) as string })
  await fails(['link', 'crm:5', 'pos:99', '--reason', 'called'], 1, 'there is no account pos:99')
  await fails(['link', 'crm:5', 'crm:5', '--reason', 'called'], 2, 'is given twice: give two accounts')
  await fails(['link', 'crm:5', 'pos:5', '--reason', ' '], 2, '--reason: expected a value')
  await fails(['block', 'fax', '123', '--reason', 'x'], 1, "unknown identifier type 'fax'")
  await fails(['block', 'phone', '138****1234', '--reason', 'x'], 2, 'is not a valid phone')
  expect(await shop.query('select * from ods.identity_decision')).toEqual([])

  expect((await run('link', 'crm:5', 'pos:5', '--reason', 'called on 12 May')).out).toMatch(
    /^Recorded: link, by \S+\. It takes effect in the next build/,
  )
  expect((await run('link', 'pos:5', 'mini:6', '--reason', 'same receipt')).code).toBe(0)
  await shop.night(2)
  expect((await run('why', 'crm:5', 'mini:6')).out).toMatch(/linked by \S+: called on 12 May\n.*linked by \S+: same receipt\n/s)

  // Two decisions about the same pair, and one that others contradict.
  const said = await run('unlink', 'crm:5', 'mini:6', '--reason', 'two persons')
  expect(said.out).not.toContain('It overrides')
  expect((await run('unlink', 'pos:5', 'crm:5', '--reason', 'twins')).out).toMatch(
    /It overrides the decision of \S+ on \S+: link, called on 12 May/,
  )
  await shop.night(3)
  const apart = await run('why', 'crm:5', 'pos:5')
  expect(apart.out).toMatch(/decided on \S+ that they are two persons: twins/)
  expect(apart.out).toMatch(/to link crm:5 and pos:5: called on 12 May; overridden by a newer decision/)
  const explained = await run('explain', 'crm:5')
  expect(explained.out).toMatch(/link +crm:5 and pos:5 .*no, overridden by a newer decision/)
  expect(explained.out).toMatch(/unlink +pos:5 and crm:5 .*yes/)
  expect(explained.out).toMatch(/split .*unlink of (crm:5 and \S+|\S+ and crm:5) by a person/)

  expect((await run('block', 'phone', '138 1234 0001', '--reason', 'line of the store')).code).toBe(0)
  await shop.night(4)
  expect((await run('why', 'crm:1', 'app:1')).out).toContain(
    'both members have phone +8613812340001, which is blocked (person): line of the store',
  )
  const blocked = await run('explain', 'app:1')
  expect(blocked.out).toMatch(/block +phone \+8613812340001 .*yes/)
  expect(blocked.out).toMatch(/split .*phone of .* was blocked \(person\)/)
  expect((await run('allow', 'phone', '138 1234 0001', '--reason', 'it is theirs')).out).toContain('It overrides the decision of')
  await shop.night(5)
  expect((await run('why', 'crm:1', 'app:1')).out).toMatch(/^crm:1 and app:1 are member 1000001\./)
})

test('a split after a changed phone is explained: nothing ties the accounts any more', { timeout: 60_000 }, async () => {
  await shop.give({
    'crm:1': { phone: '13812340001', member_no: 'M001', name: '王伟', seen: '2025-01-01' },
    'app:1': { phone: '13912340009', unionid: 'oABCDEF1234', seen: '2026-03-05' },
  })
  await shop.night(6)
  expect((await run('explain', 'app:1')).out).toMatch(
    /2026-03-06 +6 +split .*nothing ties app:1 and crm:1 any more; one of them last changed on 2026-03-05/,
  )
})

test('a merged id explains its new member; an id without accounts is reported', { timeout: 60_000 }, async () => {
  await shop.give({ 'crm:1': { phone: '13812340001', member_no: 'M001', name: '王伟', seen: '2025-01-01' } })
  await shop.night(7)
  const ids = await shop.query('select * from dwd.one_id order by one_id')
  // app:1 was separate from crm:1 for one night.
  const merged = ids.find((row) => row['merged_into'] === 1_000_001)
  const id = String(merged?.['one_id'])
  expect((await run('explain', id)).out.split('\n')[0]).toBe(`Member 1000001, into which ${id} was merged`)
  const gone = ids.find((row) => row['is_active'] === false && row['merged_into'] === null)
  expect(gone).toBeDefined()
  expect(await run('explain', String(gone?.['one_id']))).toMatchObject({
    code: 1,
    err: expect.stringContaining('no longer has accounts') as string,
  })
})

test('a value can be blocked before the first build', { timeout: 60_000 }, async () => {
  const fresh = await openIdentityWarehouse()
  try {
    expect(await runAt(fresh.url, 'block', 'phone', '138 1234 0001', '--reason', 'line of the store')).toMatchObject({ code: 0, err: '' })
  } finally {
    await fresh.close()
  }
})
