import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/command.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  expect(await shop.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => shop.close())

// Arguments, exit code, error and hint.
describe.each([
  [['dance'], 2, /^error: unknown command 'dance'/, /--help/],
  [['build', '--as-of', 'yesterday', '--local'], 2, /--as-of: expected a date/, /like 2011-06-01/],
  [['build', '--as-of', '2026-02-30', '--local'], 2, /--as-of: expected a date/, /./],
  [['plan', '--as-of', 'yesterday'], 2, /--as-of: expected a date/, /./],
  [['build', '--select', 'member_slae', '--local'], 2, /'member_slae' matches no model/, /Models are: .*dws\.member_sale/],
  [['plan', '--select', 'colour:red'], 2, /Unknown selector 'colour:red'/, /Use one of: name, \+name/],
  [['test', 'nothing'], 2, /'nothing' matches no model/, /dws\.member_sale/],
  [['show', 'member_slae'], 2, /no relation 'member_slae'/, /There are: .*dws\.member_sale/],
  [['show', 'member_sale', '--limit', 'few'], 2, /--limit: expected a number, got 'few'/, /./],
  [['run', 'show', '99'], 1, /no run 99/, /memberhouse runs/],
  [['run', 'show', 'last'], 2, /run: expected a number, got 'last'/, /./],
  [['run', 'cancel', '1'], 1, /Run 1 is published: it cannot be cancelled/, /memberhouse build/],
  [['run', 'retry', '1'], 1, /Run 1 is published: it cannot be retried/, /memberhouse build/],
  [['run', 'skip', '1'], 1, /Run 1 is published: it cannot be skipped/, /memberhouse build/],
  [['run', 'approve', '1'], 1, /Run 1 is published: it cannot be approved/, /memberhouse build/],
  [['run', 'reject', '1', '--reason', 'no'], 1, /Run 1 is published: it cannot be rejected/, /memberhouse build/],
  [['run', 'reject', '1'], 2, /required option '--reason <text>' not specified/, /--help/],
  [['run', 'retry', '99'], 1, /no run 99/, /memberhouse runs/],
  [['release', 'show', '99'], 1, /no release 99/, /memberhouse release list/],
  [['release', 'rollback', '99'], 1, /no release 99/, /Published releases: 1/],
  [['release', 'rollback', '1'], 1, /Release 1 is already the published one/, /./],
  [['sql', 'select * from dws.member_sale', '--release', '99'], 1, /99/, /memberhouse release list/],
  [['sql', 'select amuont from dws.member_sale'], 1, /column "amuont" does not exist/, /member_sale\.amount/],
  [['sql', 'delete from dws.member_sale'], 1, /delete|read-only/i, /./],
  [['sql', 'commit; drop table store.dws_member_sale'], 1, /several statements/, /one at a time/],
  [['sql', 'select 1; select 2'], 1, /several statements/, /one at a time/],
  [['model', 'reset', 'member_slae'], 1, /member_slae/, /memberhouse plan/],
  [['load', 'missing.csv'], 1, /missing\.csv/, /./],
] as [string[], number, RegExp, RegExp][])('memberhouse %j', (args, code, error, hint) => {
  test(`exits with ${code}, an error and a hint`, async () => {
    const { code: given, out, err } = await shop.run(...args)
    expect(out + err).toMatch(error)
    expect(out + err).toMatch(hint)
    expect(out + err).not.toMatch(/Unexpected error| {4}at /)
    expect(given).toBe(code)
  })
})

test('a database without the schema, and one that does not answer, are reported with a hint', async () => {
  const bare = new URL(shop.url)
  bare.pathname = '/postgres'
  const runs = await shop.start(['runs'], { env: { DATABASE_URL: bare.href } }).ended
  expect(runs).toMatchObject({ code: 1, err: expect.stringContaining('memberhouse migrate') as string })
  bare.port = '1'
  const away = await shop.start(['runs'], { env: { DATABASE_URL: bare.href } }).ended
  expect(away.err).not.toContain('Unexpected error')
  expect(away.code).toBe(1)
})

