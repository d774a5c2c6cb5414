import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../engine/project/config.ts'
import { ensureServices, stopServices } from '../local/services.ts'
import { makeHome } from '../tests/support/home.ts'
import { saveResult, timed, type Figure } from './machine.ts'
import { publicationDelayMs, trivialModels, writeTrivialProject } from './trivial_project.ts'

// The time that the engine adds to the SQL: the whole command builds 500 models with trivial selects, measured from the start of its
// process to its end. Compared with the same 500 `create table as` statements, one after another in one session.
const rounds = Number(process.argv[2] ?? 3)
const models = trivialModels(100)
const folder = makeHome()
const delay = publicationDelayMs / 1000

type Parts = { before: number; prepare: number; walk: number; publish: number; after: number }
type Run = { seconds: number; megabytes: number; parts: Parts | null }

/** The peak memory of a process so far, in MB. */
const peakMemory = (pid: number): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

function start(args: string[], env: NodeJS.ProcessEnv, ipc = false) {
  const child = spawn(process.execPath, [join(folder, 'scripts', 'memberhouse.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', ipc ? 'ignore' : 'inherit', ...(ipc ? (['ipc'] as const) : [])],
  })
  let said = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (said += text))
  return { child, said: () => said }
}

async function command(args: string[], env: NodeJS.ProcessEnv, url: string): Promise<Run> {
  const begun = Date.now()
  const { child, said } = start(args, env)
  let megabytes = 0
  const watching = setInterval(() => {
    try {
      megabytes = Math.max(megabytes, peakMemory(child.pid!))
    } catch {
      // The process has just ended.
    }
  }, 50)
  const [code] = (await once(child, 'close')) as [number]
  clearInterval(watching)
  const ended = Date.now()
  if (code !== 0) throw new Error(`memberhouse ${args.join(' ')} ended with ${code}:\n${said()}`)
  if (args[0] !== 'build') return { seconds: (ended - begun) / 1000, megabytes, parts: null }
  const [moments] = await query<Record<'began' | 'first' | 'last' | 'published', number>>(
    url,
    `select extract(epoch from run.started_at)::float8 as began, extract(epoch from run.ended_at)::float8 as published,
         coalesce(extract(epoch from min(node.started_at)), extract(epoch from run.ended_at))::float8 as first,
         coalesce(extract(epoch from max(node.ended_at)), extract(epoch from run.ended_at))::float8 as last
     from meta.run inner join meta.run_node as node on node.run_id = run.run_id
     where run.run_id = (select max(run_id) from meta.run) group by run.run_id`,
  )
  const { began, first, last, published } = moments!
  return {
    // The wait until the publication takes effect is not counted.
    seconds: (ended - begun) / 1000 - delay,
    megabytes,
    parts: {
      before: began - begun / 1000,
      prepare: first - began,
      walk: last - first,
      publish: published - last,
      after: ended / 1000 - published - delay,
    },
  }
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  return client.query<Row>(text).then(
    async ({ rows }) => (await client.end(), rows),
    async (error) => (await client.end(), Promise.reject(error as Error)),
  )
}

/** Runs the same selects by hand. */
async function bare(url: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('drop schema if exists bare cascade; create schema bare')
  const tableOf = (name: string) => `bare.${name.replace('.', '_')}`
  const { seconds } = await timed(async () => {
    for (const { name, select, reads } of models)
      await client.query(`create table ${tableOf(name)} as ${reads.reduce((text, read) => text.replace(read, tableOf(read)), select)}`)
  })
  await client.query('set max_parallel_workers_per_gather = 0; set client_min_messages = warning')
  for (const { name } of models) await client.query(`drop table ${tableOf(name)}`)
  await client.end()
  return seconds
}

const measured = new Map<string, Run[]>()
const note = (what: string, run: Run) => {
  measured.set(what, [...(measured.get(what) ?? []), run])
  const parts = Object.entries(run.parts ?? {}).map(([name, seconds]) => `${name} ${seconds.toFixed(2)}`)
  console.log(`${what.padEnd(40)} ${run.seconds.toFixed(2)} s, ${run.megabytes.toFixed(0)} MB  ${parts.join(', ')}`)
}

try {
  writeTrivialProject(folder, models)
  const config = await readConfig(folder, { ...process.env, MEMBERHOUSE_HOME: '.memberhouse', DATABASE_URL: '', TEMPORAL_ADDRESS: '' })
  const { databaseUrl, temporalAddress } = await ensureServices(config, (line) => console.log(line))
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const mode of ['local', 'temporal']) {
        const url = new URL(databaseUrl)
        url.pathname = `bench_${mode}_${round}`
        await query(databaseUrl, `create database ${url.pathname.slice(1)}`)
        const env = { DATABASE_URL: url.href, TEMPORAL_ADDRESS: temporalAddress }
        note('migrate', await command(['migrate'], env, url.href))
        note('bare', { seconds: await bare(databaseUrl), megabytes: 0, parts: null })
        const worker = mode === 'local' ? null : start(['worker'], env, true).child
        if (worker) await once(worker, 'message')
        const build = async (what: string, ...args: string[]) =>
          note(`${mode}, ${what}`, await command(['build', ...args, ...(worker ? [] : ['--local'])], env, url.href))
        await build('first build')
        await build('every model again', '--full-refresh')
        await build('nothing changed')
        await build('nothing changed')
        if (worker) {
          note('worker', { seconds: 0, megabytes: peakMemory(worker.pid!), parts: null })
          worker.kill()
          await once(worker, 'close')
        }
      }
      note('start of a command', await command(['--version'], {}, ''))
    }
    const samples = (what: string) => measured.get(what)!.map((run) => run.seconds)
    const least = (what: string) => Math.min(...samples(what))
    const beyond = (what: string, limits: Partial<Figure>): Figure[] => {
      const best = measured.get(what)!.find((run) => run.seconds === least(what))!
      const limit = what.endsWith('nothing changed') ? '' : ', beyond bare'
      const bareSeconds = limit === '' ? 0 : least('bare')
      return [
        {
          what: `${what}${limit}`,
          value: best.seconds - bareSeconds,
          unit: 's',
          samples: samples(what).map((s) => s - bareSeconds),
          ...limits,
        },
        ...Object.entries(best.parts!).map(([part, value]) => ({ what: `    of it ${part}`, value, unit: 's' })),
      ]
    }
    await saveResult('engine_overhead', databaseUrl, [
      { what: 'bare: 500 create table as, one session', value: least('bare'), unit: 's', samples: samples('bare') },
      { what: 'start of a command (--version)', value: least('start of a command'), unit: 's', samples: samples('start of a command') },
      ...beyond('local, first build', {}),
      ...beyond('local, every model again', { at_most: 2 }),
      ...beyond('local, nothing changed', { at_most: 1.5 }),
      ...beyond('temporal, first build', {}),
      ...beyond('temporal, every model again', { at_most: 5 }),
      ...beyond('temporal, nothing changed', { at_most: 1.5 }),
      ...['local, every model again', 'temporal, every model again', 'worker'].map((what) => ({
        what: `peak memory: ${what}`,
        value: Math.max(...measured.get(what)!.map((run) => run.megabytes)),
        unit: 'MB',
        at_most: 300,
      })),
    ])
  } finally {
    await stopServices(config, (line) => console.log(line))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
