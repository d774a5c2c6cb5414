import { randomOf } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { Day } from '../basics/calendar.ts'

/** The skin of a person, and the cosmetic procedure that some have. */
export type Skin = { type: string; concern: string; procedure: { name: string; day: Day } | null }

const pickType = weighted([
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
const procedureShare = { f: 0.12, m: 0.02 }
// Days around a procedure on which its care is bought.
const [daysBefore, daysAfter] = [21, 45]

/** The skin of the person with this index. */
export function skinOf(seed: number, { index, gender, first_day }: { index: number; gender: 'f' | 'm'; first_day: Day }): Skin {
  const random = randomOf(seed, index, 'skin')
  const [type, concern] = [pickType(random), random.pick(concerns)]
  const hasProcedure = random.chance(procedureShare[gender])
  const day = Math.max(0, first_day) + random.integer(500)
  return { type, concern, procedure: hasProcedure ? { name: pickProcedure(random), day } : null }
}

/** The stage of a person's procedure on a day; null without one or far from it. */
export function procedureStage({ procedure }: Skin, day: Day): 'before' | 'after' | null {
  if (procedure === null || day < procedure.day - daysBefore || day > procedure.day + daysAfter) return null
  return day <= procedure.day ? 'before' : 'after'
}
