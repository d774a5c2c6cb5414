import type { Command } from 'commander'

/** `memberhouse load` */
export function register(program: Command): void {
  program
    .command('load')
    .description('load files, or all files in folders, into the sources that match their names')
    .argument('<paths...>', 'files and folders')
    .option('--accept-closed', 'delete rows that the files lack, however many they are')
    .option('--accept-older', 'load whole files although a newer one of their source is loaded')
    .addHelpText(
      'after',
      `
Each file is loaded completely or not at all. Loading a file twice is harmless: the second time is reported and changes nothing.
Invalid rows are kept in ods.rejected_row, with the reasons.

Examples:
  memberhouse load exports/online_retail_2011-05.csv.gz
  memberhouse load seeds/online_retail
  memberhouse load exports/store_2026-06-02.csv --accept-closed
`,
    )
    .action(load)
}

async function load(paths: string[], options: { acceptClosed?: boolean; acceptOlder?: boolean }): Promise<void> {
  const { withWarehouse } = await import('../warehouse.ts')
  const { loadPaths } = await import('./load_paths.ts')
  await withWarehouse(async (warehouse) => {
    const outcomes = await loadPaths(warehouse, paths, undefined, {
      closed: options.acceptClosed === true,
      older: options.acceptOlder === true,
    })
    const failed = outcomes.filter(({ error }) => error !== null).length
    if (failed === 0) return
    console.log(`${failed} of ${outcomes.length} ${outcomes.length === 1 ? 'file was' : 'files were'} not loaded.`)
    process.exitCode = 1
  })
}
