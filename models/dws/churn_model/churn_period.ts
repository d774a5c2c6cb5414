import { accepted, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.churn_period',
  grain: ['month_on', 'role'],
  kind: full(),
  doc:
    'The days on which the churn model of a month learns, is calibrated and is tested: three month starts, each with its 90 days before the ' +
    'next one, so that no outcome is seen twice. The month of as_of, and the one before it, whose test the choice of a model looks at.',
  columns: {
    month_on: date('First day of the month that the model is made for.'),
    role: text('training, calibration or test.'),
    judged_on: date('Day on which members are judged; their next 90 days are the outcome.'),
  },
  audits: [
    accepted('role', ['training', 'calibration', 'test']),
    expression('the outcome is known before the month', 'judged_on + 90 <= month_on'),
  ],
})
