import { defineTests } from 'memberhouse'

const published = { run_id: 1, is_effective: true, is_new: false, is_ended: false }
const name = (value: string, source = 'crm') => ({ one_id: 1000001, attribute: 'name', value, source })
const during = (valid_from_on: string, valid_to_on: string | null) => ({ valid_from_on, valid_to_on })

export default defineTests('dwd.member_history', [
  {
    name: 'what is believed for the first time begins with the business day of the night; what is believed as before goes on',
    as_of: '2026-03-05',
    given: {
      'dwd.member_attribute': [name('王伟'), { ...name('上海'), attribute: 'city' }],
      'registry.dwd_member_history': [{ ...published, ...name('王伟'), ...during('2026-03-01', null) }],
    },
    expect: [
      { ...name('王伟'), ...during('2026-03-01', null) },
      { ...name('上海'), attribute: 'city', ...during('2026-03-05', null) },
    ],
  },
  {
    name: 'a new value, a new source of it and an attribute that is gone end what was believed, without a gap',
    as_of: '2026-03-05',
    given: {
      'dwd.member_attribute': [name('王炜'), { ...name('上海', 'shop'), attribute: 'city' }],
      'registry.dwd_member_history': [
        { ...published, ...name('王伟'), ...during('2026-03-01', null) },
        { ...published, ...name('上海'), attribute: 'city', ...during('2026-03-01', null) },
        { ...published, ...name('w@b.cn'), attribute: 'email', ...during('2026-03-01', null) },
      ],
    },
    expect: [
      { ...name('王伟'), ...during('2026-03-01', '2026-03-05') },
      { ...name('王炜'), ...during('2026-03-05', null) },
      { ...name('上海'), attribute: 'city', ...during('2026-03-01', '2026-03-05') },
      { ...name('上海', 'shop'), attribute: 'city', ...during('2026-03-05', null) },
      { ...name('w@b.cn'), attribute: 'email', ...during('2026-03-01', '2026-03-05') },
    ],
  },
  {
    name: 'a value that returns begins anew; what was closed stays',
    as_of: '2026-03-09',
    given: {
      'dwd.member_attribute': [name('王伟')],
      'registry.dwd_member_history': [
        { ...published, run_id: 1, ...name('王伟'), ...during('2026-03-01', null) },
        { ...published, run_id: 2, ...name('王伟'), ...during('2026-03-01', '2026-03-05') },
      ],
    },
    expect: [
      { ...name('王伟'), ...during('2026-03-01', '2026-03-05') },
      { ...name('王伟'), ...during('2026-03-09', null) },
    ],
  },
  {
    name: 'of two values of one day the later replaces the other, which was believed for no whole day',
    as_of: '2026-03-05',
    given: {
      'dwd.member_attribute': [name('王炜')],
      'registry.dwd_member_history': [
        { ...published, run_id: 1, ...name('王伟'), ...during('2026-03-05', null) },
        { ...published, run_id: 1, ...name('a@b.cn'), attribute: 'email', ...during('2026-03-05', null) },
      ],
    },
    expect: [{ ...name('王炜'), ...during('2026-03-05', null) }],
  },
  {
    name: 'a night of an earlier day overlaps nothing that later ones told',
    as_of: '2026-03-03',
    given: {
      'dwd.member_attribute': [name('王炜'), { ...name('上海'), attribute: 'city' }],
      'registry.dwd_member_history': [
        { ...published, ...name('王伟'), ...during('2026-03-05', null) },
        { ...published, ...name('上海'), attribute: 'city', ...during('2026-03-01', '2026-03-05') },
      ],
    },
    expect: [
      { ...name('王炜'), ...during('2026-03-05', null) },
      { ...name('上海'), attribute: 'city', ...during('2026-03-01', '2026-03-05') },
      { ...name('上海'), attribute: 'city', ...during('2026-03-05', null) },
    ],
  },
  {
    name: 'what a run told that was never published, and what a later run took back, was not believed',
    as_of: '2026-03-05',
    given: {
      'dwd.member_attribute': [name('王伟')],
      'registry.dwd_member_history': [
        { ...published, is_effective: false, ...name('王炜'), ...during('2026-03-01', null) },
        { ...published, run_id: 2, ...name('李娜'), ...during('2026-03-02', null) },
        { ...published, run_id: 3, is_ended: true, ...name('李娜'), ...during('2026-03-02', null) },
      ],
    },
    expect: [{ ...name('王伟'), ...during('2026-03-05', null) }],
  },
])
