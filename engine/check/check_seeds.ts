import type pg from 'pg'
import { auditSelect, impliedAudits } from '../project/audit_selects.ts'
import type { Node } from '../project/node.ts'
import type { Problem } from '../base/problems.ts'

/**
 * Runs the error audits of seeds over their rows, so that a wrong row is refused before anything is built, with its line. The tables of all
 * seeds must exist in `scratch`, empty. A seed whose audits read other models is left to the build.
 */
export async function checkSeeds(scratch: pg.Client, seeds: Node[]): Promise<Map<Node, Problem[]>> {
  for (const seed of seeds) await scratch.query(`insert into ${seed.name} ${seed.select}`)
  const names = new Set(seeds.map(({ name }) => name))
  const problems = new Map<Node, Problem[]>()
  for (const seed of seeds.filter(({ refs }) => refs.every((ref) => names.has(ref)))) {
    const found: Problem[] = []
    problems.set(seed, found)
    const { rows } = await scratch.query<{ row: Row }>(`select to_jsonb(rows) as row from (${seed.select}) as rows`)
    for (const audit of [...impliedAudits(seed), ...seed.audits].filter(({ severity }) => severity === 'error')) {
      const failing = await scratch.query<{ row: Row }>(
        `select to_jsonb(failing) as row from (${auditSelect(audit, seed.name, seed.name)}) as failing`,
      )
      for (const { row } of failing.rows) {
        const line = lineOf(row, rows, seed)
        const missing = Object.entries(row).map(([name, value]) => `${name} ${String(value)}`)
        const message = `breaks the rule '${audit.name}'${line === undefined ? `: ${missing.join(', ')}` : ''}`
        found.push({ file: seed.select_file, line: line ?? 1, message })
      }
    }
  }
  return problems
}

type Row = Record<string, unknown>

/**
 * The line of the last row that agrees with a failing one in all columns that both have: of rows with the same key, the one that repeats it.
 * None if the file lacks the row.
 */
function lineOf(failing: Row, rows: { row: Row }[], seed: Node): number | undefined {
  const place = rows.findLastIndex(({ row }) => Object.keys(row).every((name) => !(name in failing) || row[name] === failing[name]))
  return seed.seed_lines[place]
}
