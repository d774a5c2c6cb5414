import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clustersAt, joinClusters } from '../../../identity/match/cluster.ts'
import { columnKinds, type ColumnType } from '../../../identity/match/columns/column_types.ts'
import { prepare } from '../../../identity/match/columns/column_kind.ts'
import { editDistance } from '../../../identity/match/columns/edit_distance.ts'
import { scoreClusters } from '../../../identity/match/evaluate.ts'
import { guessColumn, splitNames, withoutRepeats } from '../../../identity/match/guess_columns.ts'
import { jaroWinkler } from '../../../identity/match/columns/jaro_winkler.ts'
import { joinProbable } from '../../../identity/resolve/join_probable.ts'
import { matchRecords, probablePairs } from '../../../identity/match/match_records.ts'
import { createPatterns } from '../../../identity/match/pairs.ts'
import { addRecord, createRecords } from '../../../identity/match/records.ts'
import { spokenWords } from '../../../identity/normalise/spoken_name.ts'
import { explainPair } from '../../../identity/match/score_pair.ts'
import { europeans } from '../../support/identity/people.ts'
import { matchPeople } from '../../support/identity/match_people.ts'

/** Optimal string alignment, by its recursive definition. */
function slowDistance(left: string, right: string): number {
  const distance = (one: number, other: number): number => {
    if (one === 0 || other === 0) return one + other
    const costs = [
      distance(one - 1, other) + 1,
      distance(one, other - 1) + 1,
      distance(one - 1, other - 1) + (left[one - 1] === right[other - 1] ? 0 : 1),
    ]
    if (one > 1 && other > 1 && left[one - 1] === right[other - 2] && left[one - 2] === right[other - 1])
      costs.push(distance(one - 2, other - 2) + 1)
    return Math.min(...costs)
  }
  return distance(left.length, right.length)
}

test('edit distance agrees with its definition, up to the limit', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 4 }), (left, right, limit) => {
      expect(editDistance(left, right, limit)).toBe(Math.min(slowDistance(left, right), limit + 1))
    }),
    { numRuns: 2000 },
  )
})

test('Jaro-Winkler similarity agrees with the published examples', () => {
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
  expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4)
  expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
  expect(jaroWinkler('abc', 'xyz')).toBe(0)
})

test.each([
  ['张伟', ['zhang', 'wei']],
  ['单于海', ['shan', 'yu', 'hai']],
  ['曾小贤', ['zeng', 'xiao', 'xian']],
  ['吕布', ['lv', 'bu']],
  ["josé o'neil", ['jose', 'o', 'neil']],
  ['ирина', ['ирина']],
])('%s sounds like %j', (name, words) => {
  expect(spokenWords(name)).toEqual(words)
})

// The type, two values and the label of their level.
test.each([
  ['given_name', 'Noah', 'oNah', 'sounds the same, or one character differs'],
  ['given_name', 'José', 'jose', 'sounds the same, or one character differs'],
  ['given_name', 'Oliver', 'Olivre', 'sounds the same, or one character differs'],
  ['given_name', 'Anna', 'Wojciech', 'different'],
  ['name', '张伟', '张玮', 'sounds the same, or the same words'],
  ['name', '张伟', 'Wei Zhang', 'sounds the same, or the same words'],
  ['name', '王小明', '王小红', 'one character differs'],
  ['name', '张伟', '张芳', 'a word in common'],
  ['name', 'Anna Berg', 'Berg', 'one contains the other'],
  ['date', '1990-05-03', '03/05/1990', 'same'],
  ['date', '1990-05-31', '05/31/1990', 'same'],
  ['date', '1990-05-03', '1990年5月3日', 'same'],
  ['date', '1990-05-03', '1990-03-05', 'one digit differs, or day and month are swapped'],
  ['date', '1990-05-03', '1990-05-13', 'one digit differs, or day and month are swapped'],
  ['date', '1990-05-28', '1990-06-13', 'within a month'],
  ['date', '1990-05-28', '1989-11-13', 'within a year'],
  ['date', '1990-05-28', '1961-11-13', 'different'],
  ['email', 'anna@a.com', 'ANNA@b.org', 'same before the @'],
  ['email', 'marta.kovac@mail.hr', 'martakovac1m@il.hr', 'similar'],
  ['phone', '138 0013 8000', '+8613800138000', 'same'],
  ['phone', '13800138000', '13800138001', 'one digit differs'],
  ['postcode', 'BS1 4ND', 'bs14nd', 'same'],
  ['postcode', 'BS1 4ND', 'BS1 7XY', 'same area'],
  ['text', '12 High Street', 'High Street 12', 'one or two characters differ'],
  ['gender', '女', 'f', 'same'],
] as [ColumnType, string, string, string][])('%s: %s and %s are %s', (type, left, right, label) => {
  const kind = columnKinds[type]
  const [one, other] = [left, right].map((text) => prepare(kind, kind.read(text, 'CN')!))
  expect(kind.levels[one!.text === other!.text ? 0 : kind.compare(one!, other!)]![0]).toBe(label)
})

