import { UsageError } from '../../engine/base/errors.ts'
import { collectBaskets } from '../../statistics/affinity/collect_baskets.ts'
import type { Baskets } from '../../statistics/affinity/frequent_sets.ts'
import { csvRows } from '../csv_rows.ts'
import { placesOf } from '../csv_table.ts'

const layouts = 'Expected one basket per line with its items between commas; or one row per basket and item, with --basket and --item.'

/**
 * Reads baskets: one row per basket and item if both columns are named, else one basket per line. `skipped` counts rows without a
 * basket or an item.
 */
export async function readBaskets(
  file: string,
  basketColumn: string | undefined,
  itemColumn: string | undefined,
): Promise<{ baskets: Baskets; skipped: number }> {
  if ((basketColumn === undefined) !== (itemColumn === undefined))
    throw new UsageError(`${basketColumn === undefined ? '--basket' : '--item'} is missing: name both columns or none`, { hint: layouts })
  const isByRow = basketColumn !== undefined && itemColumn !== undefined
  const collected = collectBaskets()
  let skipped = 0
  let line = 0
  let places: number[] | null = null
  const options = { relax_column_count: !isByRow, relax_quotes: true, trim: true }
  for await (const row of csvRows(file, 'a CSV file of baskets', options)) {
    line++
    if (!isByRow) {
      for (const item of row) if (item !== '') collected.add(String(line), item)
    } else if (places === null) {
      places = placesOf(file, row, { '--basket': basketColumn, '--item': itemColumn })
    } else {
      const [basket, item] = [row[places[0]!]!, row[places[1]!]!]
      if (basket === '' || item === '') skipped++
      else collected.add(basket, item)
    }
  }
  if (line === 0) throw new UsageError(`${file} is empty`, { hint: layouts })
  const baskets = collected.done()
  const count = baskets.lists.length
  if (count < 2)
    throw new UsageError(`${file} has ${count === 0 ? 'no basket' : 'only one basket'}: rules need two or more`, { hint: layouts })
  return { baskets, skipped }
}
