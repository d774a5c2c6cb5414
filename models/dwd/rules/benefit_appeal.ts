import { accepted, defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.benefit_appeal',
  grain: ['benefit'],
  kind: seed('seeds/rules/benefit_appeal.csv'),
  doc: 'What each benefit appeals to. A benefit without a row says nothing about the preference of a member.',
  columns: {
    benefit: text('The benefit (dwd.fct_benefit_grant).'),
    appeal: text('discount (it saves money), gift, experience or content.'),
  },
  audits: [accepted('appeal', ['discount', 'gift', 'experience', 'content'])],
})
