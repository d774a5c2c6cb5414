import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from './support/database.ts'
import { runCommands } from './support/doc_pages.ts'
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

test('a reader who follows the page has a warehouse of the tea shop, and nothing of the demo', async () => {
  await followPage('docs/your_own_retailer.md', folder, env)
  const demo = String.raw`ods\.(shop|douyin|jd|mall|mini|app|pos|crm|wecom|online_retail|product|store)|'(online_retail|marketplace|douyin|jd|mall|pos|crm|wecom)'`
  const { output } = await runCommands(
    `grep -rnE "${demo}" --include=*.sql --include=*.csv models segments audits seeds || true`,
    folder,
    env,
  )
  expect(output).toBe('')
}, 180_000)
