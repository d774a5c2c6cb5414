/** Formats cents as yuan: 18950 is `189.50`. */
export function yuan(cents: number): string {
  const [sign, amount] = cents < 0 ? ['-', -cents] : ['', cents]
  const rest = amount % 100
  return `${sign}${(amount - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`
}

/** Splits an amount in cents in proportion to the weights. The shares add up to the amount exactly. */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let weightSoFar = 0
  let allocated = 0
  return weights.map((weight) => {
    weightSoFar += weight
    const share = Math.round((amount * weightSoFar) / total) - allocated
    allocated += share
    return share
  })
}
