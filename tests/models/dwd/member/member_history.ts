import { defineTests } from 'memberhouse'

const published = { run_id: 1, is_effective: true, is_new: false, is_deleted: false }
const name = (value: string, source = 'crm') => ({ one_id: 1000001, attribute: 'name', value, source })
const during = (valid_from_on: string, valid_to_on: string | null) => ({ valid_from_on, valid_to_on })

export default defineTests('dwd.member_history', [
  {
    name: 'a new value starts at as_of, an unchanged value stays open',
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
    name: 'a new value, a new source and a lost attribute close the old interval without a gap',
    as_of: '2026-03-05',
    given: {
      'dwd.member_attribute': [name('王炜'), { ...name('上海', 'marketplace'), attribute: 'city' }],
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
      { ...name('上海', 'marketplace'), attribute: 'city', ...during('2026-03-05', null) },
      { ...name('w@b.cn'), attribute: 'email', ...during('2026-03-01', '2026-03-05') },
    ],
  },
  {
    name: 'a returning value starts a new interval; closed intervals stay',
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
    name: 'a value replaced on its first day has no interval',
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
    name: 'a run for an earlier day does not overlap intervals of later runs',
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
    name: 'intervals of unpublished runs and closed rows are ignored',
    as_of: '2026-03-05',
    given: {
      'dwd.member_attribute': [name('王伟')],
      'registry.dwd_member_history': [
        { ...published, is_effective: false, ...name('王炜'), ...during('2026-03-01', null) },
        { ...published, run_id: 2, ...name('李娜'), ...during('2026-03-02', null) },
        { ...published, run_id: 3, is_deleted: true, ...name('李娜'), ...during('2026-03-02', null) },
      ],
    },
    expect: [{ ...name('王伟'), ...during('2026-03-05', null) }],
  },
])
