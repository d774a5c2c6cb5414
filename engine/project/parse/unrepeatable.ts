import { calledName, namesOf, visit, type Tree } from './syntax_tree.ts'

const differing = new Set(
  'now clock_timestamp statement_timestamp transaction_timestamp timeofday random random_normal setseed gen_random_uuid uuidv4 uuidv7 nextval currval lastval txid_current pg_current_xact_id current_setting'.split(
    ' ',
  ),
)
const momentary = /^\s*(now|today|tomorrow|yesterday)\s*$/i
const momentaryPart = /\b(now|today|tomorrow|yesterday)\b/i
const textTypes = new Set(['text', 'varchar', 'bpchar'])
const timeTypes = new Set(['date', 'timestamp', 'timestamptz', 'time', 'timetz'])

/** Calls `problem` for all in the tree that gives other rows when the same build is done again, but for the function `allowed`. */
export function findUnrepeatable(tree: unknown, problem: (location: unknown, message: string) => void, allowed = ''): void {
  const judged = new Set<unknown>()
  const differs = (location: unknown, what: string, hint = '') =>
    problem(location, `${what} differs from run to run: use warehouse.as_of()${hint}`)
  visit(tree, (kind, node) => {
    if (kind === 'FuncCall') {
      const [name = '', schema = 'pg_catalog'] = calledName(node)
      if (schema !== 'pg_catalog') return
      if (differing.has(name) && name !== allowed) differs(node['location'], `${name}()`)
      else if (name === 'age' && (node['args'] as unknown[] | undefined)?.length === 1)
        problem(node['location'], 'age() of one date counts up to today, which differs from run to run: use age(warehouse.as_of(), …)')
    } else if (kind === 'SQLValueFunction') {
      differs(node['location'], String(node['op']).replace('SVFOP_', '').toLowerCase())
    } else if (kind === 'TypeCast') {
      const constant = (node['arg'] as Tree | undefined)?.['A_Const'] as Tree | undefined
      const type = namesOf((node['typeName'] as Tree)['names']).at(-1)!
      const text = textOf(constant)
      if (textTypes.has(type)) judged.add(constant)
      else if (timeTypes.has(type) && momentaryPart.test(text)) {
        judged.add(constant)
        differs(node['location'], `'${text}'`)
      }
    } else if (kind === 'A_Const' && !judged.has(node) && momentary.test(textOf(node))) {
      // Without a type of its own it takes that of what it stands beside, and beside a date it is one.
      differs(node['location'], `'${textOf(node)}'`, `, or write '${textOf(node)}'::text where a text is meant`)
    } else if (kind === 'RangeTableSample') {
      problem(node['location'], 'tablesample differs from run to run: choose rows by a hash of their key')
    }
  })
}

const textOf = (constant: Tree | undefined): string => (constant?.['sval'] as { sval?: string } | undefined)?.sval ?? ''
