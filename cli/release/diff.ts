import type { Command } from 'commander'
import type { DifferingRow } from '../../engine/store/differing_rows.ts'
import type { RelationDiff } from '../../engine/release/diff_releases.ts'
import { parseNumber } from '../arguments.ts'

/** Adds `diff` to `memberhouse release`. */
export function addDiff(release: Command): void {
  release
    .command('diff <before> <after> [model]')
    .description('count the rows that differ between two releases; for one relation, show the columns that differ by key')
    .option('--limit <rows>', 'how many rows to print for one relation', '20')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  memberhouse release diff 3 4\n  memberhouse release diff 3 4 dws.member_rfm --limit 5\n')
    .action(async (first: string, second: string, model: string | undefined, options: { limit: string; json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { diffRelation, diffReleases } = await import('../../engine/release/diff_releases.ts')
      const { formatTable } = await import('../../engine/base/format_table.ts')
      const [before, after, limit] = [parseNumber('before', first), parseNumber('after', second), parseNumber('--limit', options.limit)]
      const note = (diff: RelationDiff) => describeState(diff, before, after)
      await withWarehouse(async ({ database }) => {
        if (model !== undefined) {
          const diff = await diffRelation(database, before, after, model, limit)
          if (options.json) return console.log(JSON.stringify(diff, null, 2))
          const counts = `${diff.added} rows added, ${diff.removed} removed, ${diff.changed} changed`
          console.log(`${diff.relation}: ${diff.state === 'compared' ? counts : note(diff)}`)
          if (diff.rows.length > 0) console.log(`\n${formatTable(...asTable(diff.rows))}`)
          const omitted = (diff.added ?? 0) + (diff.removed ?? 0) + (diff.changed ?? 0) - diff.rows.length
          if (omitted > 0) console.log(`\n${omitted} more rows: print them with --limit.`)
          return
        }
        const diffs = await diffReleases(database, before, after)
        if (options.json) return console.log(JSON.stringify(diffs, null, 2))
        const moved = diffs.filter(({ state }) => state !== 'same')
        if (moved.length > 0) {
          console.log(
            formatTable(
              ['relation', 'added', 'removed', 'changed', ''],
              moved.map((diff) => [diff.relation, diff.added, diff.removed, diff.changed, note(diff)]),
            ),
          )
        }
        const same = diffs.length - moved.length
        if (same > 0)
          console.log(
            moved.length === 0
              ? `All ${same} relations have the same version in both.`
              : `${same} other relations have the same version in both.`,
          )
      })
    })
}

const describeState = ({ state }: RelationDiff, before: number, after: number): string =>
  ({
    same: 'the same version in both',
    compared: '',
    appeared: `only in release ${after}`,
    disappeared: `only in release ${before}`,
    lost: 'its rows were dropped: see memberhouse release show',
  })[state]

/** One line for each value that differs, and one for each row that only one release has. */
function asTable(rows: DifferingRow[]): [headings: string[], rows: unknown[][]] {
  const keys = Object.keys(rows[0]!.key)
  const lines = rows.flatMap(({ change, key, columns }) => {
    const start = [...keys.map((name) => key[name]), change]
    return change === 'changed' ? columns.map(({ column, before, after }) => [...start, column, before, after]) : [start]
  })
  return [[...keys, '', 'column', 'before', 'after'], lines]
}
