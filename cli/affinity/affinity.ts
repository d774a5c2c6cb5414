import type { Command } from 'commander'
import type { AffinityOptions } from './find_rules.ts'

/** `memberhouse affinity` */
export function register(program: Command): void {
  program
    .command('affinity <file>')
    .description('find what is bought together in a CSV file of baskets, without a database')
    .option('--basket <column>', 'the column with the basket of each row; default: each line is a basket')
    .option('--item <column>', 'the column with the item of each row; default: the items of a line are between commas')
    .option('--support <share>', 'least share of the baskets that hold all items of a rule', '0.01')
    .option('--min-count <baskets>', 'least number of these baskets', '2')
    .option('--confidence <share>', 'least share of the baskets with the leading items that hold the following one', '0.5')
    .option('--max-items <count>', 'most items of a rule, those that lead and the one that follows', '10')
    .option('--max-fdr <share>', 'highest false discovery rate; default: rules are kept however uncertain they are')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Prints rules: baskets with the leading items also hold the item that follows. An item that is in a basket twice counts once.
lift: how many times as often as in all baskets. p: Fisher's exact test, one-sided. FDR: the false discovery rate by Benjamini and
Hochberg over all rules with enough support.

Examples:
  memberhouse affinity groceries.csv --support 0.006 --confidence 0.25
  memberhouse affinity order_lines.csv --basket order_id --item product --support 0.001 --max-items 4 --json
`,
    )
    .action(async (file: string, options: AffinityOptions) => {
      const { findRules } = await import('./find_rules.ts')
      await findRules(file, options)
    })
}
