/** What a failed audit does. `error`: the node fails. `gate`: the run waits until a person approves or rejects it. `warn`: it is reported. */
export type Severity = 'error' | 'gate' | 'warn'

/** A query over the new rows that must return none. The functions below make the usual ones; any other is written as an object. */
export type Audit = {
  /** Shown when the audit fails. Two audits of one contract may not share a name. */
  name: string
  /** What happens when the query returns rows. */
  severity: Severity
  /**
   * The query. `{rows}` stands for the new rows, `{published}` for the rows that readers see when the run begins. An audit that uses
   * `{published}` is not run while no version is published.
   */
  failing: string
  /**
   * If the query only looks at one row at a time: the condition that is true for a failing row, so that `failing` is
   * `select * from {rows} where <broken>`. All such audits are counted in one pass.
   * @default none
   */
  broken?: string
}

/**
 * The same audit with the severity `warn`.
 * @param audit any audit
 */
export const warn = (audit: Audit): Audit => ({ ...audit, severity: 'warn' })

/**
 * The same audit with the severity `gate`.
 * @param audit any audit
 */
export const gate = (audit: Audit): Audit => ({ ...audit, severity: 'gate' })

const error = (name: string, failing: string): Audit => ({ name, severity: 'error', failing })
const eachRow = (name: string, broken: string): Audit => ({ ...error(name, `select * from {rows} where ${broken}`), broken })

/**
 * No two rows have the same values in all of these columns. The grain needs no such audit: it is always checked.
 * @param columns one or more column names
 */
export const unique = (...columns: string[]): Audit =>
  error(
    `unique(${columns.join(', ')})`,
    `select ${columns.join(', ')}, count(*) as row_count from {rows} group by ${columns.join(', ')} having count(*) > 1`,
  )

/**
 * The value lies between both bounds, which are included. Null passes, NaN fails.
 * @param column a column of numbers
 * @param low the lowest value, or null for no bound
 * @param high the highest value, or null for no bound
 */
export function between(column: string, low: number | null, high: number | null): Audit {
  const outside = [low === null ? '' : `${column} < ${low}`, high === null ? '' : `${column} > ${high}`].filter(Boolean)
  if (outside.length === 0) throw new Error(`between('${column}', null, null) has no bound. Give it at least one.`)
  return eachRow(`between(${column}, ${low}, ${high})`, outside.join(' or '))
}

/**
 * The value, as text, is one of these. Null passes.
 * @param column a column
 * @param values the accepted values
 */
export const accepted = (column: string, values: readonly string[]): Audit =>
  eachRow(`accepted(${column})`, `${column}::text not in (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`)

/**
 * The condition is true for each row. Null fails, and so does NaN in a column that the condition names.
 * @param name what the condition means, for people
 * @param condition an SQL expression over the columns of one row; a subquery may read other models
 */
export const expression = (name: string, condition: string): Audit => eachRow(name, `(${condition}) is not true`)

/**
 * The rows have the same measure as all rows of the relation that they are made from, so that none is lost on the way.
 * @param relation the model or source, such as `ods.touch`
 * @param measure an SQL aggregate over columns that both have, such as `sum(cost_amount)`; by default the number of rows
 */
export const conserves = (relation: string, measure = 'count(*)'): Audit =>
  error(
    `conserves(${relation}, ${measure})`,
    `select sent.measured as sent, kept.measured as kept
       from (select ${measure} as measured from ${relation} as audited) as sent
       cross join (select ${measure} as measured from {rows} as audited) as kept
       where kept.measured is distinct from sent.measured`,
  )

/** Options of `moved`. */
export type MovedOptions = {
  /** The largest share by which the measure may differ from the published one: 0.1 is 10 %. */
  by: number
  /**
   * An SQL aggregate over all rows, such as `sum(net_amount)`.
   * @default 'count(*)'
   */
  measure?: string
  /**
   * A column: the measure is compared for each of its values, such as each currency.
   * @default none
   */
  per?: string
}

/**
 * Compares a measure of the new rows with the same measure of the published rows. Its severity is `gate`.
 * @param options the measure and how far it may move
 */
export const moved = ({ by, measure = 'count(*)', per }: MovedOptions): Audit => {
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
