import sql, { raw } from 'sql-template-tag'
import { auditSelect, comparesWithPublished } from '../project/audit_selects.ts'
import { versionColumns, type Node } from '../project/node.ts'
import type { Audit, Severity } from '../project/contract.ts'
import { type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'

export type AuditResult = { audit: string; severity: Severity; failing_count: number; sample: Record<string, string | null>[] }

/** Thrown when new rows fail an audit: they are rolled back, and `meta.audit_failure` keeps a sample of them. */
export class AuditFailed extends MemberhouseError {
  readonly results: AuditResult[]
  constructor(node: string, runId: number, results: AuditResult[]) {
    const broken = results.filter((result) => result.severity === 'error' && result.failing_count > 0)
    super(
      `${node} broke ${broken.map((result) => `${result.audit} (${result.failing_count} ${result.failing_count === 1 ? 'row' : 'rows'})`).join(', ')}`,
      {
        hint: `See the rows: memberhouse run show ${runId}`,
      },
    )
    this.name = 'AuditFailed'
    this.results = results
  }
}

const sampleSize = 5

/**
 * Counts the rows of `relation` that fail each audit and takes a sample, without the personal columns of the node and of its inputs.
 * `published` is null where readers see no version of the node yet.
 */
export async function auditRows(
  connection: Connection,
  node: Node,
  all: Audit[],
  relation: string,
  published: string | null = null,
): Promise<AuditResult[]> {
  const audits = all.filter((audit) => published !== null || !comparesWithPublished(audit))
  if (audits.length === 0) return []
  const counts = await countFailing(connection, audits, relation, published ?? '')
  const results: AuditResult[] = []
  for (const [place, audit] of audits.entries()) {
    const failing_count = counts[place]!
    const sample = failing_count === 0 ? [] : await sampleOf(connection, node, auditSelect(audit, relation, published ?? ''))
    results.push({ audit: audit.name, severity: audit.severity, failing_count, sample })
  }
  return results
}

/** Counts by one pass over the rows for all audits of single rows and one query for each other audit; one message, so that Postgres may use all cores. */
async function countFailing(connection: Connection, audits: Audit[], relation: string, published: string): Promise<number[]> {
  const ofRows = audits.filter(({ broken }) => broken !== undefined)
  const counted = ofRows.map((audit) => `count(*) filter (where ${audit.broken})`)
  const onePass = `(select array[${counted.join(', ')}] from ${relation})`
  const others = audits.filter((audit) => !ofRows.includes(audit))
  const each = others.map((audit) => `(select count(*) from (${auditSelect(audit, relation, published)}) as failing)`)
  const { rows } = await connection.query<{ counts: number[] }>(
    `select ${[...(counted.length > 0 ? [onePass] : []), ...(each.length > 0 ? [`array[${each.join(', ')}]`] : [])].join(' || ')} as counts`,
  )
  const inTurn = new Map([...ofRows, ...others].map((audit, place) => [audit, Number(rows[0]!.counts[place])]))
  return audits.map((audit) => inTurn.get(audit)!)
}

/** A sample of the failing rows, without the personal columns of the node and of its inputs. */
async function sampleOf(connection: Connection, node: Node, failing: string): Promise<AuditResult['sample']> {
  const personal = node.columns.filter((column) => column.personal).map((column) => column.name)
  const hidden = [...versionColumns, ...personal]
  const { rows } = await connection.query<{ row: Record<string, string | null> }>(
    sql`select (
         select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(to_jsonb(sample) - ${hidden}::text[] - array(
             select column_name from meta.relation_column where is_personal and relation = any(${[node.name, ...node.refs]})
         ))
     ) as row from (select * from (${raw(failing)}) as failing limit ${sampleSize}) as sample`,
  )
  return rows.map(({ row }) => row)
}

/** Records results and samples, replacing those of an earlier attempt. For rows that were rolled back, pass another connection than theirs. */
export async function recordAudits(database: Database | Connection, runId: number, node: string, results: AuditResult[]): Promise<void> {
  if (results.length === 0) return
  await database.query(sql`delete from meta.audit_failure where run_id = ${runId} and node = ${node}`)
  await database.query(
    sql`with given as (
         select * from jsonb_to_recordset(${JSON.stringify(results)}) as rows(audit text, severity text, failing_count bigint, sample jsonb)
     ),
     kept as (
         insert into meta.audit_result (run_id, node, audit, severity, failing_count)
         select ${runId}, ${node}, audit, severity, failing_count from given
         on conflict (run_id, node, audit) do update set failing_count = excluded.failing_count, audited_at = clock_timestamp()
         returning audit
     )
     insert into meta.audit_failure (run_id, node, audit, sample_number, failing_row)
     select ${runId}, ${node}, given.audit, sample.place, sample.failing_row
     from given inner join kept on kept.audit = given.audit
     cross join jsonb_array_elements(given.sample) with ordinality as sample(failing_row, place)`,
  )
}
