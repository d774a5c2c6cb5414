import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyIndex, keyWords } from '../../../identity/resolve/key_index.ts'

const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n]
const word = 2n ** 32n
const atWords = fc
  .tuple(fc.bigInt({ min: least / word + 1n, max: most / word }), fc.bigInt({ min: -3n, max: 3n }))
  .map(([multiple, beside]) => multiple * word + beside)
const atBillions = fc
  .tuple(fc.bigInt({ min: -9_000_000_000n, max: 9_000_000_000n }), fc.bigInt({ min: -2n, max: 2n }))
  .map(([multiple, beside]) => multiple * 1_000_000_000n + beside)
const key = fc.oneof(fc.constantFrom(least, least + 1n, -1n, 0n, 1n, most), fc.bigInt({ min: least, max: most }), atWords, atBillions)

test('64-bit keys are numbered in order of arrival, found, written as text and compared as integers', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
      const index = createKeyIndex(1)
      const numbers = new Map<bigint, number>()
      for (const one of keys) {
        const number = numbers.get(one) ?? numbers.size
        numbers.set(one, number)
        expect(index.add(...keyWords(String(one)))).toBe(number)
      }
      expect(index.size()).toBe(numbers.size)
      for (const [one, number] of numbers) {
        expect(index.find(...keyWords(String(one)))).toBe(number)
        expect(index.text(number)).toBe(String(one))
        for (const [other, second] of numbers) expect(Math.sign(index.compare(number, second))).toBe(one < other ? -1 : one > other ? 1 : 0)
      }
    }),
    { numRuns: 500 },
  )
})

test('a key that was not added is not found', () => {
  const index = createKeyIndex(1)
  index.add(...keyWords('5'))
  for (const other of ['-5', '4294967301', '-4294967291', '5000000000']) expect(index.find(...keyWords(other))).toBe(-1)
})
