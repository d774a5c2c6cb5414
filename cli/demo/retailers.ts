import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../engine/project/config.ts'
import { dayFrom, isoDay } from '../../seeds/demo/basics/calendar.ts'
import { generate } from '../../seeds/demo/generate.ts'
import { nights as lastNights } from '../../seeds/demo/files/write_files.ts'

/** One night of the demo: the files or folders to load, and the day after the last one in them. */
export type Night = { as_of: string; paths: string[] }

/** A retailer that the demo can show. */
export type Retailer = {
  nights: Night[]
  /** Writes its files to where the nights load them from. */
  prepare: () => void
  /** The currency of its amounts. */
  currency: string
  /** Report each load with a line for each file, or a line for each folder of hundreds of files. */
  report_by: 'file' | 'folder'
  /** The as_of date of the next night, which would build something. */
  next_as_of: string
}

/** The real web store of seeds/online_retail: each night loads the months since the night before. */
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
    report_by: 'file',
    next_as_of: '2011-07-01',
  }
}

const until = dayFrom('2026-06-30')

/** The retailer that seeds/demo generates: one night for its history, then seven nights. */
export function demoRetailer({ home }: Config, persons: number): Retailer {
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
    report_by: 'folder',
    next_as_of: isoDay(until + 2),
  }
}
