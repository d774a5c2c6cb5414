import { dayOf, isoDay, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Person } from '../people/person.ts'

const shape = {
  source: 'survey_answer',
  columns: ['response_id', 'survey_id', 'source', 'source_account_id', 'answered_at', 'question', 'answer'],
} as const

const pickSkinType = weighted([
  ['混合性', 38],
  ['干性', 22],
  ['油性', 18],
  ['敏感性', 17],
  ['中性', 5],
])
const concerns = ['补水', '美白', '抗皱', '祛痘', '毛孔', '修护', '防晒']
const pickProcedure = weighted([
  ['光子嫩肤', 40],
  ['水光针', 25],
  ['刷酸', 20],
  ['热玛吉', 8],
  ['皮秒激光', 7],
])

/** Writes survey answers of mini-program and app users: one in eight states a skin type, one woman in 20 a procedure and its date. */
export function writeSurveyAnswers(files: Files, random: Random, person: Person): void {
  if (person.business_line === 'food') return
  const account = person.accounts.find(({ source }) => source === 'mini' || source === 'app')
  if (account === undefined) return
  const answered_at = later(random, account.joined_at, 80)
  if (random.chance(0.125)) {
    write(files, person, account, 'skin', answered_at, [
      ['skin_type', pickSkinType(random)],
      ['skin_concern', random.pick(concerns)],
    ])
  }
  if (person.gender === 'f' && random.chance(0.05)) {
    const at = answered_at + 86_400 * random.integer(200)
    // Most answer after the procedure, some before.
    const day = dayOf(at) + Math.round(-20 + 25 * random.normal())
    write(files, person, account, 'procedure', at, [
      ['procedure', pickProcedure(random)],
      ['procedure_on', isoDay(day)],
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
