/** `error` fails the node, `gate` lets the run wait for an approval before it is published, `warn` is reported. */
export type Severity = 'error' | 'gate' | 'warn'

/**
 * A query over the new rows that must find none. `{rows}` in `failing` stands for those rows, `{published}` for the rows that readers
 * see when the run begins; where there are none yet, an audit that speaks of them is not run.
 */
export type Audit = {
  name: string
  severity: Severity
  failing: string
  /** Of an audit that looks at each row by itself: the condition that finds it broken. All of these are counted in one pass. */
  broken?: string
}

/** The same audit, reported instead of blocking. */
export const warn = (audit: Audit): Audit => ({ ...audit, severity: 'warn' })

/** The same audit, after which the run waits for a person to approve or reject it. */
export const gate = (audit: Audit): Audit => ({ ...audit, severity: 'gate' })

const error = (name: string, failing: string): Audit => ({ name, severity: 'error', failing })
const eachRow = (name: string, broken: string): Audit => ({ ...error(name, `select * from {rows} where ${broken}`), broken })

/** No two rows agree in all of these columns. */
export const unique = (...columns: string[]): Audit =>
  error(
    `unique(${columns.join(', ')})`,
    `select ${columns.join(', ')}, count(*) as row_count from {rows} group by ${columns.join(', ')} having count(*) > 1`,
  )

/** The column lies within both bounds, included; null is no bound. */
export function between(name: string, low: number | null, high: number | null): Audit {
  const outside = [low === null ? '' : `${name} < ${low}`, high === null ? '' : `${name} > ${high}`].filter(Boolean)
  if (outside.length === 0) throw new Error(`between('${name}', null, null) checks nothing: give it a bound`)
  return eachRow(`between(${name}, ${low}, ${high})`, outside.join(' or '))
}

/** The column, where not null, is one of these values. */
export const accepted = (name: string, values: readonly string[]): Audit =>
  eachRow(`accepted(${name})`, `${name}::text not in (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`)

/** The condition holds for each row; null counts as broken. */
export const expression = (name: string, condition: string): Audit => eachRow(name, `(${condition}) is not true`)

/**
 * A gate: `measure`, an aggregate over all rows, lies no further from what is published than the share `by` of it: 0.1 is a tenth.
 * The number of rows, unless another measure is given, such as `sum(net_amount)`; `per` a column, such as the currency, each of its values.
 */
export const moved = ({ by, measure = 'count(*)', per }: { by: number; measure?: string; per?: string }): Audit => {
  const measured = (rows: string) =>
    `(select ${per ?? `''`} as part, coalesce(${measure}, 0)::numeric as measured from ${rows} as audited group by 1)`
  return gate(
    error(
      `moved(${[measure, by, ...(per === undefined ? [] : [per])].join(', ')})`,
      `select '${measure.replaceAll("'", "''")}' as measure, ${per === undefined ? '' : `part as ${per},`}
           published, now, round(100 * (now - published) / nullif(abs(published), 0), 2) as moved_percent
       from (
           select part, coalesce(published.measured, 0) as published, coalesce(rows.measured, 0) as now
           from ${measured('{rows}')} as rows full join ${measured('{published}')} as published using (part)
       ) as compared
       where abs(now - published) > ${by} * abs(published)`,
    ),
  )
}
