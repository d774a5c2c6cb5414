import { dayOf, zonedTime, type Moment } from '../basics/calendar.ts'
import type { Files } from '../files/write_files.ts'
import { growthAt, type GrowthEntry } from './growth.ts'

export type Level = 'ordinary' | 'silver' | 'gold' | 'diamond'
export type LevelChange = { at: Moment; level: Level; previous_level: Level | null; reason: 'joined' | 'growth' | 'lapse' }

/** The levels in ascending order, with the growth value that each requires. */
export const levels: readonly { level: Level; from_value: number }[] = [
  { level: 'ordinary', from_value: 0 },
  { level: 'silver', from_value: 500 },
  { level: 'gold', from_value: 1500 },
  { level: 'diamond', from_value: 4000 },
]

const year = 365 * 86_400

/** The level changes of a member until `end`: up with the growth that reaches a bound, down after a year that stays below it. */
export function levelsOf(joined_at: Moment, end: Moment, growth: readonly GrowthEntry[]): LevelChange[] {
  const changes: LevelChange[] = [{ at: joined_at, level: 'ordinary', previous_level: null, reason: 'joined' }]
  let rank = 0
  let review_at = Infinity
  const rankAt = (at: Moment) => {
    const value = growthAt(growth, at)
    return Math.max(
      0,
      levels.findLastIndex(({ from_value }) => value >= from_value),
    )
  }
  const change = (at: Moment, next: number, reason: LevelChange['reason']) => {
    changes.push({ at, level: levels[next]!.level, previous_level: levels[rank]!.level, reason })
    rank = next
  }
  const reviewUntil = (at: Moment) => {
    for (; review_at <= at; review_at = rank === 0 ? Infinity : review_at + year) {
      const earned = rankAt(review_at)
      if (earned < rank) change(review_at, earned, 'lapse')
    }
  }
  for (const { at } of growth) {
    reviewUntil(at)
    const earned = rankAt(at)
    if (earned > rank) change(at, earned, 'growth')
    if (earned === rank && rank > 0) review_at = at + year
  }
  reviewUntil(end - 1)
  return changes
}

/** The level of a member at a moment. */
export const levelAt = (changes: readonly LevelChange[], at: Moment): Level =>
  changes.findLast((change) => change.at <= at)?.level ?? 'ordinary'

const shape = { source: 'member_level', columns: ['member_no', 'changed_at', 'level', 'previous_level', 'reason'] } as const

/** Writes the levels of a member. */
export function writeLevels(files: Files, member_no: string, changes: readonly LevelChange[]): void {
  for (const { at, level, previous_level, reason } of changes) {
    files.write(shape, dayOf(at), [member_no, zonedTime(at), level, previous_level, reason])
  }
}
