import type { Command } from 'commander'
import type { DedupeOptions } from './dedupe_file.ts'

/** `memberhouse identity dedupe` */
export function addDedupe(identity: Command): void {
  identity
    .command('dedupe <file>')
    .description('find the records of a CSV file that belong to the same person, without a database')
    .requiredOption('--id <column>', 'the column with the id of each record')
    .option('--truth <column>', 'the column with the true person of each record; used only to measure the result')
    .option('--rules <file>', 'a JSON file with the type of each column; default: guessed')
    .option('--out <folder>', 'where to write clusters and pairs; default: beside the file')
    .addHelpText(
      'after',
      `
Writes <file>.clusters.csv (record, cluster) and <file>.pairs.csv (two records, the probability that they are one person).
The weight of each column is learned from the file itself.

Rules name the columns to compare and the type of each: name, given_name, surname, date, email, phone, postcode, city, gender or text.
Two columns of type name are read as given name and surname. "region" is the country of phone numbers without one (default CN):
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
