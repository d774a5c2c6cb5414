import { accepted, between, boolean, date, defineModel, expression, integer, numeric, seed, text } from 'memberhouse'

/** How a condition asks: it hides the same condition of a later row if it asks for as much or less. */
const conditions = {
  ...{ least_purchase_count: '<=', average_amount_above: '<=', is_never_bought: '=', engaged_days: '>=' },
  ...{ is_price_sensitive: '=', silent_days: '<=' },
}
const asksForLess = Object.entries(conditions).map(([name, sign]) => `coalesce(before.${name} ${sign} row.${name}, before.${name} is null)`)

export default defineModel({
  name: 'dwd.behaviour_class',
  grain: ['business_line', 'effective_from', 'place'],
  kind: seed('seeds/rules/behaviour_class.csv'),
  doc:
    'Classes of members by what they do: the first row whose conditions a member meets counts. An empty condition is not asked. All rows of ' +
    'a business line with the same effective_from are one edition, which replaces the edition before. A line without an edition follows `*`.',
  columns: {
    business_line: text('Business line (dwd.business_line); `*` for all of them, and for each line without rows of its own.'),
    effective_from: date('First business day of the edition.'),
    place: integer('The order in which the rows are tried.'),
    behaviour_class: text('Name of the class.'),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    least_purchase_count: integer('At least so many purchases in 365 days.', { nullable: true }),
    average_amount_above: numeric('The average order amount of 365 days is above this, in the reporting currency.', { nullable: true }),
    is_never_bought: boolean('True: no purchase ever. False: one or more.', { nullable: true }),
    engaged_days: integer('Acted in the last so many days.', { nullable: true }),
    is_price_sensitive: boolean('Price-sensitive or not (dws.member_discount).', { nullable: true }),
    silent_days: integer(
      'Neither bought nor acted in the last so many days, and registered before them. Asked only of members whose acts were observed for so ' +
        'long: elsewhere nobody is called silent.',
      { nullable: true },
    ),
  },
  audits: [
    accepted('behaviour_class', ['frequent_high_value', 'frequent', 'engaged_never_bought', 'price_sensitive', 'silent', 'ordinary']),
    between('least_purchase_count', 1, null),
    between('engaged_days', 1, null),
    between('silent_days', 1, null),
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    {
      ...{ name: 'an edition for `*` from 2000-01-01 on', severity: 'error' },
      failing:
        "select '*' as business_line, date '2000-01-01' as effective_from where not exists " +
        "(select from {rows} as row where row.business_line = '*' and row.effective_from <= '2000-01-01')",
    },
    {
      ...{ name: 'the last class asks for nothing', severity: 'error' },
      failing:
        'select row.* from {rows} as row where row.place = (select max(other.place) from {rows} as other ' +
        'where other.business_line = row.business_line and other.effective_from = row.effective_from) ' +
        `and num_nonnulls(${Object.keys(conditions).join(', ')}) > 0`,
    },
    {
      ...{ name: 'no class is hidden by one before it', severity: 'error' },
      failing:
        'select row.* from {rows} as row inner join {rows} as before on before.business_line = row.business_line ' +
        'and before.effective_from = row.effective_from and before.place < row.place ' +
        `and ${asksForLess.join(' and ')}`,
    },
  ],
})
