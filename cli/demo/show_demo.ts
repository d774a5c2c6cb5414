import pc from 'picocolors'
import type { Database } from '../../engine/postgres/database.ts'
import { formatTable } from '../../engine/base/format_table.ts'
import { readAsReader } from '../../engine/release/read_as_reader.ts'
import { listReleases } from '../../engine/meta/read_releases.ts'
import { listRuns } from '../../engine/meta/read_runs.ts'
import type { Services } from '../../local/services.ts'
import type { Retailer } from './retailers.ts'

const accountHeadings = (currency: string) => ['source', 'accounts', 'closed', 'with a purchase', 'orders', `net ${currency}`]
const accountsBySource = `
    with bought as (
        select account_key, sum(order_count) as order_count, sum(net_amount) as net_amount from dws.account_day
        where business_line = '*' group by account_key
    )
    select account.source, count(*), count(account.cancelled_at), count(*) filter (where bought.order_count > 0),
        coalesce(sum(bought.order_count), 0), coalesce(sum(bought.net_amount), 0)
    from dwd.account as account left join bought on bought.account_key = account.account_key
    group by account.source order by count(*) desc`
const membersByAccounts = `
    select account_count, count(*), round(avg(net_amount), 2) from ads.member_360 group by account_count order by account_count`

/** Prints the result of the demo: nights, releases, accounts, RFM cells, segment movements, and what to try next. */
export async function showDemo(database: Database, services: Services, { nights, currency, next_as_of }: Retailer): Promise<void> {
  const table = async (title: string, headings: string[], rows: unknown[][]) =>
    console.log(`\n${pc.bold(title)}\n${formatTable(headings, rows)}`)
  const read = async (select: string, release: number | null = null) => (await readAsReader(database, select, release)).rows

  const runs = (await listRuns(database, nights.length)).reverse()
  await table(
    'The nights, and what each rebuilt',
    ['run', 'as of', 'seconds', 'built', 'unchanged', 'carried over'],
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
    'The releases: each can be read and rolled back to',
    ['release', 'as of', 'members', `net ${currency}`, 'snapshot', 'big spenders', 'entered', 'exited', ''],
    measured,
  )

  // The real web store has one source of accounts.
  const accounts = await read(accountsBySource)
  if (accounts.length > 1) {
    await table('The accounts by source, with their purchases', accountHeadings(currency), accounts)
    await table('The members by number of accounts', ['accounts', 'members', `net ${currency} each`], await read(membersByAccounts))
  }

  await table(
    'The members by RFM cell (1: a high score of R, F or M, 4 or 5), from ads.member_360',
    ['cell', '', 'members', 'share', 'days since purchase', 'purchase days', `net ${currency} each`, `net ${currency}`],
    await read(
      `select rfm_cell, rfm_label_zh || ' ' || rfm_label_en, count(*), round(100.0 * count(*) / sum(count(*)) over ()) || ' %',
           round(avg(recency_days), 1), round(avg(purchase_count), 1), round(avg(monetary_amount), 2), round(sum(monetary_amount), 2)
       from ads.member_360 where rfm_cell is not null group by 1, 2 order by sum(monetary_amount) desc`,
    ),
  )

  await showReasons(read, releases.at(-2)!.release, currency)
  console.log(`
${pc.bold('Try next')} (the servers keep running; npx memberhouse down stops them)
  npx memberhouse show ads.member_rfm --limit 5
  npx memberhouse sql "select as_of, number, member_count from segment.latest" --release ${releases[0]!.release}
  npx memberhouse plan --as-of ${next_as_of}`)
  if (services.temporalUiUrl) console.log(`\nEach night in Temporal's web UI: ${services.temporalUiUrl}`)
}

type Read = (select: string, release?: number | null) => Promise<unknown[][]>

/** Prints one member who entered and one who exited, with their figures before and after. */
async function showReasons(read: Read, before: number, currency: string): Promise<void> {
  const rows: unknown[][] = []
  for (const movement of ['entered', 'exited']) {
    const [moved] = await read(
      `select movement.one_id from segment.movement inner join dws.member_rfm as member_rfm on member_rfm.one_id = movement.one_id
       where member_rfm.business_line = '*' and movement.segment = 'recent_big_spenders' and movement.movement = '${movement}'
       order by member_rfm.monetary_amount desc, movement.one_id limit 1`,
    )
    if (!moved) continue
    const figures = `select last_purchased_on, purchase_count, monetary_amount from dws.member_rfm
      where business_line = '*' and one_id = ${String(moved[0])}`
    const [old] = await read(figures, before)
    const [current] = await read(figures)
    rows.push([movement, moved[0], 'before', ...(old ?? ['not yet a member'])], ['', '', 'now', ...current!])
  }
  if (rows.length === 0) return
  const bounds = `bought within 30 days, 2,000 ${currency} net or more in 365`
  console.log(`\n${pc.bold(`Who entered and exited recent_big_spenders (${bounds}), and why: one example each`)}`)
  console.log(formatTable(['', 'one_id', '', 'last purchase', 'purchase days', `net ${currency}`], rows))
}
