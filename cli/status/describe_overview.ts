import { formatTable, moment } from '../../engine/base/format_table.ts'
import { possibleActions } from '../../engine/meta/run_state.ts'
import { describeWorkers } from '../schedule/read_schedule.ts'
import type { Overview } from './overview.ts'
import type { Nights } from '../schedule/read_nights.ts'

type Warehouse = NonNullable<Overview['warehouse']>

/** The state of the warehouse as lines of text: release, runs, parked runs, nights, sources and slowest nodes. */
export function describeOverview({ warehouse, nights, problem }: Overview): string[] {
  if (warehouse === null) return problem === null ? [] : [problem]
  return [...releaseLines(warehouse), ...runLines(warehouse), ...nightLines(nights), ...sourceLines(warehouse), ...nodeLines(warehouse)]
}

function releaseLines({ release }: Warehouse): string[] {
  if (release === null) return ['Readers see nothing yet. Publish a release with: memberhouse build']
  const { as_of, published_at, age_seconds, newest_release } = release
  const line = `Readers see release ${release.release}, as of ${as_of}, published ${ago(age_seconds)} ago (${moment(published_at)}).`
  return release.release === newest_release
    ? [line]
    : [line, `Readers were rolled back: the newest is release ${newest_release}. The next night moves them to its own release.`]
}

function runLines({ building, parked, newest, runs }: Warehouse): string[] {
  const lines: string[] = []
  if (building) {
    const { run_id, as_of, actor, started_at, expires_at, nodes, nodes_done, at_work } = building
    const work = at_work.length > 0 ? `; now: ${at_work.join(', ')}` : ''
    lines.push(
      `Run ${run_id} is building as of ${as_of}, begun ${moment(started_at)} by ${actor}: ${nodes_done} of ${nodes} nodes done${work}.`,
    )
    lines.push(
      expires_at
        ? `It holds the lease until ${moment(expires_at)}; the worker that builds it renews it.`
        : `Its lease has expired: no worker is building it. Start one with: memberhouse up, or cancel the run with: memberhouse run cancel ${run_id}`,
    )
  } else lines.push('No run is building.')
  for (const { run_id, waits_for, parked_until, failed, gates } of parked) {
    const actions = possibleActions({ state: 'parked', waits_for }).map((action) => `run ${action} ${run_id}`)
    const why = waits_for === 'approval' ? `closed gates: ${gates.join(', ')}` : `failed: ${failed.join(', ')}`
    lines.push(`Run ${run_id} is parked until ${moment(parked_until)} (${why}). See run show ${run_id}, then: ${actions.join(', ')}`)
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
  if (schedule === undefined) lines.push('It is unknown whether nights are scheduled: Temporal does not answer.')
  else if (schedule === null) lines.push('No nights are scheduled. Schedule them with: memberhouse schedule apply')
  else if (schedule.is_paused) lines.push('The schedule is paused. Resume it with: memberhouse schedule resume')
  else lines.push(`The next night: ${schedule.next[0] ? moment(schedule.next[0]) : 'none'}.`)
  if (workers !== undefined) lines.push(describeWorkers(workers))
  if (missing.length > 0)
    lines.push(`${missing.length} nights since ${moment(since!)} published nothing. List them with: memberhouse runs --missing`)
  return lines
}

const freshnessTexts = {
  fresh: 'fresh',
  stale: 'stale: a run as of today warns',
  'too stale': 'stale: a run as of today fails',
  unknown: '',
}

function sourceLines({ sources }: Warehouse): string[] {
  if (sources.length === 0) return []
  const rows = sources.map(({ source, newest_on, age_days, warn_days, error_days, freshness, loaded_at, lately }) => [
    source,
    loaded_at === null ? 'never' : moment(loaded_at),
    newest_on,
    age_days,
    warn_days === null ? null : `${warn_days} / ${error_days}`,
    freshnessTexts[freshness],
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

/** Formats a duration in its largest unit of which there are at least two. */
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
