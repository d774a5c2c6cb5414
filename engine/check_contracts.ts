import type pg from 'pg'
import sql from 'sql-template-tag'
import { auditSelect } from './audit_rows.ts'
import type { Project } from './compile.ts'
import type { Node } from './node.ts'
import type { Problem } from './problems.ts'
import { inScratch } from './scratch.ts'

/** Compares what each select gives, by name and type, with what its contract promises, over empty inputs. */
export async function checkContracts(url: string, project: Project): Promise<Problem[]> {
  return inScratch(url, project, async (scratch) => {
    const problems: Problem[] = []
    await scratch.query(`select set_config('memberhouse.as_of', '2000-01-01', true)`)
    await scratch.query('savepoint before_select')
    for (const node of project.nodes) {
      for (const [file, select] of selectsOf(node)) {
        try {
          const { fields } = await scratch.query({ text: select, rowMode: 'array' })
          if (node.kind !== 'audit' && !node.compute) problems.push(...differences(node, await typed(scratch, fields)))
        } catch (error) {
          problems.push(sqlProblem(file, select, error as pg.DatabaseError))
        }
        await scratch.query('rollback to savepoint before_select')
      }
      if (node.store) problems.push(...(await auditProblems(scratch, node)))
    }
    return problems
  })
}

async function auditProblems(scratch: pg.Client, node: Node): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const audit of node.audits) {
    const { name } = audit
    await scratch.query(auditSelect(audit, node.name, node.name)).catch((error: Error) => {
      problems.push({ file: node.contract_file, line: 1, message: `the audit ${name} cannot run: ${error.message}` })
    })
    await scratch.query('rollback to savepoint before_select')
  }
  return problems
}

/** The selects of a node by their files: its own, or those of its inputs. */
const selectsOf = (node: Node): [file: string, select: string][] => [
  ...(node.select === null ? [] : [[node.select_file, node.select] as [string, string]]),
  ...(node.compute?.inputs ?? []).map(({ file, select }): [string, string] => [file, select]),
]

async function typed(scratch: pg.Client, fields: pg.FieldDef[]): Promise<{ name: string; type: string }[]> {
  const oids = fields.map((field) => field.dataTypeID)
  const modifiers = fields.map((field) => field.dataTypeModifier)
  const { rows } = await scratch.query<{ type: string }>(
    sql`select format_type(type_oid, type_modifier) as type
     from unnest(${oids}::oid[], ${modifiers}::integer[]) with ordinality as given(type_oid, type_modifier, place) order by place`,
  )
  return fields.map((field, index) => ({ name: field.name, type: rows[index]!.type }))
}

function differences(node: Node, given: { name: string; type: string }[]): Problem[] {
  const problem = (message: string) => ({ file: node.select_file, line: 1, message })
  const promised = new Map(node.columns.map((column) => [column.name, column.type]))
  const names = given.map((column) => column.name)
  const problems = [
    ...given
      .filter(({ name }) => !promised.has(name))
      .map(({ name, type }) => problem(`gives ${name} (${type}), which the contract does not have`)),
    ...node.columns
      .filter(({ name }) => !names.includes(name))
      .map(({ name, type }) => problem(`lacks ${name}, which the contract promises as ${type}`)),
    ...given
      .filter(({ name, type }) => promised.has(name) && promised.get(name) !== type)
      .map(({ name, type }) => problem(`gives ${name} as ${type}, the contract promises ${promised.get(name)}`)),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => problem(`gives ${name} twice`)),
  ]
  const order = node.columns.map((column) => column.name)
  if (problems.length === 0 && names.join() !== order.join())
    problems.push(problem(`gives (${names.join(', ')}), the contract has the order (${order.join(', ')})`))
  return problems
}

function sqlProblem(file: string, select: string, error: pg.DatabaseError): Problem {
  const before = select.slice(0, Number(error.position ?? 1) - 1)
  return { file, line: before.split('\n').length, message: [error.message, error.hint].filter(Boolean).join('; ') }
}
