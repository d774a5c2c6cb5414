import { once } from 'node:events'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { ComputeTask } from './compute_rows.ts'
import type { Compute, Input } from '../project/contract.ts'
import { copyIntegers } from '../postgres/copy_integers.ts'
import { splitRows, writeField } from '../postgres/copy_text.ts'
import type { Node } from '../project/node.ts'
import { plainSession } from '../postgres/plain_session.ts'
import { runSettings } from '../store/run_settings.ts'
import { givenColumns } from '../project/node.ts'

const print = process.stdout.write.bind(process.stdout)

type Module = { default?: Compute }

/** The program of one computed model's process: reads its inputs from the run's release and prints its rows in COPY's text format. */
export async function runComputed(load: () => Promise<Module>, task: ComputeTask): Promise<void> {
  console.log = console.info = console.error
  try {
    await run(await load(), task)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

async function run({ default: compute }: Module, { url, release, as_of, is_first, node }: ComputeTask): Promise<void> {
  if (typeof compute !== 'function')
    throw new Error('it has no default export: export default async function* compute(inputs, { as_of }) { … }')
  const connections: pg.Client[] = []
  // One connection for each input: a function may read two inputs at a time.
  const connect = async (): Promise<pg.Client> => {
    const connection = new pg.Client({ connectionString: url, application_name: `memberhouse:${release}:${node.name}` })
    connections.push(connection)
    connection.on('error', () => {})
    await connection.connect()
    await connection.query(
      `begin read only; set local client_connection_check_interval = '500ms'; ${plainSession};
       ${runSettings({ run_id: release, as_of })}`,
    )
    return connection
  }
  const input = (select: string): Input => ({
    integers: async (columns, see) => copyIntegers(await connect(), select, columns, see),
    async *[Symbol.asyncIterator]() {
      yield* splitRows((await connect()).query(copyTo(`copy (${select}) to stdout`)))
    },
  })
  try {
    const inputs = Object.fromEntries(node.compute!.inputs.map(({ name, select }) => [name, input(select)]))
    await printRows(node, compute(inputs, { as_of, is_first }))
  } finally {
    await Promise.all(connections.map((connection) => connection.end()))
  }
}

async function printRows(node: Node, rows: AsyncIterable<Record<string, unknown>>): Promise<void> {
  const names = givenColumns(node).map((column) => column.name)
  const known = new Set(names)
  let lines = ''
  const flush = async () => {
    if (lines !== '' && !print(lines)) await once(process.stdout, 'drain')
    lines = ''
  }
  for await (const row of rows) {
    for (const name in row) if (!known.has(name)) throw new Error(`it yields ${name}, which the contract of ${node.name} does not declare`)
    lines += `${names.map((name) => writeField(row[name])).join('\t')}\n`
    if (lines.length > 65_536) await flush()
  }
  await flush()
}
