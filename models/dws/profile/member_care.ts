import { accepted, bigint, date, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_care',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'What surveys and customer service know of each person. Of several answers the newest counts.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    skin_type: text('Skin type; null if unknown.', { nullable: true, personal: true }),
    skin_concern: text('What the skin needs; null if unknown.', { nullable: true, personal: true }),
    procedure: text('Cosmetic procedure; null if none is known.', { nullable: true, personal: true }),
    procedure_on: date('Day of the procedure, which can lie ahead.', { nullable: true, personal: true }),
    procedure_stage: text('before: on as_of or later; after: in the procedure_care_days before as_of; null otherwise.', {
      nullable: true,
      personal: true,
    }),
    last_complained_on: date('Day of the last complaint; null without one.', { nullable: true }),
  },
  audits: [accepted('procedure_stage', ['before', 'after'])],
})
