import { dayOf, isoDay, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Person } from '../people/person.ts'
import type { Skin } from '../people/skin.ts'

const shape = {
  source: 'survey_answer',
  columns: ['response_id', 'survey_id', 'source', 'source_account_id', 'answered_at', 'question', 'answer'],
} as const

/** Writes survey answers of mini-program and app users: one in eight states the skin type, half of those with a procedure its date. */
export function writeSurveyAnswers(files: Files, random: Random, person: Person, { type, concern, procedure }: Skin): void {
  if (person.business_line === 'food') return
  const account = person.accounts.find(({ source }) => source === 'mini' || source === 'app')
  if (account === undefined) return
  const answered_at = later(random, account.joined_at, 80)
  if (random.chance(0.125)) {
    write(files, person, account, 'skin', answered_at, [
      ['skin_type', type],
      ['skin_concern', concern],
    ])
  }
  if (procedure !== null && random.chance(0.5)) {
    // Most answer after the procedure, some before.
    const at = later(random, Math.max(account.joined_at, startOf(procedure.day + Math.round(20 + 25 * random.normal()))), 1)
    write(files, person, account, 'procedure', at, [
      ['procedure', procedure.name],
      ['procedure_on', isoDay(procedure.day)],
    ])
  }
}

function write(
  files: Files,
  person: Person,
  account: Account,
  survey_id: string,
  at: Moment,
  answers: [question: string, answer: string][],
): void {
  const response_id = `${survey_id}-${person.index}`
  for (const [question, answer] of answers) {
    files.write(shape, dayOf(at), [response_id, survey_id, account.source, account.account_id, zonedTime(at), question, answer])
  }
}
