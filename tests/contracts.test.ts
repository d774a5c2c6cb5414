import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bigint, computed, full, source, append } from '../engine/project/contract.ts'
import { settings } from '../engine/project/contract/settings.ts'
import { contractReference } from '../scripts/contract_reference.ts'
import { createTestDatabase } from './support/database.ts'
import { edit, readSteps, runCommands } from './support/doc_pages.ts'
import { makeHome } from './support/home.ts'

const project = join(import.meta.dirname, '..')
const page = readFileSync(join(project, 'docs/contracts.md'), 'utf8')
const blocks = readSteps(page).flatMap((step) => (step.kind === 'write' ? [step] : []))

test('the reference matches the code and is complete', () => {
  const { text, problems } = contractReference(page)
  expect(problems).toEqual([])
  expect(text === page, 'docs/contracts.md is out of date: write it again with npm run docs').toBe(true)
}, 60_000)

test('the reference names the defaults that options really have', () => {
  const section = (name: string) => page.split(`<!-- generated: options ${name} -->`)[1]!.split('<!-- end -->')[0]!
  const defaults = (name: string) =>
    Object.fromEntries(
      [...section(name).matchAll(/^\| `(\w+)` \| .* \| `([^`]*)` \| [^|]*\|$/gm)].map(([, option, value]) => [
        option,
        value!.replaceAll("'", '"'),
      ]),
    )
  const real = (made: object, name: string) =>
    Object.fromEntries(Object.keys(defaults(name)).map((option) => [option, JSON.stringify((made as Record<string, unknown>)[option])]))
  const schedule = { at: '02:30', overlap: 'skip', catch_up: '1 hour' } as const
  const least = { time_zone: 'Asia/Shanghai', schedule, heavy_slots: 1, light_slots: 1, publication_delay_ms: 200 }
  expect(Object.keys(defaults('source'))).toEqual([
    'format',
    'encoding',
    'delimiter',
    'strips_guards',
    'key',
    'max_rejected_rate',
    'max_closed_rate',
  ])
  expect(defaults('source')).toEqual(real(source({ files: '*', deletion: append() }), 'source'))
  expect(defaults('full')).toEqual(real(full(), 'full'))
  expect(defaults('computed')).toEqual(real(computed('any.ts'), 'computed'))
  expect(defaults('bigint')).toEqual(real(bigint('Any.'), 'bigint'))
  expect(defaults('defineConfig')).toEqual(real(settings.parse(least), 'defineConfig'))
})

// A project that holds what the page shows and nothing else.
const folder = makeHome()
let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
  const isLeftOut = new Set(['node_modules', '.memberhouse', '.git', 'models', 'segments', 'audits'])
  cpSync(project, folder, { recursive: true, filter: (path) => !isLeftOut.has(basename(path)) })
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  rmSync(join(folder, 'tests'), { recursive: true })
  for (const block of blocks) edit(folder, block)
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('the examples of the page have the types that the contract asks for', () => {
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  const files = blocks.map(({ file }) => join(folder, file)).filter((file) => file.endsWith('.ts'))
  const program = ts.createProgram(files, options)
  const found = files.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
  expect(found.map(({ file, messageText }) => `${file!.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([])
}, 60_000)

test('the examples of the page are a project that passes lint and its tests, loads its file, and builds', async () => {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', DATABASE_URL: database.url }
  for (const name of Object.keys(env)) if (/^(MEMBERHOUSE_|TEMPORAL_|VITEST|NODE_ENV$)/.test(name)) delete env[name]
  const memberhouse = async (command: string) => {
    const { exit, output } = await runCommands(`node scripts/memberhouse.mjs ${command}`, folder, env)
    expect(exit, `${command}\n${output}`).toBe(0)
    return output
  }
  expect(await memberhouse('lint')).toContain('8 contracts')
  expect(await memberhouse('test')).toContain('5 passed, 0 failed')
  expect(await memberhouse('load exports')).toContain('4 read, 4 accepted')
  expect(await memberhouse('build --local --as-of 2026-07-01')).toContain('Published release 1')
  const rows = async (select: string) => JSON.parse(await memberhouse(`sql ${JSON.stringify(select)} --json`)) as unknown[]
  expect(await rows('select stamp_count, free_tea_count from dws.tea_stamp_card order by customer')).toEqual([
    { stamp_count: '1', free_tea_count: '1' },
    { stamp_count: '3', free_tea_count: '0' },
  ])
  expect(await rows('select one_id, attributes from segment.member')).toEqual([{ one_id: '1', attributes: { order_count: 2 } }])
  expect(await rows('select week_on, origin from ads.tea_sales order by week_on')).toEqual([
    { week_on: '2026-06-22', origin: 'India' },
    { week_on: '2026-06-29', origin: 'China' },
  ])
}, 120_000)
