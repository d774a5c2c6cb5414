import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readSteps, runCommands } from './support/doc_pages.ts'
import { cloneProject, followPage, readersEnvironment } from './support/follow_page.ts'

const project = join(import.meta.dirname, '..')
const read = (page: string) => readFileSync(join(project, page), 'utf8')

// In the order of the README: a page may use the result of the page before it.
const pagesToFollow = [
  'README.md',
  'docs/flow.md',
  'docs/marts/rfm.md',
  'docs/marts/lifecycle.md',
  'docs/marts/tiers.md',
  'docs/marts/churn.md',
  'docs/marts/clv.md',
  'docs/clv.md',
  'docs/marts/tags.md',
  'docs/marts/timeline.md',
  'docs/marts/affinity.md',
  'docs/online-retail.md',
  'docs/first_change.md',
  'docs/add_a_source.md',
  'docs/add_a_model.md',
  'docs/add_a_segment.md',
  'docs/commands.md',
  'docs/operate.md',
]
// tests/your_own_retailer.test.ts follows this page in a clone of its own.
const pagesWithTheirOwnTest = ['docs/your_own_retailer.md']
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(project, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]

const folder = cloneProject()
const env = readersEnvironment()

afterAll(async () => {
  await runCommands('node scripts/memberhouse.mjs down', folder, env)
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

// After a page fails, the later ones would fail only because of that.
let allPassed = true

describe('the commands of each page print what the page shows', () => {
  for (const page of pagesToFollow) {
    test(
      page,
      async ({ skip }) => {
        skip(!allPassed, 'an earlier page failed')
        allPassed = false
        await followPage(page, folder, env)
        allPassed = true
      },
      480_000,
    )
  }
})

test('only these commands are not run', () => {
  const notRun = pages.flatMap((page) =>
    readSteps(read(page)).flatMap((step) => (step.kind === 'not_run' ? [`${page}: ${step.commands.split('\n')[0]}`] : [])),
  )
  expect(notRun).toEqual([
    'README.md: git clone <address of this repository> memberhouse',
    'README.md: npm test',
    'docs/backup.md: pg_dumpall --globals-only --file=roles.sql --dbname="$ADMIN_URL"',
    'docs/backup.md: psql --file=roles.sql "$ADMIN_URL"',
    'docs/backup.md: npx memberhouse migrate',
    'docs/backup.md: pg_basebackup --dbname="$ADMIN_URL" --pgdata=/backup/base --checkpoint=fast',
    'docs/backup.md: touch /backup/base/recovery.signal',
    'docs/operate.md: npx memberhouse sql "select starts_on, source, column_name, measure, affected_rate, usual_rate, row_count from ads.data_quality where is_out_of_line order by starts_on desc, source, column_name"',
    "docs/production.md: psql postgres <<'SQL'",
    'docs/production.md: npx memberhouse worker',
    'docs/production.md: npx memberhouse run cancel 12',
    'docs/production.md: createdb memberhouse_anna',
    'docs/your_own_retailer.md: git clone memberhouse tea',
  ])
})

test('only these commands are replaced by faster ones with the same output', () => {
  const replaced = pages.flatMap((page) =>
    readSteps(read(page)).flatMap((step) =>
      step.kind === 'run' && step.commands !== step.shown ? [`${page}: ${step.shown.trim()} → ${step.commands.trim()}`] : [],
    ),
  )
  expect(replaced).toEqual(['README.md: npm run demo → npm run demo -- --persons 500'])
})

test('every page with commands is followed', () => {
  const withCommands = pages.filter((page) => readSteps(read(page)).some((step) => step.kind === 'run'))
  expect([...pagesToFollow, ...pagesWithTheirOwnTest]).toEqual(expect.arrayContaining(withCommands))
})

test('every link between pages leads to a file', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)]
      .map((match) => match[1]!)
      .filter((target) => !existsSync(join(project, page, '..', target)))
      .map((target) => `${page}: ${target}`),
  )
  expect(broken).toEqual([])
})
