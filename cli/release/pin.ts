import type { Command } from 'commander'
import { z } from 'zod'
import { UsageError } from '../../engine/base/errors.ts'
import type { PinTime } from '../../engine/release/pin_release.ts'
import { parseNumber } from '../arguments.ts'

/** Adds `pin` and `unpin` to `memberhouse release`. */
export function addPins(release: Command): void {
  release
    .command('pin <release>')
    .description('keep a published release under a name until the pin expires')
    .requiredOption('--name <name>', 'name of the pin')
    .option('--days <days>', 'expire after this many days (default: 30)')
    .option('--until <time>', 'or expire at the end of this date, or at a time such as 2026-12-24T18:00')
    .addHelpText('after', '\nExample:\n  memberhouse release pin 4 --name christmas --until 2026-12-31\n')
    .action(async (given: string, options: { name: string; days?: string; until?: string }) => {
      const target = parseNumber('release', given)
      if (!/^[\w.-]{1,63}$/.test(options.name))
        throw new UsageError(`--name: expected up to 63 letters, digits, '.', '_' and '-', got '${options.name}'`)
      const { actor, withWarehouse } = await import('../warehouse.ts')
      const { pinRelease } = await import('../../engine/release/pin_release.ts')
      const { moment } = await import('../../engine/base/format_table.ts')
      await withWarehouse(async ({ config, database }) => {
        const expiresAt = await pinRelease(database, target, options.name, pinTime(options, config.time_zone), actor())
        console.log(`Release ${target} is pinned as ${options.name} until ${moment(expiresAt)}.`)
      })
    })

  release
    .command('unpin <name>')
    .description('remove a pin')
    .addHelpText('after', '\nExample:\n  memberhouse release unpin christmas\n')
    .action(async (name: string) => {
      const { actor, withWarehouse } = await import('../warehouse.ts')
      const { unpinRelease } = await import('../../engine/release/pin_release.ts')
      await withWarehouse(async ({ database }) => {
        const kept = await unpinRelease(database, name, actor())
        console.log(`Release ${kept} is no longer pinned as ${name}.`)
      })
    })
}

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })])

function pinTime({ days, until }: { days?: string; until?: string }, time_zone: string): PinTime {
  if (until === undefined) {
    const given = days === undefined ? 30 : parseNumber('--days', days)
    if (given < 1 || given > 3650) throw new UsageError(`--days: expected 1 to 3650, got ${given}`)
    return { days: given }
  }
  if (days !== undefined) throw new UsageError('Use --days or --until, not both')
  if (!moment.safeParse(until).success)
    throw new UsageError(`--until: expected a date such as 2026-12-31, or a time such as 2026-12-31T18:00, got '${until}'`)
  return { until, time_zone }
}