test('--csv quotes where necessary, and distinguishes null from an empty text', async () => {
  const { out, code } = await shop.run(
    'sql',
    `select note, null as gone, '' as empty, E'two\\nlines' as "a,b" from dwd.sale where sale_id = 1`,
    '--csv',
  )
  expect(out).toBe('note,gone,empty,"a,b"\n"said ""hi"", left",,"","two\nlines"\n')
  expect(code).toBe(0)
})

test('--json prints rows, runs, nodes, releases and plans for programs', async () => {
  const json = async (...args: string[]) => JSON.parse((await shop.run(...args, '--json')).out) as unknown
  expect(await json('show', 'member_sale')).toEqual([
    { one_id: '7', amount: '10' },
    { one_id: '8', amount: '4' },
  ])
  expect(await json('sql', 'select count(*) as members from segment.member')).toEqual([{ members: '1' }])
  expect(await json('runs')).toMatchObject([{ run_id: 1, state: 'published', as_of: '2026-01-02', failed_count: 0 }])
  expect(await json('run', 'show', '1')).toMatchObject({ run_id: 1, state: 'published' })
  expect(await json('release', 'list')).toMatchObject([{ release: 1, state: 'published', is_current: true }])
  expect(await json('release', 'show', '1')).toMatchObject([
    { relation: 'dwd.sale' },
    { relation: 'dws.member_sale' },
    { relation: 'ods.sale' },
    { relation: 'segment.spenders' },
  ])
  expect(await json('plan')).toMatchObject({ as_of: '2026-01-02', schema_sync: [] })
})

test('lint reports all problems of a project with their places, and exits with 1', async () => {
  expect(await shop.run('lint')).toMatchObject({ code: 0, out: expect.stringMatching(/^4 contracts are valid/) as string })
  const broken = await openShop()
  try {
    broken.edit('models/dwd/sale.sql', 'note', 'now()::text as note')
    broken.edit('segments/spenders.sql', 'dws.member_sale', 'dws.member_sales')
    const { code, err } = await broken.run('lint')
    expect(err).toMatch(/models\/dwd\/sale\.sql:1 .*now/)
    expect(err).toMatch(/segments\/spenders\.sql:1 .*no model dws\.member_sales/)
    expect(code).toBe(1)
  } finally {
    await broken.close()
  }
})

test('files are loaded although a model cannot be imported; rows with only personal columns are not shown', async () => {
  const other = await openShop()
  try {
    const broken = 'models/dwd/sale.ts'
    const whole = other.text(broken)
    other.write(broken, 'export default {')
    expect(await other.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
    other.write(broken, whole)
    other.edit('models/dws/member_sale.ts', `bigint('Who.')`, `bigint('Who.', { personal: true })`)
    other.edit('models/dws/member_sale.ts', `numeric('Bought for.')`, `numeric('Bought for.', { personal: true })`)
    other.edit('models/dws/member_sale.ts', `between('amount', 0, null)`, `between('amount', 5, null)`)
    expect(await other.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 1 })
    const { out, code } = await other.run('run', 'show', '1')
    expect(out).toMatch(/between\(amount, 5, null\) \(error\) found 1 rows; all their columns are personal\n/)
    expect(code).toBe(0)
  } finally {
    await other.close()
  }
})

test('a failing unit test shows the rows that differ, and exits with 1', async () => {
  expect(await shop.run('test', 'member_sale')).toMatchObject({ code: 0, out: '✓ dws.member_sale  sales add up\n1 passed, 0 failed\n' })
  const broken = await openShop()
  try {
    broken.edit('models/dws/member_sale.sql', 'sum(amount)', 'max(amount)')
    const { code, out } = await broken.run('test')
    expect(out).toMatch(/- expected .*1 .*5[^]*\+ got .*1 .*3[^]*0 passed, 1 failed/)
    expect(code).toBe(1)
  } finally {
    await broken.close()
  }
})

test('test names models without unit tests, and exits with 1 if it ran none', async () => {
  expect(await shop.run('test', 'dwd.sale')).toMatchObject({ code: 1, out: '0 passed, 0 failed\ndwd.sale has no tests\n' })
  expect(await shop.run('test', '+member_sale')).toMatchObject({ code: 0, out: expect.stringMatching(/1 passed, 0 failed\n$/) as string })
})
