import { defineTests } from 'memberhouse'

const day = (place: number) => new Date(Date.UTC(2026, 0, place)).toISOString().slice(0, 10)
const of = (row: object, ...places: number[]) => places.map((place) => ({ ...row, starts_on: day(place) }))
const rows = {
  ...{ source: 'ods.card', column_name: '*', period: 'day', file_count: 1, refused_count: 0, row_count: 1000, rejected_count: 0 },
  ...{ repeated_count: 0, unchanged_count: 0 },
}
const phone = {
  source: 'ods.card',
  column_name: 'phone',
  period: 'month',
  file_count: 1,
  row_count: 1000,
  missing_count: 20,
  rejected_count: 0,
}
const missing = { column_name: 'phone', measure: 'missing', affected_count: 20, affected_rate: 0.02, usual_count: 20, usual_rate: 0.02 }
const invalid = { column_name: 'phone', measure: 'invalid', affected_count: 0, affected_rate: 0, usual_count: 0, usual_rate: 0 }
const unjudged = { usual_count: null, usual_rate: null, is_out_of_line: null }
const duplicates = { column_name: '*', measure: 'duplicates', affected_count: 0 }
const rejected = { column_name: '*', measure: 'invalid', affected_count: 0 }
const number = { column_name: '*', measure: 'rows', affected_count: 1000, affected_rate: null }
const noFile = { column_name: '*', measure: 'no file', row_count: null, affected_count: null, affected_rate: null }

export default defineTests('ads.data_quality', [
  {
    name: 'a column is compared with the median of the seven files before; with fewer than three it is not judged',
    given: {
      'meta.column_day': [
        ...of(phone, 1, 2, 3),
        ...of({ ...phone, missing_count: 71 }, 4),
        ...of({ ...phone, missing_count: 70 }, 5),
        ...of({ ...phone, missing_count: 0 }, 6),
        // The seven before are 71, 70, 0, 20, 20, 20 and 20.
        ...of(phone, 7, 8, 9),
        ...of({ ...phone, rejected_count: 3, unreadable_count: 8, standardised_count: 600 }, 10),
      ],
    },
    expect: [
      ...of({ ...missing, ...unjudged }, 1, 2, 3),
      ...of({ ...missing, affected_count: 71, affected_rate: 0.071, is_out_of_line: true }, 4),
      ...of({ ...missing, affected_count: 70, affected_rate: 0.07, is_out_of_line: false }, 5),
      ...of({ ...missing, affected_count: 0, affected_rate: 0, is_out_of_line: false }, 6),
      ...of({ ...missing, is_out_of_line: false }, 7, 8, 9, 10),
      ...of({ ...invalid, ...unjudged }, 1, 2, 3),
      ...of({ ...invalid, is_out_of_line: false }, 4, 5, 6, 7, 8, 9),
      ...of({ ...invalid, affected_count: 11, affected_rate: 0.011, is_out_of_line: true }, 10),
      ...of({ column_name: 'phone', measure: 'standardised', affected_count: 600, affected_rate: 0.6, ...unjudged }, 10),
    ],
  },
  {
    name: 'a few rows, and what chance can bring, are in line',
    given: {
      'meta.column_day': [
        ...of({ ...phone, row_count: 40, missing_count: 10 }, 1, 2, 3),
        ...of({ ...phone, row_count: 40, missing_count: 18 }, 4),
        ...of({ ...phone, row_count: 40, missing_count: 20 }, 5),
      ].map((row) => ({ ...row, rejected_count: null })),
    },
    expect: [
      ...of({ measure: 'missing', affected_count: 10, is_out_of_line: null }, 1, 2, 3),
      ...of({ measure: 'missing', affected_count: 18, is_out_of_line: false }, 4),
      ...of({ measure: 'missing', affected_count: 20, is_out_of_line: true }, 5),
    ],
  },
  {
    name: 'a day has twice the usual rows or less than half; a month is not compared with days',
    given: {
      'meta.column_day': [
        ...of(rows, 1, 2, 3),
        ...of({ ...rows, row_count: 2001 }, 4),
        ...of({ ...rows, row_count: 500 }, 5),
        ...of({ ...rows, period: 'month', row_count: 30_000, rejected_count: null, unchanged_count: null }, 1),
      ],
    },
    expect: [
      ...of({ ...number, period: 'day', ...unjudged }, 1, 2, 3),
      ...of({ ...number, period: 'day', affected_count: 2001, usual_count: 1000, usual_rate: null, is_out_of_line: true }, 4),
      ...of({ ...number, period: 'day', affected_count: 500, usual_count: 1000, usual_rate: null, is_out_of_line: false }, 5),
      ...of({ ...number, period: 'month', affected_count: 30_000, ...unjudged }, 1),
      ...[duplicates, rejected].flatMap((row) => [
        ...of({ ...row, period: 'day', affected_rate: 0, ...unjudged }, 1, 2, 3),
        ...of({ ...row, period: 'day', affected_rate: 0, usual_count: 0, usual_rate: 0, is_out_of_line: false }, 4, 5),
      ]),
    ],
  },
  {
    name: 'a day without a file is a missing day, out of line if its weekday had one in both weeks before; a refused file is one too',
    given: {
      'meta.column_day': [
        ...of({ ...rows, rejected_count: null, repeated_count: null }, 1, 8),
        ...of({ ...rows, file_count: 0, refused_count: 2, row_count: 0 }, 2),
        // Another source has the newest day.
        ...of({ ...rows, source: 'ods.till', rejected_count: null, repeated_count: null }, 15),
      ],
    },
    expect: [
      ...of({ ...number, row_count: 1000, source: 'ods.card', ...unjudged }, 1, 8),
      ...of({ ...noFile, source: 'ods.card', ...unjudged, is_out_of_line: false }, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14),
      ...of({ ...noFile, source: 'ods.card', ...unjudged, is_out_of_line: true }, 15),
      ...of({ column_name: '*', measure: 'refused files', row_count: 0, affected_count: 2, ...unjudged, is_out_of_line: true }, 2).map(
        (row) => ({ ...row, affected_rate: null, source: 'ods.card' }),
      ),
      ...of({ ...number, row_count: 1000, source: 'ods.till', ...unjudged }, 15),
    ],
  },
])
