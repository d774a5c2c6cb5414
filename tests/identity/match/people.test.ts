import { expect, test } from 'vitest'
import { chinese, europeans } from '../../support/identity/people.ts'
import { splinkPeople, matchPeople } from '../../support/identity/match_people.ts'

// The files differ in their errors and in the number of records per person. The matcher never sees the truth.

test('records with typos and missing values are matched', () => {
  const { best, at_half, pairwise } = matchPeople(splinkPeople())
  expect(best.f1).toBeGreaterThan(0.98)
  expect(at_half.f1).toBeGreaterThan(0.97)
  expect(pairwise.f1).toBeGreaterThan(0.98)
})

test('Chinese records are matched despite homophones, pinyin, changed phones and family phones', () => {
  const { best, at_half, pairwise } = matchPeople(chinese('chinese', 21, 1000, (draw) => 1 + draw.below(3)))
  expect(best.f1).toBeGreaterThan(0.9)
  expect(at_half.f1).toBeGreaterThan(0.88)
  expect(pairwise.precision).toBeGreaterThan(0.97)
})

test('household members stay separate, and swapped names are matched', () => {
  const { best, at_half, pairwise } = matchPeople(europeans('europe', 22, 1000, (draw) => 1 + draw.below(3)))
  expect(best.f1).toBeGreaterThan(0.92)
  expect(at_half.f1).toBeGreaterThan(0.91)
  expect(pairwise.precision).toBeGreaterThan(0.97)
})

test('many records of one person form one cluster', () => {
  const { pairwise } = matchPeople(europeans('dense', 23, 100, (draw) => 5 + draw.below(10)))
  expect(pairwise.precision).toBeGreaterThan(0.99)
  expect(pairwise.recall).toBeGreaterThan(0.97)
})

test('few records are joined if few persons have two records', () => {
  for (const people of [
    europeans('sparse', 24, 2000, (draw) => (draw.chance(0.01) ? 2 : 1)),
    chinese('sparse', 25, 2000, (draw) => (draw.chance(0.01) ? 2 : 1)),
  ]) {
    const { pairwise, clusters } = matchPeople(people)
    const joined = people.rows.length - new Set(clusters).size
    expect(joined).toBeLessThan(people.rows.length * 0.02)
    expect(pairwise.recall).toBeGreaterThan(0.6)
  }
})

test('files without duplicates, with one record, or with exact copies are matched', () => {
  const people = europeans('single', 26, 300, () => 1)
  expect(new Set(matchPeople(people).clusters).size).toBeGreaterThan(290)
  const only = { ...people, rows: people.rows.slice(0, 1), truth: [0] }
  expect([...matchPeople(only).clusters]).toEqual([0])
  const twice = { ...people, rows: [...people.rows, ...people.rows], truth: [...people.truth, ...people.truth] }
  expect(matchPeople(twice).pairwise.recall).toBe(1)
})

test('the order of the records does not change the clusters', () => {
  const people = splinkPeople()
  const places = people.rows.map((_, place) => place).reverse()
  const { clusters } = matchPeople(people)
  const reversed = matchPeople({
    ...people,
    rows: places.map((place) => people.rows[place]!),
    truth: places.map((place) => people.truth[place]!),
  })
  const labelled = (found: Int32Array, nameOf: (place: number) => number) =>
    [...found.keys()].map((place) => [
      nameOf(place),
      Math.min(...[...found.keys()].filter((other) => found[other] === found[place]).map(nameOf)),
    ])
  const byRecord = (pairs: number[][]) => pairs.sort(([one], [other]) => one! - other!)
  expect(byRecord(labelled(reversed.clusters, (place) => places[place]!))).toEqual(byRecord(labelled(clusters, (place) => place)))
})