describe('guessing columns', () => {
  test.each([
    ['first_name', ['Anna', 'Bob'], 'given_name'],
    ['Surname', ['Berg', 'Lind'], 'surname'],
    ['first_and_surname', ['Anna Berg', 'Bob Lind'], 'name'],
    ['date_of_birth', ['19900503', '19900504'], 'date'],
    ['birth_place', ['Leeds', 'York'], 'city'],
    ['soc_sec_id', ['6988048', '7364009', '6988048'], 'text'],
    ['contact', ['a@b.com', 'c@d.com'], 'email'],
    ['手机号', ['13800138000', '13900139000'], 'phone'],
    ['when', ['1990-05-03', '1990-05-04'], 'date'],
    ['row_id', ['1', '2', '3'], null],
    ['country', ['GB', 'GB'], null],
    ['empty', ['', ''], null],
  ] as [string, string[], ColumnType | null][])('%s of %j holds %s', (header, values, type) => {
    expect(guessColumn(header, values)).toBe(type)
  })

  test('two name columns are parts of one name, and a full name beside its parts is dropped', () => {
    const parts = splitNames([
      { name: 'last_name', type: 'name' },
      { name: 'first_name', type: 'name' },
    ])
    expect(parts.map(({ type }) => type)).toEqual(['surname', 'given_name'])
    expect(withoutRepeats([...parts, { name: 'full_name', type: 'name' }])).toEqual(parts)
  })
})

test('the explanation of a pair adds up to its score', () => {
  const { matching } = matchPeople(europeans('explained', 31, 300, (draw) => 1 + draw.below(3)))
  const { pairs, logOdds } = matching
  for (let pair = 0; pair < pairs.size; pair += 997) {
    const { prior, steps, probability } = explainPair(matching, pairs.left[pair]!, pairs.right[pair]!)
    expect(steps.reduce((sum, { weight }) => sum + weight, prior)).toBeCloseTo(logOdds[pair]!, 9)
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logOdds[pair]!)), 9)
  }
})

test('probable pairs are sorted by falling probability', () => {
  const { matching } = matchPeople(europeans('sorted', 32, 300, (draw) => 1 + draw.below(3)))
  const found = probablePairs(matching, 0.5).map(({ probability }) => probability)
  expect(found.length).toBeGreaterThan(100)
  expect(found).toEqual(found.toSorted((one, other) => other - one))
  expect(found.at(-1)).toBeGreaterThanOrEqual(0.5)
})

test('blocks of a value that thousands share are not compared but reported', () => {
  const records = createRecords([
    { name: 'name', type: 'name' },
    { name: 'phone', type: 'phone' },
  ])
  for (let place = 0; place < 3000; place++) addRecord(records, [`name${place} n${place % 1500}`, '13800138000'])
  const { rules, pairs } = matchRecords(records, { max_pairs: 100_000, max_block_size: 100 })
  expect(pairs.size).toBeLessThan(100_000)
  expect(rules.filter(({ capped }) => capped !== null && capped.largest > 100)).toEqual(rules.filter(({ capped }) => capped !== null))
})

test('two certain pairs do not join three records if the third pair is impossible', () => {
  const pairs = {
    left: Int32Array.of(0, 1, 0),
    right: Int32Array.of(1, 2, 2),
    pattern: new Int32Array(3),
    size: 3,
    patterns: createPatterns(1),
  }
  const clusters = (third: number) => [...clustersAt(3, joinClusters(3, pairs, Float64Array.of(4, 3, third), 0), 0)]
  expect(clusters(-20)).toEqual([0, 0, 2])
  expect(clusters(2)).toEqual([0, 0, 0])
})

test('clusters are scored by pairs and by whole persons', () => {
  const { pairwise, clusterwise } = scoreClusters([0, 0, 2, 2, 4], [7, 7, 7, 8, 9])
  expect(pairwise).toMatchObject({ precision: 1 / 2, recall: 1 / 3 })
  expect(clusterwise).toMatchObject({ precision: 1 / 3, recall: 1 / 3 })
})

test('each cluster takes part in at most one probable join, and only if mayJoin allows it', () => {
  const place = fc.integer({ min: 0, max: 29 })
  const join = fc.record({ left: place, right: place, probability: fc.double({ min: 0.5, max: 1, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 30, maxLength: 30 }), fc.array(join), (clusterOf, found) => {
      const pairs = found.toSorted((one, other) => other.probability - one.probability)
      const mayJoin = (left: number, right: number) => (left + right) % 5 !== 0
      const joins = joinProbable(clusterOf, pairs, mayJoin)
      const ends = joins.flatMap(({ left, right }) => [clusterOf[left]!, clusterOf[right]!])
      expect(new Set(ends).size).toBe(ends.length)
      expect(joins.every(({ left, right }) => mayJoin(clusterOf[left]!, clusterOf[right]!))).toBe(true)
      // A pair is skipped only if mayJoin refused it, or a more probable pair took one of its clusters.
      for (const pair of pairs.filter((one) => !joins.includes(one))) {
        const [left, right] = [clusterOf[pair.left]!, clusterOf[pair.right]!]
        const before = joins.filter(({ probability }) => probability >= pair.probability)
        const isTaken = before.some((one) => [clusterOf[one.left], clusterOf[one.right]].some((end) => end === left || end === right))
        expect(left === right || !mayJoin(left, right) || isTaken).toBe(true)
      }
    }),
  )
})
