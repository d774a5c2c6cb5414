import { parse } from 'libpg-query'
import { findNondeterminism } from './find_nondeterminism.ts'
import { calledName, lineIn, visit, type Tree } from './syntax_tree.ts'

/** A relation or function that a select names, with its line. */
export type Mention = { name: string; line: number }

export type ParsedSelect = {
  refs: Mention[]
  /** Functions of the schema `warehouse`. */
  functions: Mention[]
  /** The select without its semicolon, ending with a newline, so that it can be put in brackets even after a comment. */
  statement: string
  /** The syntax tree without comments, layout and positions: equal when the meaning is equal. */
  normalized: string
  problems: { line: number; message: string }[]
}

const writing: Record<string, string> = { InsertStmt: 'insert', UpdateStmt: 'update', DeleteStmt: 'delete', MergeStmt: 'merge' }

/**
 * Parses one select with Postgres' own parser: what it refers to, and what it may not do. The select of an audit may read `audited`,
 * the name that represents the new rows, and may use `select *`.
 */
export async function parseSelect(text: string, audited?: string): Promise<ParsedSelect> {
  const bytes = Buffer.from(text)
  const lineAt = (location: unknown) => lineIn(bytes, location)
  const parsed: ParsedSelect = { refs: [], functions: [], statement: text, normalized: '', problems: [] }
  const problem = (location: unknown, message: string) => parsed.problems.push({ line: lineAt(location), message })

  let statements: { stmt: Tree; stmt_location?: number; stmt_len?: number }[]
  try {
    statements = ((await parse(text)) as { stmts?: typeof statements }).stmts ?? []
  } catch (error) {
    const { message, sqlDetails } = error as Error & { sqlDetails?: { cursorPosition?: number } }
    problem(sqlDetails?.cursorPosition, `Postgres cannot parse this: ${message}`)
    return parsed
  }
  const [first, second] = statements
  const top = first?.stmt['SelectStmt'] as Tree | undefined
  if (!top || second) {
    problem(
      second?.stmt_location,
      `expected one select, got ${statements.length === 1 ? 'another statement' : `${statements.length} statements`}`,
    )
    return parsed
  }

  const commonTables = new Set(audited === undefined ? [] : [audited])
  visit(first!.stmt, (kind, node) => kind === 'CommonTableExpr' && commonTables.add(String(node['ctename'])))
  visit(first!.stmt, (kind, node) => {
    if (kind === 'RangeVar') {
      const { schemaname, relname, location } = node as { schemaname?: string; relname: string; location?: number }
      if (schemaname) parsed.refs.push({ name: `${schemaname}.${relname}`, line: lineAt(location) })
      else if (!commonTables.has(relname)) problem(location, `this select has no CTE "${relname}": write a relation as <layer>.<table>`)
    } else if (kind === 'FuncCall') {
      const [name, schema] = calledName(node)
      if (schema === 'warehouse') parsed.functions.push({ name: `warehouse.${name}`, line: lineAt(node['location']) })
      else if (schema && schema !== 'pg_catalog')
        problem(node['location'], `models may not call ${schema}.${name}(): use functions of "warehouse"`)
    } else if (kind in writing) {
      problem((node['relation'] as Tree | undefined)?.['location'], `a model only reads: ${writing[kind]} is not allowed`)
    } else if (kind === 'intoClause') {
      problem((node['rel'] as Tree)['location'], 'a model only reads: into is not allowed')
    } else if (kind === 'LockingClause') {
      problem(0, 'a model only reads: for update and for share are not allowed')
    } else if (kind === 'SelectStmt' && audited === undefined) {
      checkStars(node, node === top, problem)
    }
  })
  findNondeterminism(first!.stmt, problem)
  const { stmt_location = 0, stmt_len } = first!
  parsed.statement = `${stmt_len === undefined ? text : bytes.subarray(0, stmt_location + stmt_len).toString()}\n`
  parsed.normalized = JSON.stringify(first!.stmt, (key, value: unknown) =>
    /location$|^stmt_len$|list_(start|end)$/.test(key) ? undefined : value,
  )
  return parsed
}

/** `select *` is allowed in an import (`from <layer>.<table>`) and in the last line; elsewhere it hides the columns. */
function checkStars(select: Tree, isTop: boolean, problem: (location: unknown, message: string) => void): void {
  const targets = (select['targetList'] as Tree[] | undefined) ?? []
  const from = (select['fromClause'] as Tree[] | undefined) ?? []
  const columns = targets
    .map((target) => (target['ResTarget'] as Tree)['val'] as Tree | undefined)
    .map((value) => value?.['ColumnRef'] as Tree | undefined)
  const star = columns.find((column) => (column?.['fields'] as Tree[] | undefined)?.some((field) => 'A_Star' in field))
  if (!star) return
  const relation = from.length === 1 ? (from[0]!['RangeVar'] as Tree | undefined) : undefined
  const isPlain = targets.length === 1 && (star['fields'] as Tree[]).length === 1 && relation !== undefined
  if (!isPlain || !(relation['schemaname'] || isTop))
    problem(star['location'], '`select *` hides the columns: name them (it is allowed in imports and in the last line)')
}
