import { resolve } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { UsageError } from '../../engine/base/errors.ts'
import { parseNumber } from '../arguments.ts'

type Options = { persons: string; until: string; seed: string; out: string }

/** `memberhouse generate` */
export function register(program: Command): void {
  program
    .command('generate')
    .description('write the exports of the demo retailer to a folder; the same options give the same bytes')
    .requiredOption('--out <folder>', 'a new or empty folder')
    .option('--persons <count>', 'number of persons', '2000')
    .option('--until <date>', 'the last day in the exports; the first is 2024-01-01', '2026-06-30')
    .option('--seed <number>', 'random seed: another seed gives another retailer', '1')
    .addHelpText(
      'after',
      `
Each of the last seven days has its own folder; the folder of the day before holds all earlier data.
The folder truth/ is read by no source: it holds the person of each account. See docs/demo-retailer.md.

Examples:
  memberhouse generate --out exports/demo
  memberhouse generate --persons 1000 --until 2025-12-31 --seed 2 --out exports/small
`,
    )
    .action(writeExports)
}

async function writeExports(options: Options): Promise<void> {
  const persons = within('--persons', options.persons, 1, 10_000_000)
  const seed = within('--seed', options.seed, 0, 2 ** 31 - 1)
  const { dayFrom, isoDay } = await import('../../seeds/demo/basics/calendar.ts')
  const { generate } = await import('../../seeds/demo/generate.ts')
  const { nights } = await import('../../seeds/demo/files/write_files.ts')
  // An earlier date would leave too little history.
  if (!z.iso.date().safeParse(options.until).success || options.until < '2024-03-01' || options.until > '2033-12-31') {
    throw new UsageError(`--until: expected a date from 2024-03-01 to 2033-12-31, got '${options.until}'`)
  }
  const until = dayFrom(options.until)
  generate({ seed, persons, until }, resolve(options.out), (done) => console.log(`${done} of ${persons} persons`))
  const [first, second] = [isoDay(until - nights), isoDay(until - nights + 1)]
  console.log(`The exports up to ${options.until} are in ${options.out}. To run the first night:
  memberhouse load ${options.out}/${first}
  memberhouse build --as-of ${second}`)
}

function within(name: string, given: string, least: number, most: number): number {
  const value = parseNumber(name, given)
  if (value < least || value > most) throw new UsageError(`${name}: expected a number from ${least} to ${most}, got ${given}`)
  return value
}
