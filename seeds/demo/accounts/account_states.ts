import { dayOf, type Day, type Moment } from '../basics/calendar.ts'
import type { FileShape, Value } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'

/** The fields of an account's row by column, in the column order of its file. */
export type Fields = Record<string, Value>
/** An account as written: the fields when it joined, and the changes. */
export type Written = { fields: Fields; changes: readonly FieldChange[] }
/** New values of some fields from a moment on; an empty `set` means that the source sends the row again unchanged. */
export type FieldChange = { at: Moment; set: Fields }

/**
 * Writes the states of an account: when it joined and after each change. Each export holds the last state of its day. This function
 * appends `updated_at` as the last field, formatted by `time`. `exported_on` is the day of the first export; default: the day of joining.
 */
export function writeAccount(
  files: Files,
  shape: FileShape,
  time: (moment: Moment) => string,
  joined: { at: Moment; fields: Fields; exported_on?: Day },
  changes: readonly FieldChange[] = [],
): Written {
  let { at, fields } = joined
  const exported_on = joined.exported_on ?? dayOf(at)
  const states: [Day, Value[]][] = [[exported_on, [...Object.values(fields), time(at)]]]
  for (const change of changes.toSorted((a, b) => a.at - b.at)) {
    if (Object.keys(change.set).length > 0) {
      fields = { ...fields, ...change.set }
      at = change.at
    }
    states.push([Math.max(exported_on, dayOf(change.at)), [...Object.values(fields), time(at)]])
  }
  files.writeStates(shape, states)
  return { fields: joined.fields, changes }
}
