import type { Command } from 'commander'
import { parseNumber } from '../arguments.ts'
import type { RowFormat } from '../print_rows.ts'

/** `memberhouse sql` */
export function register(program: Command): void {
  program
    .command('sql <select>')
    .description('run a select as a reader: read-only, on the published release')
    .option('--release <number>', 'read another release: an older one, or a candidate')
    .option('--csv', 'print CSV')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse sql "select rfm_cell, count(*) from dws.member_rfm group by rfm_cell" --csv\n')
    .action(async (select: string, options: RowFormat & { release?: string }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { MemberhouseError } = await import('../../engine/base/errors.ts')
      const { printSelect } = await import('../print_rows.ts')
      const release = options.release === undefined ? null : parseNumber('--release', options.release)
      await withWarehouse(({ database, config: { time_zone } }) =>
        printSelect(database, select, { release, time_zone }, options).catch((cause: Error & { hint?: string; code?: string }) => {
          if (!cause.code) throw cause
          throw new MemberhouseError(cause.message, cause.hint === undefined ? { cause } : { hint: cause.hint, cause })
        }),
      )
    })
}
