import { isoDay } from './basics/calendar.ts'
import type { Files } from './files/write_files.ts'
import type { Person } from './people/person.ts'
import { preferredChannel } from './sales/choose_account.ts'
import type { Taste } from './sales/taste.ts'
import { mainBusinessLine, type Visit } from './sales/visits.ts'

const columns = [
  ...['person', 'spend_level', 'hour', 'weekday', 'channel', 'category', 'content_topic', 'search_text'],
  ...['skin_type', 'procedure', 'procedure_on', 'bottle_chance', 'earlier_purchase_count', 'first_purchase_on'],
  ...['inviting', 'activity_interest', 'attendance'],
]

/** Writes the traits of a person to the truth, and the purchases before the exports begin, which no file holds. */
export function writeTraits(files: Files, { person, taste }: { person: Person; taste: Taste }, earlier: readonly Visit[]): void {
  const { index, spend_level, habits } = person
  const { category, content_topic, search_text, skin, bottleChance } = taste
  files.writeTruth('trait', columns, [
    ...[
      index,
      spend_level.toFixed(3),
      habits.hour,
      habits.weekday + 1,
      preferredChannel(person, mainBusinessLine(person)),
      category,
      content_topic,
      search_text,
    ],
    ...[skin.type, skin.procedure && skin.procedure.name, skin.procedure && isoDay(skin.procedure.day)],
    ...[person.kind === 'breakfast' ? bottleChance : null, earlier.length, earlier[0] ? isoDay(earlier[0].day) : null],
    ...[habits.inviting.toFixed(3), habits.activity_interest.toFixed(3), habits.attendance.toFixed(3)],
  ])
}
