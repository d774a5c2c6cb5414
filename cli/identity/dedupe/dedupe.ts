import type { Command } from 'commander'
import type { DedupeOptions } from './dedupe_file.ts'

/** `memberhouse identity dedupe` */
export function addDedupe(identity: Command): void {
  identity
    .command('dedupe <file>')
    .description('find which records of a CSV file are of the same person; needs no database')
    .requiredOption('--id <column>', 'the column that names each record')
    .option('--truth <column>', 'the column that says whose each record is: tells how well it went, and is used for nothing else')
    .option('--rules <file>', 'what the columns hold, as JSON; guessed without it')
    .option('--out <folder>', 'where to write clusters and pairs, else beside the file')
    .addHelpText(
      'after',
      `
Writes <file>.clusters.csv (record, cluster) and <file>.pairs.csv (two records, the probability that they are one person's).
What columns are worth is learned from the file itself.

Rules name the columns to compare, and what each holds: name, given_name, surname, date, email, phone, postcode, city, gender or text.
Two columns of type name are taken for its two parts. Phones without a country are of "region", CN unless told:
  { "columns": { "first_name": "name", "surname": "name", "dob": "date", "mobile": "phone" }, "region": "GB" }

Examples:
  memberhouse identity dedupe people.csv --id unique_id
  memberhouse identity dedupe people.csv --id unique_id --truth cluster --rules rules.json --out results
`,
    )
    .action(async (file: string, options: DedupeOptions) => {
      const { dedupeFile } = await import('./dedupe_file.ts')
      await dedupeFile(file, options)
    })
}
