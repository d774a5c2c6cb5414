import { dayOf, type Day, type Moment } from '../basics/calendar.ts'
import type { Files, FileShape, Value } from '../files/write_files.ts'

/** The fields of an account's row by column, in the order of its file. */
export type Fields = Record<string, Value>
/** What becomes of some fields at a moment; none when the row is only sent once more. */
export type FieldChange = { at: Moment; set: Fields }

/**
 * Writes an account as it was when it joined and after each change: the export of a day holds the state at its end. `updated_at` is the
 * last field and set here, as `time` writes it. `told_on` is the day of the first export that has it, when that is not the day of joining.
 */
export function writeAccount(
  files: Files,
  shape: FileShape,
  time: (moment: Moment) => string,
  joined: { at: Moment; fields: Fields; told_on?: Day },
  changes: readonly FieldChange[] = [],
): void {
  let { at, fields } = joined
  const told_on = joined.told_on ?? dayOf(at)
  const states: [Day, Value[]][] = [[told_on, [...Object.values(fields), time(at)]]]
  for (const change of changes.toSorted((a, b) => a.at - b.at)) {
    if (Object.keys(change.set).length > 0) {
      fields = { ...fields, ...change.set }
      at = change.at
    }
    states.push([Math.max(told_on, dayOf(change.at)), [...Object.values(fields), time(at)]])
  }
  files.writeStates(shape, states)
}
