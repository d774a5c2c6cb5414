import { identifier, literal, type Connection } from '../postgres/database.ts'

/** A column of a comparison; the values of personal ones are not shown. */
export type ComparedColumn = { name: string; type: string; is_personal: boolean }

/** Two versions of a relation as two selects; rows that are equal in both may be missing from both. */
export type Compared = { before: string; after: string; grain: string[]; columns: ComparedColumn[] }

export type Counts = { added: number; removed: number; changed: number }

/** A row that only one version has, or that differs between them. Values are JSON text. */
export type DifferingRow = {
  change: 'added' | 'removed' | 'changed'
  key: Record<string, string | null>
  columns: { column: string; before: string | null; after: string | null }[]
}

// Types without an equality operator, or with one that compares sizes.
const isCast = (type: string) => /^(json|xml|point|line|lseg|box|path|polygon|circle)\b/.test(type)

// No column of a contract has this name.
const side = '"side?"'

/** Both sides joined by grain; without a grain no rows match. `side` is null where a row is missing. */
function joined({ before, after, grain, columns }: Compared) {
  const valueOf = (alias: string, { name, type }: ComparedColumn) => `${alias}.${identifier(name)}${isCast(type) ? '::text' : ''}`
  const differs = columns
    .filter(({ name }) => !grain.includes(name))
    .map((column) => ({ ...column, condition: `${valueOf('before_rows', column)} is distinct from ${valueOf('after_rows', column)}` }))
  const isSame =
    grain.length > 0
      ? grain.map((name) => `before_rows.${identifier(name)} = after_rows.${identifier(name)}`)
      : [`before_rows.${side} = after_rows.${side}`]
  return {
    differs,
    isChanged: `before_rows.${side} is not null and after_rows.${side} is not null and (${differs.map(({ condition }) => condition).join(' or ') || 'false'})`,
    rows: `(select 1 as ${side}, * from (${before}) as rows) as before_rows
           full join (select 2 as ${side}, * from (${after}) as rows) as after_rows on ${isSame.join(' and ')}`,
  }
}

/** Counts the rows that the second version adds, lacks and changes. */
export async function countDifferences(connection: Connection, compared: Compared): Promise<Counts> {
  const { rows, isChanged } = joined(compared)
  const { rows: counts } = await connection.query<Counts>(
    `select count(*) filter (where before_rows.${side} is null) as added, count(*) filter (where after_rows.${side} is null) as removed,
         count(*) filter (where ${isChanged}) as changed
     from ${rows}`,
  )
  return counts[0]!
}

/** The first rows by grain that differ, with the columns that differ. */
export async function listDifferences(connection: Connection, compared: Compared, limit: number): Promise<DifferingRow[]> {
  const { rows, differs, isChanged } = joined(compared)
  const names = compared.columns.map(({ name }) => name)
  // Without a grain the whole row is the key.
  const key = compared.grain.length > 0 ? compared.grain : names
  const order = compared.grain.map((name) => `coalesce(before_rows.${identifier(name)}, after_rows.${identifier(name)})`)
  type Row = {
    change: DifferingRow['change']
    differing: string[]
    before: Record<string, string | null> | null
    after: Record<string, string | null> | null
  }
  const { rows: moved } = await connection.query<Row>(
    `select moved.change, moved.differing,
         (select jsonb_object_agg(key, value) from jsonb_each_text(moved.before)) as before,
         (select jsonb_object_agg(key, value) from jsonb_each_text(moved.after)) as after
     from (
         select case when before_rows.${side} is null then 'added' when after_rows.${side} is null then 'removed' else 'changed' end as change,
             array_remove(array[${differs.map(({ name, condition }) => `case when ${condition} then ${literal(name)} end`).join(', ')}]::text[], null) as differing,
             case when before_rows.${side} is not null then to_jsonb(before_rows) end as before,
             case when after_rows.${side} is not null then to_jsonb(after_rows) end as after
         from ${rows}
         where before_rows.${side} is null or after_rows.${side} is null or ${isChanged}
         ${order.length > 0 ? `order by ${order.join(', ')}` : ''}
         limit ${limit}
     ) as moved`,
  )
  const personal = new Set(compared.columns.filter((column) => column.is_personal).map(({ name }) => name))
  const shown = (row: Row['before'], name: string) => (row === null || !(name in row) ? null : personal.has(name) ? '***' : row[name]!)
  return moved.map(({ change, differing, before, after }) => ({
    change,
    key: Object.fromEntries(key.map((name) => [name, shown(after ?? before, name)])),
    columns: names
      .filter((name) => !key.includes(name) && (change !== 'changed' || differing.includes(name)))
      .map((column) => ({ column, before: shown(before, column), after: shown(after, column) })),
  }))
}
