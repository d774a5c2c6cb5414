import type { Summary } from './purchases.ts'

/** Why nothing is fitted. */
export type Gate = 'no_orders' | 'short_history' | 'too_few_customers' | 'too_few_repeat_customers' | 'no_orders_in_holdout'

/** The least that a fit needs: days of history, customers, and customers with a repeat order. */
export const least = { days: 28, customers: 30, repeat_customers: 10 }

/** The first condition for a fit that is not met, or null. A holdout also needs a history at least half as long as its horizon. */
export function closedGate({ size, x, t_cal }: Summary, unit_days: number, needed_days = least.days): Gate | null {
  if (size === 0) return 'no_orders'
  const days = t_cal.reduce((most, time) => Math.max(most, time), 0) * unit_days
  if (days < Math.max(least.days, needed_days) - 1e-6) return 'short_history'
  if (size < least.customers) return 'too_few_customers'
  const repeat_customers = x.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  return repeat_customers < least.repeat_customers ? 'too_few_repeat_customers' : null
}
