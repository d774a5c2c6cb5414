/** ln(1 + e^value), without overflow. */
export const softPlus = (value: number): number => (value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value)))

/** 1 / (1 + e^−value), the derivative of `softPlus`, without overflow. */
export const logistic = (value: number): number => {
  if (value > 0) return 1 / (1 + Math.exp(-value))
  const exponential = Math.exp(value)
  return exponential / (1 + exponential)
}
