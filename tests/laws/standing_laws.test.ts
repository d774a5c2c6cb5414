import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readProject } from '../../engine/project/read_project.ts'
import { openWarehouse } from '../support/project.ts'
import { standingFacts } from '../support/standing.ts'

// Law 1 for where members stand: nights that cross month starts, with merges, late rows and changed rules, give what one full build gives;
// and the stage at a past month start is that of a build as of that day.
const numRuns = Number(process.env['LAWS_RUNS'] ?? 1)
const root = join(import.meta.dirname, '../..')
const areas = ['lifecycle', 'tier', 'class', 'churn', 'rfm'].map((area) => `models/dws/${area}/`)
const others = [
  ...['dwd.business_line', 'dwd.value_tier', 'dwd.growth_stage', 'dwd.behaviour_class', 'dwd.strategy_class', 'dwd.parameter_span'],
  ...['dwd.reporting_currency', 'dwd.exchange_rate', 'dwd.exchange_rate_span', 'dws.member_day', 'dws.member_month'],
  ...['dws.member_year_span', 'dws.member_summary', 'dws.member_discount', 'ads.tier_flow', 'audit.flows_close'],
  ...['dwd.churn_signal', 'dwd.rfm_cell', 'dwd.rfm_method', 'dwd.rfm_segment', 'dwd.rfm_threshold', 'dwd.playbook'],
  ...['ads.member_rfm', 'ads.rfm_grid', 'ads.member_lifecycle', 'ads.member_aipl', 'ads.member_churn_signal', 'ads.member_winback'],
]

const firstDay = Date.UTC(2026, 0, 20)
const dayOf = (day: number) => new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10)
const account = fc.integer({ min: 1, max: 8 })
const change = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{
        do: fc.constant('buy' as const),
        account,
        daysAgo: fc.integer({ min: 1, max: 300 }),
        amount: fc.integer({ min: 50, max: 1500 }),
      },
      line: fc.constantFrom('beauty', 'food'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('act' as const), account, daysAgo: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), account, other: account }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('register' as const), account, daysAgo: fc.integer({ min: 1, max: 300 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      name: fc.constantFrom('dormant_least_days', 'aipl_interest_days', 'tier_kept_rate', 'price_sensitive_line_count'),
      daysAgo: fc.integer({ min: 0, max: 100 }),
      value: fc.integer({ min: 1, max: 59 }),
    }),
  },
)
const night = fc.record({ days: fc.integer({ min: 1, max: 20 }), changes: fc.array(change, { minLength: 2, maxLength: 8 }) })

test('nights over month starts give what a full build gives, and past stages are those of builds as of that day', async () => {
  const { definitions } = await readProject(root)
  const own = definitions.filter(({ name, contract_file }) => others.includes(name) || areas.some((area) => contract_file.startsWith(area)))
  const models = own.filter(({ kind, name }) => kind === 'model' && !name.startsWith('dwd.')).map(({ name }) => name)
  const defaults = readFileSync(join(root, 'seeds/parameter.csv'), 'utf8').trim().split('\n').slice(1)
  await fc.assert(
    fc.asyncProperty(fc.array(night, { minLength: 3, maxLength: 4 }), async (nights) => {
      const house = await openWarehouse([...own, ...standingFacts])
      const accounts = Array.from({ length: 8 }, (_, place) => ({ one_id: place + 1, registered_on: place % 4 === 3 ? '' : '2025-04-10' }))
      const sales: string[] = []
      const acts: string[] = []
      const parameters = new Map(defaults.map((line) => line.split(',')).map(([name, , from, value]) => [`${name},${from}`, value!]))
      const load = async (name: string, header: string, rows: string[], place: number) =>
        house.load(`given_${name}_${place}.csv`, [header, ...rows, ''].join('\n'))
      const build = async (day: number, full_refresh = false) => {
        const { state, detail } = await house.build({ as_of: dayOf(day), full_refresh, publish: 'always' })
        expect(['published', 'unchanged'], detail ?? '').toContain(state)
        return Object.fromEntries(await Promise.all(models.map(async (name) => [name, await house.rows(name)] as const)))
      }
      try {
        let [day, incremental] = [0, {} as Awaited<ReturnType<typeof build>>]
        for (const [place, { days, changes }] of nights.entries()) {
          day += days
          for (const drawn of changes) {
            const at = accounts[('account' in drawn ? drawn.account : 1) - 1]!
            if (drawn.do === 'buy')
              sales.push(`${sales.length},${drawn.account},${drawn.line},${dayOf(day - drawn.daysAgo)},${drawn.amount}`)
            if (drawn.do === 'act') acts.push(`${acts.length},${drawn.account},${dayOf(day - drawn.daysAgo)},${acts.length % 2}`)
            if (drawn.do === 'merge') at.one_id = accounts[drawn.other - 1]!.one_id
            if (drawn.do === 'register') at.registered_on = dayOf(day - drawn.daysAgo)
            if (drawn.do === 'set')
              parameters.set(
                `${drawn.name},${dayOf(day - drawn.daysAgo)}`,
                String(drawn.name === 'tier_kept_rate' ? drawn.value / 60 : drawn.value),
              )
          }
          const listed = accounts.map(({ one_id, registered_on }, at) => `${at + 1},${one_id},${registered_on}`)
          await load('account', 'account_key,one_id,registered_on', listed, place)
          await load('sale', 'sale_id,account_key,line,sold_on,amount', sales, place)
          await load('act', 'act_id,account_key,acted_on,interested', acts, place)
          const values = [...parameters].map(([key, value]) => `${key},${value}`)
          await load('parameter', 'name,effective_from,value', values, place)
          incremental = await build(day)
        }
        expect(await build(day, true)).toEqual(incremental)

        const month = dayOf(day).slice(0, 8) + '01'
        const then = await build((Date.parse(month) - firstDay) / 86_400_000)
        const at = (span: Record<string, unknown>) =>
          String(span['from_month']) <= month && (span['until_month'] === null || String(span['until_month']) > month)
        for (const [now, spans] of [
          ['dws.member_stage', 'dws.member_stage_span'],
          ['dws.member_aipl', 'dws.member_aipl_span'],
        ] as const) {
          const stagesOf = (rows: Record<string, unknown>[]) =>
            rows.map((row) => [row['one_id'], row['business_line'] ?? '*', row['stage']].join()).sort()
          expect(stagesOf(incremental[spans]!.filter(at))).toEqual(stagesOf(then[now]!))
        }
        const atRisk = (rows: Record<string, unknown>[]) =>
          rows.map((row) => [row['one_id'], row['business_line'], row['signals'], row['risk_weight'], row['is_at_risk']].join()).sort()
        const held = (span: Record<string, unknown>) =>
          String(span['from_on']) <= month && (span['until_on'] === null || String(span['until_on']) > month)
        expect(atRisk(incremental['dws.member_risk_span']!.filter(held))).toEqual(
          atRisk(then['dws.member_risk_span']!.filter((span) => span['until_on'] === null)),
        )
        const tiersOf = (rows: Record<string, unknown>[]) =>
          rows.map((row) => [row['one_id'], row['business_line'], row['tier_rank']].join()).sort()
        expect(tiersOf(incremental['dws.member_tier_span']!.filter(at))).toEqual(tiersOf(then['dws.member_class']!))
      } finally {
        await house.close()
      }
    }),
    { numRuns, endOnFailure: true },
  )
}, 3_600_000)
