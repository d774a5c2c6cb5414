import { expect } from 'vitest'

/** Checks that a share was found about as often as expected: within four standard deviations. */
export function expectShare(found: number, of: number, expected: number): void {
  const limit = 4 * Math.sqrt((expected * (1 - expected)) / of) + 1 / of
  expect(Math.abs(found / of - expected), `${found} of ${of}, expected ${expected}`).toBeLessThan(limit)
}
