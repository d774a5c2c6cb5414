import { expect, test } from 'vitest'
import { createTestDatabase } from '../support/database.ts'
import { scoreIdentity } from '../support/identity/score_identity.ts'

test('the members of 1,500 demo persons match the truth', { timeout: 300_000 }, async () => {
  const { url, drop } = await createTestDatabase()
  try {
    const { pairwise, most_persons } = await scoreIdentity(url, 1500, 7)
    expect(pairwise.precision).toBeGreaterThanOrEqual(0.99)
    expect(pairwise.recall).toBeGreaterThanOrEqual(0.95)
    expect(most_persons).toBeLessThanOrEqual(2)
  } finally {
    await drop()
  }
})
