import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { readDefinitions } from '../../engine/project/read_project.ts'
import { buildDemo } from '../support/build_demo.ts'
import { createTestDatabase } from '../support/database.ts'

type Account = { account: string; one_id: number }
type Judged = { one_id: number; risk_weight: number; recency_days: number }
type Scored = { score: number; isGone: boolean }

// Month starts of the past are judged by what the facts known today say about them; the last day is as_of.
const days = ['2025-07-01', '2026-01-01', '2026-06-24']
const root = join(import.meta.dirname, '../..')
const readTruth = (folder: string, name: string) =>
  parse<Record<string, string>>(readFileSync(join(folder, `${name}.csv`), 'utf8'), { columns: true })

/** The share of pairs of one who left and one who stayed in which the first has the higher score; equal scores count half. */
function areaUnderCurve(rows: Scored[]): number {
  const [gone, stayed] = [true, false].map((isGone) => rows.filter((row) => row.isGone === isGone).map(({ score }) => score))
  const wins = gone!.flatMap((one) => stayed!.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)))
  return wins.reduce((sum, win) => sum + win, 0) / wins.length
}

test('churn signals find the buyers who dropped out better than recency alone', { timeout: 600_000 }, async () => {
  const { url, drop } = await createTestDatabase()
  try {
    const sources = (await readDefinitions(root, 'model', 'models/ods')).map(({ name }) => name)
    await buildDemo(url, { persons: 800, seed: 1, sources, select: '+ads.member_churn_signal' }, async (query, folder) => {
      const person = new Map(
        readTruth(folder, 'account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]),
      )
      const leftOn = new Map(readTruth(folder, 'person').map((row) => [row['person']!, row['dropout_on']!]))
      const accounts = await query<Account>(
        `select account.source || ':' || account.source_account_id as account, map.one_id
         from dwd.account as account inner join dwd.one_id_map as map on map.account_key = account.account_key`,
      )
      const personsOf = new Map<number, Set<string>>()
      for (const { account, one_id } of accounts)
        if (person.get(account)) personsOf.set(one_id, (personsOf.get(one_id) ?? new Set()).add(person.get(account)!))
      for (const day of days) {
        const judged = await query<Judged>(
          `select span.one_id, span.risk_weight::float8 as risk_weight, date '${day}' - max(bought.sold_on) as recency_days
           from dws.member_risk_span as span
           inner join dws.member_day as bought on bought.one_id = span.one_id and bought.business_line = '*'
           where span.business_line = '*' and span.from_on <= '${day}' and coalesce('${day}' < span.until_on, true)
             and bought.order_count > 0 and bought.sold_on < '${day}'
           group by span.one_id, span.risk_weight`,
        )
        // Of a member who is two persons the truth is not one answer.
        const known = judged.flatMap((row) => {
          const persons = [...(personsOf.get(row.one_id) ?? [])]
          return persons.length === 1 ? [{ ...row, isGone: leftOn.get(persons[0]!)! < day }] : []
        })
        const signals = areaUnderCurve(known.map(({ risk_weight, isGone }) => ({ score: risk_weight, isGone })))
        const recency = areaUnderCurve(known.map(({ recency_days, isGone }) => ({ score: recency_days, isGone })))
        console.log(
          `${day}, ${known.length} buyers: area under the curve ${signals.toFixed(3)} by signals, ${recency.toFixed(3)} by recency`,
        )
        expect(known.length, day).toBeGreaterThan(200)
        expect(signals, day).toBeGreaterThan(recency)
      }
    })
  } finally {
    await drop()
  }
})
