import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { abandonRun } from '../../engine/run/end_run.ts'
import { compileDefinitions, type Project } from '../../engine/project/compile.ts'
import type { CrossAudit, Model, Segment } from '../../engine/project/contract.ts'
import { openDatabase, type Connection, type Database } from '../../engine/postgres/database.ts'
import type { FileOutcome } from '../../engine/load/record_batch.ts'
import { loadFiles } from '../../engine/load/load_files.ts'
import { readFunctions } from '../../engine/project/functions.ts'
import type { Definition } from '../../engine/project/read_project.ts'
import type { RunStatus } from '../../engine/meta/run_state.ts'
import type { OperatorCommand } from '../../engine/run/operate_run.ts'
import { operateLocally, runLocally } from '../../engine/run/run_locally.ts'
import { runRequest, type RunRequest } from '../../engine/meta/run_request.ts'
import { planSync } from '../../engine/store/plan_sync.ts'
import { syncRelations } from '../../engine/store/sync_relations.ts'
import { createTestDatabase } from './database.ts'

const files = (kind: Definition['kind'], name: string, declared: Definition['declared'], select: string | null): Definition => {
  const place = kind === 'model' ? `models/${name.replace('.', '/')}` : `${kind}s/${name.split('.')[1]}`
  return {
    kind,
    name,
    declared,
    contract_file: `${place}.ts`,
    contract_text: '',
    select_file: `${place}.sql`,
    select_text: select,
    inputs: [],
  }
}

/** Makes the definition of a model as if read from its two files. */
export const model = (name: string, contract: Omit<Model, 'name' | 'doc'> & { doc?: string }, select: string | null = null): Definition =>
  files('model', name, { doc: `Rows of ${name}.`, ...contract, name }, select)

export const segment = (name: string, contract: Omit<Segment, 'name' | 'doc'>, select: string): Definition =>
  files('segment', `segment.${name}`, { doc: `Members of ${name}.`, ...contract, name }, select)

export const crossAudit = (name: string, select: string, severity: CrossAudit['severity'] = 'error'): Definition =>
  files('audit', `audit.${name}`, { name, doc: `Finds what breaks ${name}.`, severity }, select)

/** Compiles definitions; `seeds` are CSV files by name, other files are read from this project. */
export async function compile(parts: Definition[], seeds: Record<string, string> = {}): Promise<Project> {
  const functions = await readFunctions()
  const nodes = await compileDefinitions(parts, functions, async (file) => {
    return seeds[file] ?? readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
  })
  return { nodes, tests: [], functions: [...functions].filter(([name]) => name.startsWith('warehouse.')) }
}

export type Warehouse = Awaited<ReturnType<typeof openWarehouse>>

/** Opens a new database with a project that the engine builds. */
export async function openWarehouse(parts: Definition[]) {
  const { url, drop } = await createTestDatabase()
  const database = openDatabase(url, 'memberhouse:test')
  const folder = mkdtempSync(join(tmpdir(), 'memberhouse-load-'))
  const config = {
    time_zone: 'Europe/London',
    heavy_slots: 1,
    light_slots: 3,
    publication_delay_ms: 200,
    parked_hours: 6,
    max_as_of_step_days: 31,
  }
  let project = await compile(parts)

  return {
    url,
    database,
    config,
    project: () => project,

    /** Replaces the project, as an edit of its files would. */
    async change(changed: Definition[], seeds?: Record<string, string>): Promise<void> {
      project = await compile(changed, seeds)
    },

    /** Loads one file with this content into its source. */
    async load(fileName: string, content: string | Buffer): Promise<FileOutcome> {
      const sources = project.nodes.filter((node) => node.kind === 'source')
      await syncRelations(database, await planSync(database, sources), null, () => {})
      const path = join(folder, fileName)
      writeFileSync(path, content)
      const models = sources.map((node) => ({
        ...node,
        kind: node.source!,
        columns: Object.fromEntries(node.columns.map((column) => [column.name, column])),
      }))
      const [outcome] = await loadFiles(database, models, [path], () => {})
      return outcome!
    },

    build(
      request: Partial<RunRequest> = {},
      options: { signal?: AbortSignal; report?: (line: string) => void; onBegin?: (run: number) => void } = {},
    ): Promise<RunStatus> {
      return runLocally(runRequest.parse({ actor: 'tester', supersede: true, ...request }), {
        database,
        url,
        project,
        config,
        ...options,
      }).then(async (end) => {
        if (end.effective_at) await untilEffective(database, end.effective_at)
        return end
      })
    },

    /** Runs an operator command on a parked run and waits until the run has ended or parked. */
    operate(
      run: number,
      action: OperatorCommand['action'],
      { node = null, reason = null, command_id = randomUUID() }: Partial<OperatorCommand> = {},
    ): Promise<RunStatus> {
      const command = { action, node, reason, actor: 'operator', command_id }
      return operateLocally(run, command, { database, url, project, config }).then(async (status) => {
        if (status.effective_at) await untilEffective(database, status.effective_at)
        return status
      })
    },

    /** Cancels a building or parked run. */
    cancel: async (run: number): Promise<RunStatus> => {
      const { rows } = await database.query<{ fence: number }>('select fence from meta.run where run_id = $1', [run])
      return abandonRun(database, { run_id: run, fence: rows[0]!.fence }, 'cancelled', 'cancelled on request')
    },

    /** Reads a relation in the published release, or in another one, sorted by row. */
    rows: (relation: string, release?: number): Promise<Record<string, unknown>[]> =>
      reading(
        database,
        release,
        async (connection) => (await connection.query(`select * from ${relation} as rows order by rows::text`)).rows,
      ),

    query: async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => (await database.query(sql, values)).rows,

    /** Reads the nodes of a run by name. */
    async nodes(run: number): Promise<
      Record<
        string,
        {
          state: string
          reason: string | null
          row_count: number | null
          changed_count: number | null
          attempt: number
          error: string | null
        }
      >
    > {
      const { rows } = await database.query(
        'select node, state, reason, row_count, changed_count, attempt, error from meta.run_node where run_id = $1 order by position',
        [run],
      )
      return Object.fromEntries(rows.map(({ node, ...rest }) => [node, rest]))
    },

    /** The version of each relation that a release holds. */
    async versions(release: number): Promise<Record<string, number>> {
      const { rows } = await database.query('select relation, version from meta.release_relation where release = $1 order by relation', [
        release,
      ])
      return Object.fromEntries(rows.map((row) => [row.relation, row.version]))
    },

    async close(): Promise<void> {
      await database.end()
      await drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilEffective(database: Database, effective_at: Date): Promise<void> {
  // 1 ms is added because the driver drops microseconds.
  await database.query(`select pg_sleep(greatest(extract(epoch from $1::timestamptz + interval '1 ms' - clock_timestamp()), 0))`, [
    effective_at,
  ])
}

/** Runs `work` in one transaction that reads the published release, or the given one. */
export async function reading<Result>(
  database: Database,
  release: number | undefined,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await database.connect()
  try {
    await connection.query('begin')
    if (release !== undefined) await connection.query(`set local memberhouse.release = '${release}'`)
    return await work(connection)
  } finally {
    await connection.query('rollback').catch(() => {})
    connection.release()
  }
}
