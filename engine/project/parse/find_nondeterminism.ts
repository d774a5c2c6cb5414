import { calledName, namesOf, visit, type Tree } from './syntax_tree.ts'

const nondeterministic = new Set(
  'now clock_timestamp statement_timestamp transaction_timestamp timeofday random random_normal setseed gen_random_uuid uuidv4 uuidv7 nextval currval lastval txid_current pg_current_xact_id current_setting'.split(
    ' ',
  ),
)
const relativeTime = /^\s*(now|today|tomorrow|yesterday)\s*$/i
const containsRelativeTime = /\b(now|today|tomorrow|yesterday)\b/i
const textTypes = new Set(['text', 'varchar', 'bpchar'])
const timeTypes = new Set(['date', 'timestamp', 'timestamptz', 'time', 'timetz'])

/** Calls `problem` for everything in the tree that may give other rows when a build is repeated, except calls of `allowed`. */
export function findNondeterminism(tree: unknown, problem: (location: unknown, message: string) => void, allowed = ''): void {
  const checked = new Set<unknown>()
  const differs = (location: unknown, what: string, advice = 'use warehouse.as_of()') =>
    problem(location, `${what} differs from run to run: ${advice}`)
  visit(tree, (kind, node) => {
    if (kind === 'FuncCall') {
      const [name = '', schema = 'pg_catalog'] = calledName(node)
      if (schema !== 'pg_catalog') return
      if (nondeterministic.has(name) && name !== allowed) differs(node['location'], `${name}()`, adviceFor(name))
      else if (name === 'age' && (node['args'] as unknown[] | undefined)?.length === 1)
        problem(
          node['location'],
          'age() with one argument counts up to today, which differs from run to run: use age(warehouse.as_of(), …)',
        )
    } else if (kind === 'SQLValueFunction') {
      differs(node['location'], String(node['op']).replace('SVFOP_', '').toLowerCase())
    } else if (kind === 'TypeCast') {
      const constant = (node['arg'] as Tree | undefined)?.['A_Const'] as Tree | undefined
      const type = namesOf((node['typeName'] as Tree)['names']).at(-1)!
      const text = textOf(constant)
      if (textTypes.has(type)) checked.add(constant)
      else if (timeTypes.has(type) && containsRelativeTime.test(text)) {
        checked.add(constant)
        differs(node['location'], `'${text}'`)
      }
    } else if (kind === 'A_Const' && !checked.has(node) && relativeTime.test(textOf(node))) {
      // An untyped literal takes the type of the other operand, which may be a date.
      differs(node['location'], `'${textOf(node)}'`, `use warehouse.as_of(), or write '${textOf(node)}'::text if it is a text`)
    } else if (kind === 'RangeTableSample') {
      problem(node['location'], 'tablesample differs from run to run: choose rows by a hash of their key')
    }
  })
}

const adviceFor = (name: string) => (/random|seed|uuid|val$/.test(name) ? 'use a hash of the key, such as warehouse.key(…)' : undefined)

const textOf = (constant: Tree | undefined): string => (constant?.['sval'] as { sval?: string } | undefined)?.sval ?? ''
