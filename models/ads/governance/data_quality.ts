import { bigint, boolean, date, defineModel, numeric, text, view } from 'memberhouse'

export default defineModel({
  name: 'ads.data_quality',
  kind: view(),
  doc:
    'What was missing, invalid, standardised and repeated in the files of each source, by column and day, compared with the days before. ' +
    'Read the rows with `is_out_of_line`. It counts the rows of the files, not those that are valid today, and shows a file as soon as it ' +
    'is loaded, even while the run that reads it is parked. It holds the 100 newest days, and all files named by month.',
  columns: {
    source: text('The source, such as ods.crm_member.'),
    column_name: text('A column of the source; `*` for its rows as a whole.'),
    period: text('`day`, or `month` for files whose names say only a month; each is compared with its own kind.'),
    starts_on: date('The day, or the first day of the month, that the name of the file says; else the day of the load in UTC.'),
    measure: text(
      '`missing`: no value. `invalid`: a value for which the row was rejected, or an identifier that normalisation cannot read; in `*`, rows ' +
        'rejected for any reason but a repeated key. `standardised`: an identifier that normalisation changes. `duplicates` (`*`): rows whose ' +
        'key a later line repeats, or that the source already had exactly so. `rows` (`*`): rows of the files. `no file` (`*`): a day between ' +
        'two days with files, or before the newest day of all sources. `refused files` (`*`).',
    ),
    row_count: bigint('Rows of the loaded files; null for `no file`.', { nullable: true }),
    affected_count: bigint('Rows, or refused files, that the measure counts; null for `no file`: it was not observed.', { nullable: true }),
    affected_rate: numeric('affected_count / row_count; null for `rows`, `no file` and `refused files`, and without rows.', {
      nullable: true,
    }),
    usual_count: numeric(
      'What affected_count would be at the usual rate; for `rows`, the median. Null with fewer than three days before.',
      {
        nullable: true,
      },
    ),
    usual_rate: numeric('Median of affected_rate on the seven days with files before; null with fewer than three.', { nullable: true }),
    is_out_of_line: boolean(
      'The rate is more than 5 percentage points from the usual one (`invalid`: 1 point), by at least five rows and by more than three ' +
        'standard deviations; or there are less than half or more than twice the usual rows, by at least 20; or a day has no file although ' +
        'its weekday had one in both weeks before; or a file was refused. Null if there are too few days to compare with.',
      { nullable: true },
    ),
  },
})
