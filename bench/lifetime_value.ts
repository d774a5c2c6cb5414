import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fitBtyd } from '../statistics/btyd/fit_btyd.ts'
import { groupHistories } from '../statistics/btyd/histories.ts'
import { forecast } from '../statistics/clv/holdout.ts'
import { makeHome } from '../tests/support/home.ts'
import { customers, orderTimes, randomNumbers } from '../tests/support/simulate_orders.ts'
import { saveResult, timed, type Figure } from './machine.ts'

// Fits BG/NBD to simulated customers and scores each of them: npx tsx bench/lifetime_value.ts [customers] [python]
// With a Python that has `lifetimes`, that fits the same grouped rows too.
const count = Number(process.argv[2] ?? 1_000_000)
const python = process.argv[3]

const random = randomNumbers(1)
const columns = { x: new Float64Array(count), t_x: new Float64Array(count), t_cal: new Float64Array(count) }
for (let row = 0; row < count; row++) {
  // First orders on 91 days, then 39 weeks, in whole days written as weeks.
  const days = 273 - Math.floor(91 * random())
  const customer = customers(random, 'bg_nbd', { r: 0.8, alpha: 6, a: 0.8, b: 2.5 })
  const times = new Set(orderTimes(random, customer, days / 7).map((time) => Math.ceil(7 * time)))
  columns.x[row] = times.size
  columns.t_x[row] = Math.max(0, ...times) / 7
  columns.t_cal[row] = days / 7
}

const seconds = async <Result>(work: () => Result) => timed(async () => work())
const grouping = await seconds(() => groupHistories(columns))
const { histories, group } = grouping.result
const fitting = await seconds(() => fitBtyd(histories, ['bg_nbd']))
const [, fit] = fitting.result
console.log(fit!.parameters, fit!.log_likelihood, fit!.gradient, fit!.evaluations)
const scoring = await seconds(() => [4, 13, 52].map((horizon) => forecast(fit!, histories, group, horizon).expected.length))
const memory_mb = process.resourceUsage().maxRSS / 1024

const figures: Figure[] = [
  { what: 'customers', value: count, unit: '' },
  { what: 'distinct histories', value: histories.size, unit: '' },
  { what: 'grouping', value: grouping.seconds, unit: 's' },
  { what: 'NBD and BG/NBD, with standard errors', value: fitting.seconds, unit: 's' },
  { what: 'scoring for 4, 13 and 52 weeks', value: scoring.seconds, unit: 's' },
  { what: 'memory', value: memory_mb, unit: 'MB', at_most: 1024 },
]
if (python !== undefined) {
  const file = join(makeHome(), 'histories.csv')
  const { x, t_x, t_cal, weight, size } = histories
  const lines = Array.from({ length: size }, (_, row) => [x[row], t_x[row], t_cal[row], weight[row]].join(','))
  writeFileSync(file, ['x,t_x,t_cal,weight', ...lines].join('\n'))
  const script = `
import sys, time, pandas
from lifetimes import BetaGeoFitter
rows = pandas.read_csv(sys.argv[1])
begun = time.time()
fit = BetaGeoFitter().fit(rows.x, rows.t_x, rows.t_cal, weights=rows.weight)
print(dict(fit.params_), file=sys.stderr)
print(time.time() - begun)`
  const { stdout, stderr } = spawnSync(python, ['-c', script, file], { encoding: 'utf8' })
  console.log(stderr.trim().split('\n').at(-1))
  const theirs = Number(stdout)
  figures.push({ what: "the same rows by Python's lifetimes, BG/NBD", value: theirs, unit: 's' })
  figures.push({ what: 'ratio', value: fitting.seconds / theirs, unit: '', at_most: 1 })
}
await saveResult('lifetime_value', null, figures)
