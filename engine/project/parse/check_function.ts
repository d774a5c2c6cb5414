import { parse } from 'libpg-query'
import { findNondeterminism } from './find_nondeterminism.ts'
import { calledName, lineIn, visit } from './syntax_tree.ts'

type Found = { line: number; message: string }

/**
 * Finds what a function of the schema `warehouse` may not do: read relations, which would be missing from the refs of the models that
 * call it, or return another value in the next run.
 */
export async function checkFunction(name: string, text: string): Promise<Found[]> {
  const found: Found[] = []
  const check = async (part: string, linesBefore: number, isBody: boolean): Promise<void> => {
    const bytes = Buffer.from(part)
    const problem = (location: unknown, message: string) => found.push({ line: linesBefore + lineIn(bytes, location), message })
    const tree = await parse(part).catch((error: Error & { sqlDetails?: { cursorPosition?: number } }) => {
      problem(error.sqlDetails?.cursorPosition, `Postgres cannot parse this: ${error.message}`)
    })
    const commonTables = new Set<string>()
    const bodies: string[] = []
    visit(tree, (kind, node) => kind === 'CommonTableExpr' && commonTables.add(String(node['ctename'])))
    visit(tree, (kind, node) => {
      if (kind === 'RangeVar') {
        const { schemaname, relname, location } = node as { schemaname?: string; relname: string; location?: number }
        if (schemaname || !commonTables.has(relname))
          problem(location, `a function may not read a relation, got ${relname}: pass the value as an argument, or make it a model`)
      } else if (kind === 'FuncCall') {
        const [called, schema] = calledName(node)
        if (schema && schema !== 'pg_catalog' && schema !== 'warehouse')
          problem(node['location'], `functions of "warehouse" may not call ${schema}.${called}()`)
      } else if (kind === 'DefElem' && !isBody) {
        const value = node['arg'] as { String?: { sval: string }; List?: { items: { String: { sval: string } }[] } } | undefined
        if (node['defname'] === 'language' && value?.String?.sval.toLowerCase() !== 'sql')
          problem(node['location'], `expected language sql, got ${value?.String?.sval}: only sql can be checked`)
        else if (node['defname'] === 'as') bodies.push(value!.List!.items[0]!.String.sval)
      }
    })
    findNondeterminism(tree, problem, name === 'warehouse.as_of' ? 'current_setting' : undefined)
    for (const body of bodies) await check(body, text.slice(0, Math.max(text.indexOf(body), 0)).split('\n').length - 1, true)
  }
  await check(text, 0, false)
  return found
}
