import { expect, test } from 'vitest'
import { agreesWithMask } from '../../../identity/normalise/masked_phone.ts'

test.each([
  ['138****1234', true],
  ['138 **** 1234', true],
  ['138＊＊＊＊1234', true],
  ['138xxxx1234', true],
  ['="138****1234"', true],
  ['+86 138****1234', true],
  ['0086138****1234', true],
  ['1381****234', false],
  ['13812***234', false],
  ['138****1235', false],
  ['139****1234', false],
  // Fewer visible digits, or another length, agree with many phones.
  ['138*****234', false],
  ['*******1234', false],
  ['138**1234', false],
  ['13812341234', false],
  ['', false],
])('138 1234 1234 and %j: %s', (masked, agrees) => {
  expect(agreesWithMask('+8613812341234', masked)).toBe(agrees)
})
