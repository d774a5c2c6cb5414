import { expect } from 'vitest'

/** That a share was found about as often as is told: within four standard deviations. */
export function expectShare(found: number, of: number, told: number): void {
  expect(Math.abs(found / of - told), `${found} of ${of}, told ${told}`).toBeLessThan(4 * Math.sqrt((told * (1 - told)) / of) + 1 / of)
}
