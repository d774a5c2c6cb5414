import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { arch, cpus, freemem, loadavg, platform, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { postgresStatus, startPostgres, stopPostgres } from '../local/postgres/server.ts'
import { makeHome } from '../tests/support/home.ts'

/** One measurement and its limit; `value` is the best or the median of `samples`. */
export type Figure = { what: string; value: number; unit: string; at_most?: number; at_least?: number; samples?: number[] }

/** The middle of the values with the lowest and the highest. */
export const figure = (what: string, unit: string, samples: number[], limits: Partial<Figure> = {}): Figure => ({
  ...{ what, unit, samples, ...limits },
  value: samples.toSorted((one, other) => one - other)[Math.floor(samples.length / 2)]!,
})

/** Prints measurements with a description of the machine, and saves both in `bench/results/<name>.json`. */
export async function saveResult(name: string, databaseUrl: string | null, figures: Figure[]): Promise<void> {
  const result = { name, machine: await describeMachine(databaseUrl), figures: figures.map(rounded) }
  const { cpu, cores, memory_gb, load, postgres, node, measured_at } = result.machine
  console.log(
    `\n${name}: ${measured_at}, ${cores} × ${cpu}, ${memory_gb} GB, load ${load}, Node ${node}${postgres === undefined ? '' : `, Postgres ${postgres}`}`,
  )
  for (const { what, value, unit, samples, ...figure } of result.figures) {
    const of = samples && samples.length > 1 ? ` (of ${samples.join(', ')})` : ''
    console.log(`  ${mark(value, figure)} ${what.padEnd(64)} ${String(value).padStart(9)} ${unit}${limit(figure)}${of}`)
  }
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(join(import.meta.dirname, 'results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
}

const rounded = (figure: Figure): Figure => ({
  ...figure,
  value: significant(figure.value),
  ...(figure.samples && { samples: figure.samples.map(significant) }),
})
const significant = (value: number) => Number(value.toPrecision(3))

type Limit = Pick<Figure, 'at_most' | 'at_least'>
const limit = ({ at_most, at_least }: Limit) =>
  (at_most === undefined ? '' : `, at most ${at_most}`) + (at_least === undefined ? '' : `, at least ${at_least}`)
const mark = (value: number, { at_most, at_least }: Limit) =>
  at_most === undefined && at_least === undefined ? ' ' : value <= (at_most ?? Infinity) && value >= (at_least ?? -Infinity) ? '✓' : '✗'

/** Describes the machine and its software. `load` shows how many other processes competed for its cores. */
async function describeMachine(databaseUrl: string | null) {
  const gigabytes = (bytes: number) => Math.round(bytes / 1024 ** 3)
  return {
    measured_at: new Date().toISOString().slice(0, 16).replace('T', ' '),
    cpu: cpus()[0]?.model ?? arch(),
    cores: cpus().length,
    memory_gb: gigabytes(totalmem()),
    free_memory_gb: gigabytes(freemem()),
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    ...(databaseUrl !== null && (await describePostgres(databaseUrl))),
  }
}

async function describePostgres(databaseUrl: string) {
  const server = new pg.Client(databaseUrl)
  await server.connect()
  const { rows } = await server.query<{ version: string; settings: Record<string, string> }>(
    `select current_setting('server_version') as version, (
         select jsonb_object_agg(name, current_setting(name)) from unnest(array[
             'shared_buffers', 'work_mem', 'maintenance_work_mem', 'fsync', 'synchronous_commit', 'max_parallel_workers_per_gather'
         ]) as name
     ) as settings`,
  )
  await server.end()
  return {
    postgres: rows[0]!.version,
    postgres_settings: rows[0]!.settings,
  }
}

/** Runs `work` with a separate Postgres that has the settings of `memberhouse up`, in a temporary folder that is deleted afterwards. */
export async function withPostgres(work: (server: { home: string; url: string }) => Promise<void>): Promise<void> {
  const home = makeHome()
  try {
    const { url } = await startPostgres(home, (line) => console.log(line))
    await work({ home, url })
  } finally {
    const { data } = postgresStatus(home)
    await stopPostgres(home, () => {})
    for (const folder of [data, home]) if (folder !== null) rmSync(folder, { recursive: true, force: true })
    // For root in a folder that others cannot enter, the data are in another folder.
    if (data !== null && dirname(data) !== home) rmSync(dirname(data), { recursive: true, force: true })
  }
}

/** Runs `work` and returns its duration in seconds. */
export async function timed<Result>(work: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const begun = performance.now()
  const result = await work()
  return { seconds: (performance.now() - begun) / 1000, result }
}
