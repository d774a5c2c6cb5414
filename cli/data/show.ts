import type { Command } from 'commander'
import sql from 'sql-template-tag'
import { parseNumber } from '../arguments.ts'
import type { RowFormat } from '../print_rows.ts'

/** `memberhouse show` */
export function register(program: Command): void {
  program
    .command('show <model>')
    .description('print rows of a model, or members of a segment, as readers see them')
    .option('--limit <rows>', 'how many rows to print', '20')
    .option('--release <number>', 'read another release: an older one, or a candidate')
    .option('--csv', 'print CSV')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse show ads.member_rfm --limit 5\n')
    .action(async (model: string, options: RowFormat & { limit: string; release?: string }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { UsageError } = await import('../../engine/base/errors.ts')
      const { printSelect } = await import('../print_rows.ts')
      const limit = parseNumber('--limit', options.limit)
      const release = options.release === undefined ? null : parseNumber('--release', options.release)
      await withWarehouse(async ({ database, config: { time_zone } }) => {
        const { rows } = await database.query<{ relation: string; grain: string[] }>(
          'select relation, grain from meta.relation order by relation',
        )
        const { rows: segments } = await database.query<{ segment: string }>(
          sql`select distinct segment from segment.snapshot where segment = ${model.replace('segment.', '')}`,
        )
        if (segments[0]) {
          const members = 'select one_id, attributes from segment.member where segment = $1 order by one_id limit $2'
          return printSelect(database, members, { release, values: [segments[0].segment, limit], time_zone }, options)
        }
        const found = rows.filter(({ relation }) => relation === model || relation.split('.')[1] === model)
        if (found.length !== 1) {
          const which = (found.length > 0 ? found : rows).map(({ relation }) => relation).join(', ')
          throw new UsageError(
            found.length > 0 ? `Several relations are called ${model}` : `There is no relation '${model}' in the database`,
            { hint: `${found.length > 0 ? 'Choose one' : 'There are'}: ${which}` },
          )
        }
        const { relation, grain } = found[0]!
        const order = grain.length > 0 ? `order by ${grain.join(', ')}` : ''
        await printSelect(database, `select * from ${relation} ${order} limit ${limit}`, { release, time_zone }, options)
      })
    })
}
