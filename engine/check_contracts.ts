import type pg from 'pg'
import type { Node, Project } from './compile.ts'
import type { Problem } from './problems.ts'
import { inScratch } from './scratch.ts'

/** Compares what each select gives, by name and type, with what its contract promises, over empty inputs. */
export async function checkContracts(url: string, project: Project): Promise<Problem[]> {
  return inScratch(url, project, async (scratch) => {
    const problems: Problem[] = []
    await scratch.query(`select set_config('memberhouse.as_of', '2000-01-01', true)`)
    for (const node of project.nodes.filter((candidate) => candidate.select !== null)) {
      await scratch.query('savepoint before_select')
      try {
        const { fields } = await scratch.query({ text: node.select!, rowMode: 'array' })
        if (node.kind !== 'audit') problems.push(...differences(node, await typed(scratch, fields)))
      } catch (error) {
        problems.push(sqlProblem(node, error as pg.DatabaseError))
      }
      await scratch.query('rollback to savepoint before_select')
    }
    return problems
  })
}

async function typed(scratch: pg.Client, fields: pg.FieldDef[]): Promise<{ name: string; type: string }[]> {
  const { rows } = await scratch.query<{ type: string }>(
    'select format_type(type_oid, type_modifier) as type from unnest($1::oid[], $2::integer[]) with ordinality as given(type_oid, type_modifier, place) order by place',
    [fields.map((field) => field.dataTypeID), fields.map((field) => field.dataTypeModifier)],
  )
  return fields.map((field, index) => ({ name: field.name, type: rows[index]!.type }))
}

function differences(node: Node, given: { name: string; type: string }[]): Problem[] {
  const problem = (message: string) => ({ file: node.select_file, line: 1, message })
  const promised = new Map(node.columns.map((column) => [column.name, column.type]))
  const names = given.map((column) => column.name)
  const problems = [
    ...given.filter(({ name }) => !promised.has(name)).map(({ name, type }) => problem(`gives ${name} (${type}), which the contract does not have`)),
    ...node.columns
      .filter(({ name }) => !names.includes(name))
      .map(({ name, type }) => problem(`lacks ${name}, which the contract promises as ${type}`)),
    ...given
      .filter(({ name, type }) => promised.has(name) && promised.get(name) !== type)
      .map(({ name, type }) => problem(`gives ${name} as ${type}, the contract promises ${promised.get(name)}`)),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => problem(`gives ${name} twice`)),
  ]
  const order = node.columns.map((column) => column.name)
  if (problems.length === 0 && names.join() !== order.join()) problems.push(problem(`gives (${names.join(', ')}), the contract has the order (${order.join(', ')})`))
  return problems
}

function sqlProblem(node: Node, error: pg.DatabaseError): Problem {
  const before = node.select!.slice(0, Number(error.position ?? 1) - 1)
  return { file: node.select_file, line: before.split('\n').length, message: [error.message, error.hint].filter(Boolean).join('; ') }
}
