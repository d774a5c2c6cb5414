/** Cents as text in yuan: 18950 is `189.50`. */
export function yuan(cents: number): string {
  const [sign, amount] = cents < 0 ? ['-', -cents] : ['', cents]
  const rest = amount % 100
  return `${sign}${(amount - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`
}

/** Shares an amount among parts in proportion to their weights, to the cent: the shares add up to it. */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let seen = 0
  let given = 0
  return weights.map((weight) => {
    seen += weight
    const share = Math.round((amount * seen) / total) - given
    given += share
    return share
  })
}
