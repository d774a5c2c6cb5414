import { logRising } from '../numeric/log_rising.ts'

/** Probability of `count` events in `time`, of a rate ~ Gamma(shape, rate). */
export function eventProbability(shape: number, rate: number, time: number, count: number): number {
  if (time === 0) return count === 0 ? 1 : 0
  return Math.exp(logRising(shape, count) - logRising(1, count) - shape * Math.log1p(time / rate) - count * Math.log1p(rate / time))
}

/** Probability of at least `count` events in `time`. */
export function atLeastProbability(shape: number, rate: number, time: number, count: number): number {
  let less = 0
  for (let events = 0; events < count; events++) less += eventProbability(shape, rate, time, events)
  return Math.max(0, 1 - less)
}

// A probability below this one would lose digits, or be 0: its logarithm is followed instead.
const tiny = 1e-280

// With orders merged by day the sum has at most some thousands of terms; this bounds it for any parameters.
const most_events = 10_000_000

/**
 * Expected orders in `time`, when every k-th event is an order, `stage` events of the next order have passed, and the n-th order is made only
 * by customers who stayed after the n − 1 before: with a probability of B(a, b + n − 1) / B(a, b). The sum over n of P(at least n orders)
 * has positive terms only, so that unlike the published form with ₂F₁ it neither overflows nor fails at a = 1.
 */
export function expectedOrdersOf(shape: number, rate: number, time: number, k: number, stage: number, a: number, b: number): number {
  if (time === 0) return 0
  const odds = time / (rate + time)
  let logarithm = -shape * Math.log1p(time / rate)
  let probability = Math.exp(logarithm)
  let tail = -Math.expm1(logarithm)
  let stay = 1
  let sum = 0
  let next = k - stage
  // `tail` is the probability of more than `events` events. The terms left are less than those of a geometric series.
  for (let events = 0, orders = 1; tail > 1e-15 && stay * tail > 1e-13 * (1 - odds) * sum && events < most_events; events++) {
    if (events + 1 === next) {
      sum += stay * tail
      stay *= (b + orders - 1) / (a + b + orders - 1)
      orders++
      next += k
    }
    const ratio = ((shape + events) / (events + 1)) * odds
    if (probability > tiny) probability *= ratio
    else probability = Math.exp((logarithm += Math.log(ratio)))
    tail -= probability
  }
  return sum
}
