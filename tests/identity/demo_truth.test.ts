import { expect, test } from 'vitest'
import { createTestDatabase } from '../support/database.ts'
import { scoreIdentity } from '../support/identity/score_identity.ts'

test('the members of 1,500 demo persons match the truth', { timeout: 300_000 }, async () => {
  const { url, drop } = await createTestDatabase()
  try {
    const { pairwise, findable, most_persons } = await scoreIdentity(url, 1500, 7)
    expect(pairwise.precision).toBeGreaterThanOrEqual(0.99)
    expect(findable.recall).toBeGreaterThanOrEqual(0.95)
    // Accounts at Douyin and JD that bind no member number are a tenth of the true pairs.
    expect(pairwise.recall).toBeGreaterThanOrEqual(0.84)
    expect(most_persons).toBeLessThanOrEqual(2)
  } finally {
    await drop()
  }
})
