import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../engine/project/config.ts'
import { dayFrom, isoDay } from '../../seeds/demo/basics/calendar.ts'
import { generate } from '../../seeds/demo/generate.ts'
import { nights as lastNights } from '../../seeds/demo/files/write_files.ts'

/** What a night of the demo loads, files or folders, and the day after the last one that they tell of. */
export type Night = { as_of: string; paths: string[] }

/** A retailer that the demo can show. */
export type Retailer = {
  nights: Night[]
  /** Brings its files to where the nights look for them. */
  prepare: () => void
  /** What its amounts are in. */
  currency: string
  /** Tells one load from another: a line a file, or a line a folder where they are hundreds. */
  tells: 'files' | 'folders'
  /** A day on which something more would be built. */
  next_as_of: string
}

/** The real shop of seeds/online_retail: each night takes what it exported since the one before. */
export function onlineRetail({ project }: Config): Retailer {
  const folder = join(project, 'seeds/online_retail')
  const night = (as_of: string, ...months: string[]): Night => ({
    as_of,
    paths: readdirSync(folder)
      .filter((file) => months.some((month) => file.includes(month)))
      .map((file) => join(folder, file)),
  })
  return {
    nights: [
      night('2011-03-01', '2010-12', '2011-01', '2011-02'),
      night('2011-04-01', '2011-03'),
      night('2011-05-01', '2011-04'),
      night('2011-06-01', '2011-05'),
    ],
    prepare: () => {},
    currency: 'GBP',
    tells: 'files',
    next_as_of: '2011-07-01',
  }
}

const until = dayFrom('2026-06-30')

/** The retailer that seeds/demo makes: a night over its history, then a week of nights. */
export function omnichannel({ home }: Config, persons: number): Retailer {
  const folder = join(home, 'demo')
  const days = Array.from({ length: lastNights + 1 }, (_, place) => until - lastNights + place)
  return {
    nights: days.map((day) => ({ as_of: isoDay(day + 1), paths: [join(folder, isoDay(day))] })),
    prepare() {
      console.log(`Writing the exports of ${persons.toLocaleString('en')} persons into ${folder}`)
      rmSync(folder, { recursive: true, force: true })
      generate({ seed: 1, persons, until }, folder)
    },
    currency: 'CNY',
    tells: 'folders',
    next_as_of: isoDay(until + 2),
  }
}
