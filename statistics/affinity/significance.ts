/** Returns the logarithms of 0!, 1!, …, `limit`!. */
export function logFactorials(limit: number): Float64Array {
  const logs = new Float64Array(limit + 1)
  for (let n = 2; n <= limit; n++) logs[n] = logs[n - 1]! + Math.log(n)
  return logs
}

/**
 * Fisher's exact test, one-sided: the probability that `total` baskets, of which `lead` hold one thing and `follow` another one, hold
 * both `both` times or more often if the two have nothing to do with each other. The tail of the hypergeometric distribution: Fisher,
 * Statistical Methods for Research Workers (1934), §21.02; for rules, Hahsler and Hornik, New probabilistic interest measures for
 * association rules (2007), equation 8.
 */
export function fisherTail(logs: Float64Array, both: number, lead: number, follow: number, total: number): number {
  const least = Math.max(0, lead + follow - total)
  const most = Math.min(lead, follow)
  if (both <= least) return 1
  const choose = (n: number, k: number) => logs[n]! - logs[k]! - logs[n - k]!
  const probability = (k: number) => Math.exp(choose(follow, k) + choose(total - follow, lead - k) - choose(total, lead))
  // Terms fall away from the mean, so the sum starts at its largest term and ends where the rest no longer counts.
  if (both > (lead * follow) / total) {
    let [sum, term] = [0, probability(both)]
    for (let k = both; k <= most && term > sum * 1e-17; k++) {
      sum += term
      term *= ((follow - k) * (lead - k)) / ((k + 1) * (total - follow - lead + k + 1))
    }
    return Math.min(1, sum)
  }
  let [sum, term] = [0, probability(both - 1)]
  for (let k = both - 1; k >= least && term > sum * 1e-17; k--) {
    sum += term
    term *= (k * (total - follow - lead + k)) / ((follow - k + 1) * (lead - k + 1))
  }
  return Math.max(0, 1 - sum)
}

/**
 * The probability that a standard normal variable is at least `z`: Abramowitz and Stegun, Handbook of Mathematical Functions (1964),
 * 26.2.17, for z ≥ 0; its error is below 7.5e-8.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  const t = 1 / (1 + 0.2316419 * z)
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
}

/**
 * Adjusts p-values for the number of tests, so that taking all of at most 0.05 takes 5 % false ones on average: Benjamini and Hochberg,
 * Controlling the false discovery rate (1995), procedure (1), as adjusted p-values: the least of `p × tests / rank` from this rank on.
 */
export function falseDiscoveryRates(pValues: Float64Array): Float64Array {
  const sorted = pValues.slice().sort()
  const adjusted = new Float64Array(sorted.length)
  let least = 1
  for (let place = sorted.length - 1; place >= 0; place--) {
    least = Math.min(least, sorted[place]! * (sorted.length / (place + 1)))
    adjusted[place] = least
  }
  // Equal p-values have equal rates, that of the last of them.
  const rates = new Float64Array(sorted.length)
  for (let n = 0; n < rates.length; n++) rates[n] = adjusted[lastPlace(sorted, pValues[n]!)]!
  return rates
}

/** The last place at which a sorted list holds the value. */
function lastPlace(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
