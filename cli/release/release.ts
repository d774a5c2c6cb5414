import type { Command } from 'commander'
import type { ReleaseRow } from '../../engine/meta/read_releases.ts'
import { parseNumber } from '../arguments.ts'
import { addDiff } from './diff.ts'
import { addPins } from './pin.ts'
import { addPrune } from './prune.ts'

/** `memberhouse release list | show | diff | rollback | pin | unpin | prune` */
export function register(program: Command): void {
  const release = program.command('release').description('list releases, compare them, pin them, or move readers to another')

  release
    .command('list')
    .description('list the readable releases, newest first, with pins and the one that readers see')
    .option('--all', 'include retired releases')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse release list\n')
    .action(async (options: { all?: boolean; json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { listReleases } = await import('../../engine/meta/read_releases.ts')
      const { formatTable, moment } = await import('../../engine/base/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const releases = await listReleases(database, options)
        if (options.json) return console.log(JSON.stringify(releases, null, 2))
        const rows = releases.map((row) => [
          row.release,
          row.as_of,
          row.state,
          row.published_at && moment(row.published_at),
          describeNotes(row, moment),
        ])
        console.log(formatTable(['release', 'as of', 'state', 'published', ''], rows))
      })
    })

  release
    .command('show <release>')
    .description('show the version of each relation in a release')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse release show 4\n')
    .action(async (given: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { readRelease } = await import('../../engine/meta/read_releases.ts')
      const { formatTable } = await import('../../engine/base/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const relations = await readRelease(database, parseNumber('release', given))
        if (options.json) return console.log(JSON.stringify(relations, null, 2))
        console.log(
          formatTable(
            ['relation', 'version', 'rows', ''],
            relations.map((row) => [row.relation, row.version, row.row_count, row.note]),
          ),
        )
      })
    })

  addDiff(release)

  release
    .command('rollback <release>')
    .description('move readers to another published release, older or newer')
    .addHelpText('after', '\nExample:\n  memberhouse release rollback 3\n')
    .action(async (given: string) => {
      const { withWarehouse, actor } = await import('../warehouse.ts')
      const { rollbackTo } = await import('../../engine/release/rollback.ts')
      const target = parseNumber('release', given)
      await withWarehouse(async ({ config, database }) => {
        await rollbackTo(database, target, actor(), config.publication_delay_ms)
        console.log(
          `Readers now see release ${target}. The next build or night moves them to its own release; to stay here: memberhouse schedule pause`,
        )
      })
    })

  addPins(release)
  addPrune(release)
}

const describeNotes = ({ is_current, pins, lost, retired_at, retired_because }: ReleaseRow, moment: (at: Date) => string) =>
  [
    is_current ? '← readers are here' : '',
    ...pins.map((pin) => `pinned as ${pin.name} by ${pin.actor} until ${moment(new Date(pin.expires_at))}`),
    lost ? `lost ${lost.join(', ')}` : '',
    retired_at ? `retired ${moment(retired_at)}: ${retired_because}` : '',
  ]
    .filter(Boolean)
    .join('; ')
