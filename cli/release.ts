import type { Command } from 'commander'
import { number } from './arguments.ts'

/** `memberhouse release list | show | rollback` */
export function register(program: Command): void {
  const release = program.command('release').description('look at releases, or move readers to another')

  release
    .command('list')
    .description('list releases, newest first, and which one readers see')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  memberhouse release list\n')
    .action(async (options: { json?: boolean }) => {
      const { withWarehouse } = await import('./project.ts')
      const { listReleases } = await import('../engine/read_releases.ts')
      const { formatTable, moment } = await import('../engine/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const releases = await listReleases(database)
        if (options.json) return console.log(JSON.stringify(releases, null, 2))
        const rows = releases.map((row) => [row.release, row.as_of, row.state, row.published_at && moment(row.published_at), note(row)])
        console.log(formatTable(['release', 'as of', 'state', 'published', ''], rows))
      })
    })

  release
    .command('show <release>')
    .description('show which version of each relation a release holds, and which it was the first to hold')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  memberhouse release show 4\n')
    .action(async (given: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('./project.ts')
      const { readRelease } = await import('../engine/read_releases.ts')
      const { formatTable } = await import('../engine/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const relations = await readRelease(database, number('release', given))
        if (options.json) return console.log(JSON.stringify(relations, null, 2))
        console.log(
          formatTable(
            ['relation', 'version', 'rows', ''],
            relations.map((row) => [row.relation, row.version, row.row_count, row.note]),
          ),
        )
      })
    })

  release
    .command('rollback <release>')
    .description('move readers to another published release, older or newer')
    .addHelpText('after', '\nExample:\n  memberhouse release rollback 3\n')
    .action(async (given: string) => {
      const { withWarehouse, actor } = await import('./project.ts')
      const { rollbackTo } = await import('../engine/publish.ts')
      const target = number('release', given)
      await withWarehouse(async ({ config, database }) => {
        await rollbackTo(database, target, actor(), config.publication_delay_ms)
        console.log(
          `Readers see release ${target} now. The next build or night moves them on to its own: to stay here, memberhouse schedule pause.`,
        )
      })
    })
}

const note = ({ is_current, lost }: { is_current: boolean; lost: string[] | null }) =>
  [is_current ? '← readers are here' : '', lost ? `lost ${lost.join(', ')}` : ''].filter(Boolean).join('; ')
