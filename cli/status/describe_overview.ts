import { formatTable, moment } from '../../engine/base/format_table.ts'
import { possibleActions } from '../../engine/meta/run_state.ts'
import type { Nights, Overview } from './overview.ts'

type Warehouse = NonNullable<Overview['warehouse']>

/** How the warehouse does, in lines: what readers see, what builds, what waits for a person, and how the data came in. */
export function describeOverview({ warehouse, nights, problem }: Overview): string[] {
  if (warehouse === null) return problem === null ? [] : [problem]
  return [...releaseLines(warehouse), ...runLines(warehouse), ...nightLines(nights), ...sourceLines(warehouse), ...nodeLines(warehouse)]
}

function releaseLines({ release }: Warehouse): string[] {
  if (release === null) return ['Readers see nothing yet: memberhouse build']
  const { as_of, published_at, age_seconds, newest_release } = release
  const line = `Readers see release ${release.release}, as of ${as_of}, published ${ago(age_seconds)} ago (${moment(published_at)}).`
  return release.release === newest_release
    ? [line]
    : [line, `It was rolled back to: the newest is release ${newest_release}. The next night moves readers on.`]
}

function runLines({ building, parked, newest, runs }: Warehouse): string[] {
  const lines: string[] = []
  if (building) {
    const { run_id, as_of, actor, started_at, expires_at, nodes, nodes_done, at_work } = building
    const work = at_work.length > 0 ? `, at work: ${at_work.join(', ')}` : ''
    lines.push(
      `Run ${run_id} is building as of ${as_of}, begun ${moment(started_at)} by ${actor}: ${nodes_done} of ${nodes} nodes done${work}.`,
    )
    lines.push(
      expires_at
        ? `It holds the lease until ${moment(expires_at)}, and renews it while a worker works.`
        : `Its lease has run out: no worker works on it. It goes on when one does, or ends with: memberhouse run cancel ${run_id}`,
    )
  } else lines.push('No run is building.')
  for (const { run_id, waits_for, parked_until, failed, gates } of parked) {
    const actions = possibleActions({ state: 'parked', waits_for }).map((action) => `run ${action} ${run_id}`)
    const why = waits_for === 'approval' ? `closed gates: ${gates.join(', ')}` : `failed: ${failed.join(', ')}`
    lines.push(`Run ${run_id} is parked until ${moment(parked_until)} (${why}). Look with run show ${run_id}, then: ${actions.join(', ')}`)
  }
  if (newest && newest.state !== 'parked') {
    lines.push(
      `The newest run that ended: ${newest.run_id}, ${newest.state}${newest.ended_at ? ` ${moment(newest.ended_at)}` : ''}, as of ${newest.as_of}.`,
    )
  }
  const counts = Object.entries(runs).map(([state, count]) => `${count} ${state}`)
  if (counts.length > 0) lines.push(`Runs: ${counts.join(', ')}.`)
  return lines
}

function nightLines(nights: Nights | null): string[] {
  if (nights === null) return []
  const { schedule, workers, since, missing } = nights
  const lines: string[] = []
  if (schedule === undefined) lines.push('Whether nights are scheduled cannot be told: Temporal does not answer.')
  else if (schedule === null) lines.push('No nights are scheduled: memberhouse schedule apply')
  else if (schedule.is_paused) lines.push('The schedule is paused: no night starts until memberhouse schedule resume')
  else lines.push(`The next night: ${schedule.next[0] ? moment(schedule.next[0]) : 'none'}.`)
  if (workers?.length === 0) lines.push('No worker takes runs: memberhouse up, or memberhouse worker')
  if (missing.length > 0) lines.push(`${missing.length} nights since ${moment(since!)} published nothing: memberhouse runs --missing`)
  return lines
}

const told = { fresh: 'fresh', stale: 'stale: a run as of today warns', 'too stale': 'stale: a run as of today fails', unknown: '' }

function sourceLines({ sources }: Warehouse): string[] {
  if (sources.length === 0) return []
  const rows = sources.map(({ source, newest_on, age_days, warn_days, error_days, freshness, loaded_at, lately }) => [
    source,
    loaded_at === null ? 'never' : moment(loaded_at),
    newest_on,
    age_days,
    warn_days === null ? null : `${warn_days} / ${error_days}`,
    told[freshness],
    lately.rows_rejected,
    lately.files_refused,
  ])
  const headings = ['source', 'loaded', 'newest row', 'days old', 'allowed', '', 'rows rejected in 24 h', 'files refused in 24 h']
  return ['', formatTable(headings, rows)]
}

function nodeLines({ newest }: Warehouse): string[] {
  const slowest = (newest?.nodes ?? []).filter(({ seconds }) => seconds !== null).sort((one, other) => other.seconds! - one.seconds!)
  if (slowest.length === 0) return []
  const rows = slowest
    .slice(0, 5)
    .map(({ node, state, seconds, row_count, kind }) => [node, state, seconds!.toFixed(2), kind === 'audit' ? null : row_count])
  return [
    '',
    `The slowest of the ${slowest.length} nodes that run ${newest!.run_id} built:`,
    formatTable(['node', 'state', 'seconds', 'rows'], rows),
  ]
}

/** A length of time in its largest unit that counts at least two. */
function ago(seconds: number): string {
  const [unit, size] = (
    [
      ['days', 86_400],
      ['hours', 3600],
      ['minutes', 60],
    ] as const
  ).find(([, size]) => seconds >= 2 * size) ?? ['seconds', 1]
  return `${Math.max(0, Math.floor(seconds / size))} ${unit}`
}
