import type { Compute, Input } from 'memberhouse'
import { foldOf } from '../logistic/choose_ridge.ts'
import { churn_features, readFeatures, silentDays } from './features.ts'
import { learnChurn, type ChurnLearning, type JudgedDay } from './learn.ts'

type Month = { month_on: string; training: string; calibration: string; test: string }
type Fit = Record<string, unknown>

/**
 * The churn model of each business line for the month of as_of and the one before it, each made once: a month that the registry holds stays as
 * it is. Inputs: `fit`, the rows remembered; `period`, the days of each line and month; `observation`, the members of these days, ordered by line
 * and day.
 */
const churnFits: Compute = async function* (inputs, { as_of }) {
  const made = new Set<string>()
  for await (const row of inputs['fit']!) {
    const fit = Object.fromEntries(fit_columns.map((column, place) => [column, row[place]]))
    made.add(`${fit['business_line']} ${fit['month_on']}`)
    yield fit
  }

  const missing = new Map<string, Month[]>()
  for await (const [business_line, month_on, training, calibration, test] of inputs['period']!) {
    if (made.has(`${business_line} ${month_on}`)) continue
    const month = { month_on: month_on!, training: training!, calibration: calibration!, test: test! }
    missing.set(business_line!, [...(missing.get(business_line!) ?? []), month])
  }
  if (missing.size === 0) return

  const this_month = as_of.slice(0, 7)
  for await (const { business_line, days } of lines(inputs['observation']!)) {
    for (const month of missing.get(business_line) ?? []) yield row(business_line, month, days, this_month)
    missing.delete(business_line)
  }
  for (const [business_line, months] of missing) for (const month of months) yield row(business_line, month, new Map(), this_month)
}

export default churnFits

const fit_columns = [
  ...[
    'business_line',
    'month_on',
    'is_backfilled',
    'status',
    'member_count',
    'churner_count',
    'tested_member_count',
    'tested_churner_count',
  ],
  ...['auc', 'silence_auc', 'brier', 'lift', 'predicted_rate', 'observed_rate', 'ridge', 'calibration', 'parameters'],
]

function row(business_line: string, { month_on, ...on }: Month, days: Map<string, JudgedDay>, this_month: string): Fit {
  const [training, calibration, test] = [on.training, on.calibration, on.test].map((day) => days.get(day) ?? collect([]))
  const learning = learnChurn(training!, calibration!, test!)
  return {
    business_line,
    month_on,
    is_backfilled: month_on.slice(0, 7) < this_month,
    status: learning.status,
    member_count: training!.count,
    churner_count: churners(training!),
    tested_member_count: test!.count,
    tested_churner_count: churners(test!),
    ...figures(learning),
  }
}

const churners = ({ outcomes }: JudgedDay) => (outcomes as Uint8Array).reduce((sum, outcome) => sum + outcome, 0)

function figures(learning: ChurnLearning): Fit {
  if (learning.status !== 'fitted') return {}
  const { score, ridge, model } = learning
  const rounded = Object.fromEntries(Object.entries(score).map(([name, value]) => [name, value.toFixed(6)]))
  return { ...rounded, ridge, calibration: model.calibration.method, parameters: model }
}

type Observed = { fold: number; silence: number; has_left: number; features: number[] }

/** The members of each line by day. A line is in memory at a time: 50,000 members on each of six days are 45 MB. */
async function* lines(observations: Input): AsyncGenerator<{ business_line: string; days: Map<string, JudgedDay> }> {
  let [business_line, judged_on, rows] = ['', '', [] as Observed[]]
  let days = new Map<string, JudgedDay>()
  const close = () => {
    if (rows.length > 0) days.set(judged_on, collect(rows))
    rows = []
  }
  for await (const [line, one_id, has_ordered, ...columns] of observations) {
    const day = columns[0]!
    if (line !== business_line || day !== judged_on) close()
    if (line !== business_line && days.size > 0) {
      yield { business_line, days }
      days = new Map()
    }
    ;[business_line, judged_on] = [line!, day]
    const input = readFeatures(columns, 0)
    const features = churn_features.map(({ of }) => of(input))
    rows.push({ fold: foldOf(Number(one_id)), silence: silentDays(input), has_left: has_ordered === 't' ? 0 : 1, features })
  }
  close()
  if (days.size > 0) yield { business_line, days }
}

function collect(rows: Observed[]): JudgedDay {
  return {
    count: rows.length,
    features: churn_features.map((_, place) => Float64Array.from(rows, ({ features }) => features[place]!)),
    outcomes: Uint8Array.from(rows, ({ has_left }) => has_left),
    folds: Uint8Array.from(rows, ({ fold }) => fold),
    silence: Float64Array.from(rows, ({ silence }) => silence),
  }
}
