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
      ...{ name: 'no segment is hidden by those before it', severity: 'error' },
      failing: `select row.* from {rows} as row where not exists (
        select from generate_series(row.r_least, row.r_most) as r (score)
        cross join generate_series(row.f_least, row.f_most) as f (score)
        cross join generate_series(row.m_least, row.m_most) as m (score)
        where not exists (select from {rows} as before where before.place < row.place
          and r.score between before.r_least and before.r_most and f.score between before.f_least and before.f_most
          and m.score between before.m_least and before.m_most))`,
    },
  ],
})
