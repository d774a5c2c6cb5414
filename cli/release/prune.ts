import type { Command } from 'commander'
import { parseNumber } from '../arguments.ts'

/** Adds `prune` to `memberhouse release`. */
export function addPrune(release: Command): void {
  release
    .command('prune [release...]')
    .description('retire all but the newest seven releases, or the named ones, and drop the versions that no kept release needs')
    .addHelpText('after', '\nExamples:\n  memberhouse release prune\n  memberhouse release prune 4 5\n')
    .action(async (given: string[]) => {
      const { actor, withWarehouse } = await import('../warehouse.ts')
      const { retireReleases } = await import('../../engine/release/retire_releases.ts')
      const named = given.map((text) => parseNumber('release', text))
      await withWarehouse(async ({ database }) => {
        const { retired, removed, waiting } = await retireReleases(
          database,
          named.length > 0 ? { releases: named, actor: actor() } : undefined,
        )
        console.log(retired.length > 0 ? `Retired: ${retired.join(', ')}` : 'No release to retire.')
        for (const { relation, version, row_count } of removed)
          console.log(`Dropped ${relation}, version ${version}: ${row_count.toLocaleString('en')} rows`)
        for (const { relation, version, readers } of waiting)
          console.log(`Still in use: ${relation}, version ${version}: read by ${readers}`)
        if (waiting.length > 0) console.log('Versions in use are dropped after the next run, or by: memberhouse release prune')
      })
    })
}
