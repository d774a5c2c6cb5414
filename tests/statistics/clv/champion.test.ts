import { expect, test } from 'vitest'
import { nextChampion, winner, type Judged } from '../../../statistics/clv/champion.ts'

const judged = (contender: string, poisson_deviance: number | null, bias = 0, is_used = true): Judged => ({
  ...{ contender, poisson_deviance, bias, is_used },
})

test('the winner has the least deviance among those used that predict the total within 20 %', () => {
  const scores = [
    judged('recency', null),
    judged('bg_nbd', 1, 0.21),
    judged('mbg_nbd', 1.1, 0, false),
    judged('nbd', 1.3, -0.2),
    judged('mean', 1.4),
  ]
  expect(winner(scores)).toBe('nbd')
  expect(winner([judged('bg_nbd', 1, 0.3)])).toBeNull()
  expect(winner([])).toBeNull()
})

test('a challenger takes over by 2 %, twice in a row', () => {
  const [ahead, narrow] = [
    [judged('nbd', 1), judged('bg_nbd', 0.97)],
    [judged('nbd', 1), judged('bg_nbd', 0.99)],
  ]
  expect(nextChampion(ahead, null)).toBe('bg_nbd')
  expect(nextChampion(ahead, { champion: 'nbd', scores: ahead })).toBe('bg_nbd')
  expect(nextChampion(ahead, { champion: 'nbd', scores: narrow })).toBe('nbd')
  expect(nextChampion(narrow, { champion: 'nbd', scores: ahead })).toBe('nbd')
  const other = [judged('nbd', 1), judged('pareto_nbd', 0.9)]
  expect(nextChampion(ahead, { champion: 'nbd', scores: other })).toBe('nbd')
})

test('a champion that is not fair any more gives way at once, and without anybody fair there is none', () => {
  const off = [judged('nbd', 1, 0.3), judged('bg_nbd', 1.2)]
  expect(nextChampion(off, { champion: 'nbd', scores: off })).toBe('bg_nbd')
  expect(nextChampion([judged('nbd', 1, 0.3)], { champion: 'nbd', scores: [] })).toBeNull()
})
