import pc from 'picocolors'
import type { Database } from '../engine/database.ts'
import { formatTable } from '../engine/format_table.ts'
import { readAsReader } from '../engine/read_as_reader.ts'
import { listReleases } from '../engine/read_releases.ts'
import { listRuns } from '../engine/read_runs.ts'
import type { Services } from '../local/services.ts'

/** What a newcomer wants to see of the demo: the nights, the releases, the RFM table, the segment, and what to try next. */
export async function showDemo(database: Database, services: Services): Promise<void> {
  const table = async (title: string, headings: string[], rows: unknown[][]) =>
    console.log(`\n${pc.bold(title)}\n${formatTable(headings, rows)}`)
  const read = async (select: string, release: number | null = null) => (await readAsReader(database, select, release)).rows

  const runs = (await listRuns(database, 4)).reverse()
  await table(
    'The nights, and what each rebuilt',
    ['run', 'as of', 'seconds', 'built', 'came out equal', 'not touched'],
    runs.map((run) => [run.run_id, run.as_of, run.seconds?.toFixed(1), run.built_count, run.unchanged_count, run.carried_over_count]),
  )

  const releases = (await listReleases(database)).reverse()
  const measured = await Promise.all(
    releases.map(async ({ release, as_of, is_current }) => {
      const [totals] = await read('select count(distinct one_id), round(sum(net_amount), 2) from ads.member_360', release)
      const [movement] = await read(
        `select count(*) filter (where movement = 'entered'), count(*) filter (where movement = 'exited') from segment.movement where segment = 'recent_big_spenders'`,
        release,
      )
      const [snapshot] = await read(`select number, member_count from segment.latest where segment = 'recent_big_spenders'`, release)
      return [release, as_of, ...totals!, ...snapshot!, ...movement!, is_current ? '← readers are here' : '']
    }),
  )
  await table(
    'The releases: each can be read, and gone back to',
    ['release', 'as of', 'members', 'net GBP', 'snapshot', 'big spenders', 'entered', 'exited', ''],
    measured,
  )

  await table(
    'The shop by RFM cell (R, F, M above the mean of all buyers: 1), from ads.member_360',
    ['cell', '', 'members', 'share', 'days since purchase', 'purchase days', 'net GBP each', 'net GBP'],
    await read(
      `select rfm_cell, rfm_label_zh || ' ' || rfm_label_en, count(*), round(100.0 * count(*) / sum(count(*)) over ()) || ' %',
           round(avg(recency_days), 1), round(avg(purchase_count), 1), round(avg(monetary_amount), 2), round(sum(monetary_amount), 2)
       from ads.member_360 where rfm_cell is not null group by 1, 2 order by sum(monetary_amount) desc`,
    ),
  )

  await showReasons(read, releases.at(-2)!.release)
  console.log(`
${pc.bold('Try next')} (the servers stay up; npx memberhouse down ends them)
  npx memberhouse show member_rfm --limit 5
  npx memberhouse sql "select as_of, number, member_count from segment.latest" --release ${releases[0]!.release}
  npx memberhouse plan --as-of 2011-07-01`)
  if (services.temporalUiUrl) console.log(`\nEach night as Temporal saw it: ${services.temporalUiUrl}`)
}

type Read = (select: string, release?: number | null) => Promise<unknown[][]>

/** One who entered and one who exited, with their figures on both sides. */
async function showReasons(read: Read, before: number): Promise<void> {
  console.log(
    `\n${pc.bold('Who moved in recent_big_spenders (bought within 30 days, 2,000 GBP net or more in 365), and why: an example each')}`,
  )
  const rows: unknown[][] = []
  for (const movement of ['entered', 'exited']) {
    const [moved] = await read(
      `select movement.one_id from segment.movement inner join dws.member_rfm as member_rfm on member_rfm.one_id = movement.one_id
       where movement.segment = 'recent_big_spenders' and movement.movement = '${movement}'
       order by member_rfm.monetary_amount desc, movement.one_id limit 1`,
    )
    if (!moved) continue
    const figures = `select recency_days, purchase_count, monetary_amount from dws.member_rfm where one_id = ${String(moved[0])}`
    const [was] = await read(figures, before)
    const [is] = await read(figures)
    rows.push([movement, moved[0], 'before', ...(was ?? ['no member yet'])], ['', '', 'now', ...is!])
  }
  console.log(formatTable(['', 'one_id', '', 'days since purchase', 'purchase days', 'net GBP'], rows))
}
