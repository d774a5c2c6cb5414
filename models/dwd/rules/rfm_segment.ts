import { between, defineModel, expression, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.rfm_segment',
  grain: ['place'],
  kind: seed('seeds/rules/rfm_segment.csv'),
  doc: 'The ten published RFM segments and what remains: the first row whose ranges hold the three scores counts.',
  columns: {
    place: integer('The order in which the rows are tried.'),
    segment: text('Name of the segment.'),
    label_zh: text('Chinese name.'),
    r_least: integer('Lowest R score.'),
    r_most: integer('Highest R score.'),
    f_least: integer('Lowest F score.'),
    f_most: integer('Highest F score.'),
    m_least: integer('Lowest M score.'),
    m_most: integer('Highest M score.'),
  },
  audits: [
    ...['r', 'f', 'm'].flatMap((letter) => [
      between(`${letter}_least`, 1, 5),
      between(`${letter}_most`, 1, 5),
      expression(`a range of ${letter.toUpperCase()} in order`, `${letter}_least <= ${letter}_most`),
    ]),
    {
      ...{ name: 'the last segment takes all scores', severity: 'error' },
      failing:
        'select * from {rows} where place = (select max(place) from {rows}) ' +
        'and (r_least, f_least, m_least, r_most, f_most, m_most) <> (1, 1, 1, 5, 5, 5)',
    },
    {
      ...{ name: 'no segment is hidden by one before it', severity: 'error' },
      failing:
        'select row.* from {rows} as row inner join {rows} as before on before.place < row.place ' +
        'and before.r_least <= row.r_least and before.f_least <= row.f_least and before.m_least <= row.m_least ' +
        'and before.r_most >= row.r_most and before.f_most >= row.f_most and before.m_most >= row.m_most',
    },
  ],
})
