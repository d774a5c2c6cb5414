import type { Compute } from 'memberhouse'
import { churn_features, readFeatures } from './features.ts'
import { noOrderProbability, type ChurnModel } from './learn.ts'
import { reasonsOf } from './reasons.ts'

const reason_count = 3

/** Scores each member with the model of the line, and says what raises the probability. Inputs: `fit`, a row for each line; `feature`, the members. */
const memberChurnScores: Compute = async function* (inputs) {
  const models = new Map<string, { status: string; model: ChurnModel | null }>()
  for await (const [business_line, status, parameters] of inputs['fit']!)
    models.set(business_line!, { status: status!, model: parameters ? (JSON.parse(parameters) as ChurnModel) : null })

  for await (const [business_line, one_id, ...columns] of inputs['feature']!) {
    const { status, model } = models.get(business_line!) ?? { status: 'too_short_history', model: null }
    if (!model) {
      yield { one_id, business_line, unpredicted_reason: status }
      continue
    }
    const row = readFeatures(columns, 0)
    const features = churn_features.map(({ of }) => of(row))
    const reasons = reasonsOf(model.fit, features, row, reason_count)
    yield {
      one_id,
      business_line,
      no_order_probability_90d: noOrderProbability(model, features),
      strongest_reason: reasons[0]?.group,
      reasons_zh: reasons.map(({ zh }) => zh).join('；') || null,
      reasons_en: reasons.map(({ en }) => en).join('; ') || null,
    }
  }
}

export default memberChurnScores
