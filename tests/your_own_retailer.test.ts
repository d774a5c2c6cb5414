import { rmSync } from 'node:fs'
import { afterAll, beforeAll, test } from 'vitest'
import { createTestDatabase } from './support/database.ts'
import { cloneProject, followPage, readersEnvironment } from './support/follow_page.ts'

const folder = cloneProject()
const env = readersEnvironment()
let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
  env.DATABASE_URL = database.url
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('a reader who follows the page has a warehouse of the tea shop', async () => {
  await followPage('docs/your_own_retailer.md', folder, env)
}, 180_000)
