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

test('a reader who follows the page has a warehouse of the tea shop, whose members and sales name nothing of the demo', async () => {
  await followPage('docs/your_own_retailer.md', folder, env)
  const demo = String.raw`ods\.(shop|douyin|jd|mall|mini|app|pos|crm|wecom|online_retail|product|store)|'(online_retail|marketplace|douyin|jd|mall|pos|crm|wecom)'`
  // The files that the page says to write.
  const written =
    'models/dwd/sales/{tea_order_item,fct_order_item}.sql models/dwd/reference/dim_product.sql models/dwd/identifier/{raw_identifier,changed_value}.sql ' +
    'models/dwd/account/{registered_account,order_account,account_attribute}.sql audits/every_line_is_an_item.sql segments seeds/*.csv seeds/identity'
  const { output } = await runCommands(`grep -rnE "${demo}" --include=*.sql --include=*.csv ${written} || true`, folder, env)
  expect(output).toBe('')
}, 180_000)
