import { boolean, date, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.behaviour_rule',
  grain: ['business_line', 'place'],
  kind: full(),
  doc: 'The behaviour classes (dwd.behaviour_class) as they are asked in each business line on as_of: the first row that a member meets.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    place: integer('The order in which the rows are tried.'),
    behaviour_class: text('Name of the class.'),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    least_purchase_count: integer('At least so many purchases in 365 days; 0 if it is not asked.'),
    average_amount_above: numeric('The average order amount of 365 days is above this; `-infinity` if it is not asked.'),
    high_amount: numeric('The amount that frequent_high_value asks for; `infinity` if it asks for none.'),
    is_never_bought: boolean('No purchase ever; null if it is not asked.', { nullable: true }),
    is_price_sensitive: boolean('Price-sensitive; null if it is not asked.', { nullable: true }),
    engaged_from: date('Acted on this day or later; null if it is not asked.', { nullable: true }),
    silent_from: date('Neither bought nor acted on this day or later; null if it is not asked.', { nullable: true }),
    rules_version: text('Version of the edition (dws.rule_edition).'),
  },
})
