import { formatTable } from '../../engine/base/format_table.ts'
import type { BtydFit } from '../../statistics/btyd/fit_btyd.ts'
import { most_bias } from '../../statistics/clv/champion.ts'
import { amountTexts, boundaryTexts, gateTexts } from './explain.ts'
import type { FileFit } from './fit_file.ts'
import { showDay } from './order_dates.ts'

const count = (number: number) => Math.round(number).toLocaleString('en')
const digits = (number: number | null, places: number) => (number === null ? '' : number.toFixed(places))
const parameter = (number: number) => (number >= 1e5 || number < 1e-4 ? number.toExponential(2) : number.toPrecision(5))

/** Prints the result of `clv fit` as tables. */
export function printClv(result: FileFit): void {
  const { unit, until, horizon, clv } = result
  printRows(result)
  if (until === null || clv.gate !== null) console.log(`\nNothing is fitted: ${gateTexts[clv.gate ?? 'no_orders']} (${clv.gate}).`)
  else {
    console.log(`\nFits to all orders up to ${showDay(until)}; times in ${unit}s; standard errors in brackets:`)
    printFits(clv.fits)
    printAmount(result)
    printHoldout(result)
  }
  const because = {
    holdout: 'it predicted the counts of the holdout best',
    fallback_by_bic: 'not validated; the fallback is the model with the least BIC',
    gate: 'the fallback: everybody orders at the mean rate',
  }[clv.choice.because]
  console.log(`\nChosen: ${clv.choice.model} (${because})`)
  if (until === null) return
  const alive = clv.mean_p_alive === null ? '' : `; ${(100 * clv.mean_p_alive).toFixed(0)} % of the customers are alive`
  const amount = clv.expected_amount === null ? '' : ` with an amount of ${count(clv.expected_amount)}`
  console.log(`Expected in the ${horizon} ${unit}s after ${showDay(until)}: ${count(clv.expected_orders)} orders${amount}${alive}`)
}

function printRows({ file, orders, clv, until }: FileFit): void {
  const { read, used, ...others } = orders.rows
  const not_used = Object.entries(others).filter(([, rows]) => rows > 0)
  const why = not_used.map(([reason, rows]) => `${count(rows)} ${reason.replaceAll('_', ' ')}`).join(', ')
  console.log(`${file}: ${count(read)} lines, ${count(used)} used${why === '' ? '' : `; not used: ${why}`}`)
  for (const example of orders.examples) console.log(`  ${example}`)
  const repeated = orders.purchases.repeated
  if (repeated > 0) console.log(`  ${count(repeated)} lines have the customer, day and amount of another; they are counted`)
  if (until !== null && orders.first !== null)
    console.log(
      `${count(clv.customers)} customers, ${count(clv.repeat_customers)} of them with repeat orders, ${count(clv.orders)} days with an order, ${showDay(orders.first)} to ${showDay(until)}`,
    )
}

function printFits(fits: readonly BtydFit[]): void {
  const rows = fits.map(({ model, k, parameters, standard_errors, log_likelihood, bic }) => [
    model === 'cnbd_k' ? `cnbd_k (k = ${k})` : model,
    log_likelihood.toFixed(2),
    bic.toFixed(2),
    Object.entries(parameters)
      .map(([name, value]) => {
        const error = standard_errors[name]
        return `${name} ${parameter(value)}${error === null || error === undefined ? '' : ` (${error.toPrecision(2)})`}`
      })
      .join(', '),
  ])
  console.log(formatTable(['model', 'log-likelihood', 'BIC', 'parameters'], rows))
  for (const { model, boundary, at_bound, alike } of fits) {
    if (boundary !== null) console.log(`  ${model}: ${boundaryTexts[boundary]}`)
    else if (at_bound.length > 0) console.log(`  ${model}: ${at_bound.join(', ')} at the bound, where the likelihood is flat`)
    if (alike.length > 0)
      console.log(`  ${model}: customers hardly differ in ${alike.join(' and ')}; single parameters are not identified, predictions are`)
  }
}

function printAmount({ clv: { amount } }: FileFit): void {
  const correlation = amount.correlation === null ? '' : `; correlation of count and amount ${amount.correlation.toFixed(2)} (assumed: 0)`
  if (amount.fit !== null) {
    const { parameters, log_likelihood } = amount.fit
    const listed = Object.entries(parameters).map(([name, value]) => `${name} ${parameter(value)}`)
    console.log(
      `Gamma-Gamma of ${count(amount.customers)} customers: log-likelihood ${log_likelihood.toFixed(2)}, ${listed.join(', ')}${correlation}`,
    )
  }
  if (amount.boundary !== null)
    console.log(`Amounts: ${amountTexts[amount.boundary]}${amount.mean_amount === null ? '' : ` (${amount.mean_amount.toFixed(2)})`}`)
}

function printHoldout({ unit, horizon, clv: { holdout } }: FileFit): void {
  console.log(`\nHoldout: known up to ${showDay(holdout.calibration_until)}, predicted ${horizon} ${unit}s`)
  if (holdout.gate !== null) {
    console.log(`  Not tried: ${gateTexts[holdout.gate]} (${holdout.gate})`)
    return
  }
  console.log(`${count(holdout.customers)} customers made ${count(holdout.actual_orders)} orders.`)
  const rows = holdout.scores.map((score) => [
    `${score.contender}${score.is_used ? '' : ' *'}`,
    score.expected_orders === null ? '' : score.expected_orders.toFixed(0),
    score.bias === null ? '' : `${(100 * score.bias).toFixed(1)} %`,
    digits(score.poisson_deviance, 4),
    digits(score.mean_absolute_error, 3),
    digits(score.auc, 3),
    digits(score.brier, 4),
  ])
  console.log(formatTable(['', 'orders', 'bias', 'deviance', 'error', 'AUC', 'Brier'], rows))
  if (holdout.scores.some(({ is_used }) => !is_used)) console.log('* predicted by another model: see the fits')
  if (holdout.champion === null) console.log(`No total was predicted within ${100 * most_bias} %.`)
}
