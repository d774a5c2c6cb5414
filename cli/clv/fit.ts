import { Option, type Command } from 'commander'
import type { FitOptions } from './fit_file.ts'

/** Adds `fit` to `memberhouse clv`. */
export function addFit(clv: Command): void {
  clv
    .command('fit <file>')
    .description('fit models of orders and amounts to a CSV file of orders, try them on a holdout, and choose one, without a database')
    .requiredOption('--customer <column>', 'the column with the customer')
    .requiredOption('--date <column>', 'the column with the day or the time of the order')
    .requiredOption('--amount <column>', 'the column with the amount of the order')
    .option('--until <date>', 'the last day that counts; default: the last day in the file')
    .addOption(new Option('--unit <unit>', 'the unit of time of the models').choices(['day', 'week']).default('week'))
    .option('--horizon <count>', 'how many units to predict, and to hold out; default: half of the history, one year at most')
    .option('--model <name...>', 'only these models, and the NBD; default: all')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Models: nbd, bg_nbd, mbg_nbd, pareto_nbd, cnbd_k; and Gamma-Gamma for amounts. docs/clv.md says what the result means.
Several orders of a customer on one day are one. Lines with a negative amount are returns and no orders.

Examples:
  memberhouse clv fit orders.csv --customer customer --date date --amount amount
  memberhouse clv fit orders.csv --customer customer --date date --amount amount --until 2026-05-31 --unit day --horizon 90 --json
`,
    )
    .action(async (file: string, options: FitOptions) => {
      const { fitFile } = await import('./fit_file.ts')
      await fitFile(file, options)
    })
}
