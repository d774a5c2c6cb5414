import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, openShop, type Shop } from '../support/command.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  expect(await shop.run('load', 'sale_1.csv')).toMatchObject({ code: 0 })
  expect(await shop.run('build', '--local', '--as-of', '2026-01-02')).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => shop.close())

test(
  'a saved model is checked, tested and rebuilt as a candidate, and its first rows are printed; Ctrl-C stops dev',
  { timeout: 180_000 },
  async ({ onTestFailed }) => {
    const dev = shop.start(['dev'])
    onTestFailed(() => console.log(dev.printed.out, dev.printed.err))
    /** Makes a change and returns what dev prints until `end` matches. */
    const outputAfter = async (end: RegExp, change: () => void) => {
      const from = dev.printed.out.length
      change()
      return eventually(() => {
        const text = dev.printed.out.slice(from)
        return end.test(text) && text
      })
    }
    await eventually(() => dev.printed.out.includes('Ctrl-C stops'))

    const built = await outputAfter(/^2 rows$/m, () => shop.edit('models/dws/member_sale.sql', 'sum(amount)', 'sum(2 * amount) / 2'))
    expect(built).toMatch(/✓ dws\.member_sale {2}sales add up[^]*✓ dws\.member_sale .* built[^]*Candidate 2[^]*7 +10/)

    const failed = await outputAfter(/passed, 1 failed/, () =>
      shop.edit('models/dws/member_sale.sql', 'sum(2 * amount) / 2', 'sum(2 * amount)'),
    )
    expect(failed).toMatch(/- expected .*5[^]*\+ got .*10/)
    expect(failed).not.toContain('Candidate')

    const audited = await outputAfter(/found 1 rows[^]*8/, () => {
      shop.edit('models/dws/member_sale.sql', 'sum(2 * amount)', 'sum(amount)')
      shop.edit('models/dws/member_sale.ts', "between('amount', 0, null)", "between('amount', 5, null)")
    })
    expect(audited).toMatch(/between\(amount, 5, null\) \(error\) found 1 rows/)

    const wrong = await outputAfter(/lint/, () => shop.edit('models/dws/member_sale.sql', 'dwd.sale', 'dwd.sales'))
    expect(wrong).toMatch(/models\/dws\/member_sale\.sql:2 .*no model dwd\.sales/)

    dev.child.kill('SIGINT')
    expect((await dev.ended).code).toBe(0)
    expect(await shop.query('select release from meta.pointer')).toEqual([{ release: 1 }])
  },
)
