import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { openDatabase } from '../../engine/postgres/database.ts'
import { createTestDatabase } from './database.ts'
import { makeHome } from './home.ts'

const root = join(import.meta.dirname, '../..')

export type CommandResult = { code: number | null; out: string; err: string }
export type Shop = Awaited<ReturnType<typeof openShop>>

// A minimal project: a source, facts, a sum with its unit test, and a segment.
const contracts: Record<string, string> = {
  'memberhouse.config.ts': `import { defineConfig } from 'memberhouse'
export default defineConfig({
  time_zone: 'Asia/Shanghai', schedule: { at: '02:30', overlap: 'skip', catch_up: '1 hour' },
  heavy_slots: 1, light_slots: 4, publication_delay_ms: 500,
})`,
  'models/ods/sale.ts': `import { append, bigint, date, defineModel, numeric, source, text } from 'memberhouse'
export default defineModel({
  name: 'ods.sale', doc: 'Sales.', kind: source({ files: 'sale_*.csv', key: ['sale_id'], deletion: append() }),
  columns: {
    sale_id: bigint('Number.'), member_id: bigint('Who.', { nullable: true }), sold_on: date('When.', { nullable: true }),
    amount: numeric('How much.', { nullable: true }), note: text('Said at the till.', { nullable: true }),
  },
})`,
  'models/dwd/sale.ts': `import { bigint, date, defineModel, full, numeric, text } from 'memberhouse'
export default defineModel({
  name: 'dwd.sale', doc: 'Sales.', grain: ['sale_id'], kind: full({ store: 'changes' }),
  columns: { sale_id: bigint('Number.'), member_id: bigint('Who.'), sold_on: date('When.'), amount: numeric('How much.'), note: text('Said.', { nullable: true }) },
})`,
  'models/dwd/sale.sql': 'select sale_id, member_id, sold_on, amount, note from ods.sale where member_id is not null\n',
  'models/dws/member_sale.ts': `import { between, bigint, defineModel, full, numeric } from 'memberhouse'
export default defineModel({
  name: 'dws.member_sale', doc: 'What each member bought.', grain: ['one_id'], kind: full(),
  columns: { one_id: bigint('Who.'), amount: numeric('Bought for.') },
  audits: [between('amount', 0, null)],
})`,
  'models/dws/member_sale.sql': `select member_id as one_id, sum(amount) as amount
from dwd.sale
where sold_on < warehouse.as_of()
group by member_id
`,
  'tests/models/dws/member_sale.ts': `import { defineTests } from 'memberhouse'
export default defineTests('dws.member_sale', [{
  name: 'sales add up', as_of: '2026-01-02',
  given: { 'dwd.sale': [{ member_id: 1, sold_on: '2026-01-01', amount: 2 }, { member_id: 1, sold_on: '2026-01-01', amount: 3 }] },
  expect: [{ one_id: 1, amount: 5 }],
}])`,
  'segments/spenders.ts': `import { bigint, defineSegment, numeric } from 'memberhouse'
export default defineSegment({ name: 'spenders', doc: 'Who bought for 10.', columns: { one_id: bigint('Who.'), amount: numeric('Bought for.') } })`,
  'segments/spenders.sql': 'select one_id, amount from dws.member_sale where amount >= 10\n',
  'sale_1.csv': 'sale_id,member_id,sold_on,amount,note\n1,7,2026-01-01,10,"said ""hi"", left"\n2,8,2026-01-01,4,\n',
}

/**
 * Opens a small project in its own folder and database, and runs the command in it, one process for each call as for a user.
 * `servers` are servers of the test's own, when it stops them.
 */
export async function openShop(servers: { url?: string; temporal_address?: string } = {}) {
  const folder = makeHome()
  for (const part of ['activities', 'cli', 'engine', 'identity', 'local', 'sql', 'workflows', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  for (const [file, text] of Object.entries(contracts)) write(file, text)

  const { url, drop } = servers.url ? { url: servers.url, drop: async () => {} } : await createTestDatabase()
  const database = openDatabase(url, 'memberhouse:test', 4)
  const children = new Set<ChildProcess>()
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: servers.temporal_address ?? inject('temporal_address'),
    TEMPORAL_NAMESPACE: inject('temporal_namespace'),
    MEMBERHOUSE_HOME: join(folder, '.memberhouse'),
  }

  /** Starts the command; `printed` grows while it runs. */
  const start = (args: string[], { ipc = false, env: more = {} }: { ipc?: boolean; env?: NodeJS.ProcessEnv } = {}) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join('cli', 'main.ts'), ...args], {
      cwd: folder,
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    })
    children.add(child)
    const printed = { out: '', err: '' }
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (printed.out += text))
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (printed.err += text))
    const ended = once(child, 'close').then((): CommandResult => {
      children.delete(child)
      return { code: child.exitCode, ...printed }
    })
    return { child, printed, ended }
  }

  return {
    folder,
    url,
    database,
    write,
    text: (file: string) => readFileSync(join(folder, file), 'utf8'),
    start,
    /** Replaces a part of a project file. */
    edit: (file: string, before: string, after: string) => {
      const text = readFileSync(join(folder, file), 'utf8')
      if (!text.includes(before)) throw new Error(`${file} has no ${before}`)
      write(file, text.replace(before, after))
    },
    run: (...args: string[]): Promise<CommandResult> => start(args).ended,
    /** Starts a worker in its own process; returns it when it is ready for runs. */
    startWorker: async (env: NodeJS.ProcessEnv = {}) => {
      const worker = start(['worker'], { ipc: true, env })
      const [message] = (await Promise.race([once(worker.child, 'message'), worker.ended.then((end) => [end.err || end.out])])) as [string]
      if (message !== 'ready') throw new Error(`the worker did not start: ${message}`)
      return worker
    },
    query: async <Row extends Record<string, unknown>>(sql: string): Promise<Row[]> => (await database.query<Row>(sql)).rows,
    close: async () => {
      for (const child of children) child.kill('SIGKILL')
      await database.end()
      await drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Repeats a question until the answer is neither null nor false; the time limit of the test ends it. */
export async function eventually<Answer>(ask: () => Promise<Answer | null | false> | Answer | null | false): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (answer !== null && answer !== false) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
