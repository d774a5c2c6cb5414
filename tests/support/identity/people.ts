import { seeded } from '../../../identity/match/seeded.ts'
import type { Column } from '../../../identity/match/records.ts'

/** A generated file of people; `truth` has the person of each row. */
export type People = { name: string; columns: Column[]; rows: (string | null)[][]; truth: number[] }

type Draw = ReturnType<typeof dice>
type Person = Record<string, string>

function dice(seed: number) {
  const below = seeded(seed)
  const chance = (share: number) => below(1_000_000) < share * 1_000_000
  const pick = <Item>(items: readonly Item[]) => items[below(items.length)]!
  return {
    below,
    chance,
    pick,
    /** Picks items early in the list more often. */
    skewed: <Item>(items: readonly Item[]) => items[Math.floor(items.length * (below(10_000) / 10_000) ** 2)]!,
    digits: (count: number) => Array.from({ length: count }, () => below(10)).join(''),
    /** Drops or doubles one character, swaps it with the next, or replaces it by one of `alphabet`. */
    typo(text: string, alphabet: string) {
      const place = below(Math.max(1, text.length - 1))
      const [before, character, after] = [text.slice(0, place), text.charAt(place), text.slice(place + 1)]
      return pick([
        before + after,
        before + character + character + after,
        before + after.charAt(0) + character + after.slice(1),
        before + pick([...alphabet]) + after,
      ])
    },
    birthday: () => `${1940 + below(66)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const given = `anna james maria thomas sophie lukas emma paul laura jan clara peter julia martin eva david lena simon nina mark ida oliver
  marie felix alice hugo chloe adam elena victor sarah leon ines max rosa karl vera otto nora emil jasmine tobias greta sebastian franziska
  matteo giulia lorenzo beatrice antoine camille mathilde guillaume pierre jacqueline bogdan agnieszka katarzyna wojciech`.split(/\s+/)
const roots = `smith martin garcia schneider rossi novak jansen berg lind weber fischer hoff keller brand stein wood hart field mill
  church bell ash brook ford dal mar sol val cast mont beau font roux mor pet kov zel ost nord west sund holm`.split(/\s+/)
const endings = [
  '',
  '',
  'er',
  'mann',
  'son',
  'sen',
  'ley',
  'ton',
  'well',
  'i',
  'ini',
  'elli',
  'ez',
  'ova',
  'ski',
  'ier',
  'ard',
  'quist',
  'gard',
  'feld',
]
const surnames = roots.flatMap((root) => endings.map((ending) => root + ending)).sort((left, right) => left.length - right.length)
const towns = `london leeds york bath bristol hull derby exeter oxford cardiff swansea dover lincoln norwich durham lancaster carlisle
  peterborough southampton wolverhampton`.split(/\s+/)

/** Europeans: swapped or misspelt names, married names, swapped days and months, households at one address. */
export function europeans(name: string, seed: number, persons: number, copies: (draw: Draw) => number, errorRate = 1): People {
  const columns: Column[] = [
    { name: 'given', type: 'given_name' },
    { name: 'family', type: 'surname' },
    { name: 'born', type: 'date' },
    { name: 'email', type: 'email' },
    { name: 'postcode', type: 'postcode' },
    { name: 'town', type: 'city' },
  ]
  return people(name, seed, persons, columns, copies, person, record)

  function person(draw: Draw, before: Person | undefined): Person {
    // Some live with the previous person: same surname, same address.
    const home = before !== undefined && draw.chance(0.25) ? before : undefined
    const first = draw.skewed(given)
    const last = home?.family ?? draw.skewed(surnames)
    const town = home?.town ?? draw.skewed(towns)
    const postcode =
      home?.postcode ??
      `${town.slice(0, 2).toUpperCase()}${1 + draw.below(30)} ${draw.below(10)}${draw.pick([...'ABDEFGHJ'])}${draw.pick([...'LNPQRSTU'])}`
    const user = draw.chance(0.6) ? `${first}.${last}` : `${draw.pick([...letters])}${last}`
    const mail = `${user}${draw.below(99)}@${draw.pick(['mail', 'post', 'web', 'inbox'])}.${draw.pick(['com', 'net', 'eu'])}`
    return { given: first, family: last, born: draw.birthday(), email: mail, postcode, town }
  }
  function record(draw: Draw, person: Person): Person {
    const row = { ...person }
    const sometimes = (share: number) => draw.chance(share * errorRate)
    if (sometimes(0.1)) row.given = draw.typo(row.given!, letters)
    if (sometimes(0.1)) row.family = draw.typo(row.family!, letters)
    if (sometimes(0.04)) row.family = draw.skewed(surnames)
    if (sometimes(0.05)) row.given = row.given!.charAt(0)
    if (sometimes(0.08)) Object.assign(row, { given: row.family, family: row.given })
    if (sometimes(0.06)) row.born = draw.typo(row.born!, '0123456789')
    else if (sometimes(0.05)) row.born = row.born!.replace(/(\d\d)-(\d\d)$/, '$2-$1')
    else if (sometimes(0.03)) row.born = `${row.born!.slice(0, 4)}-01-01`
    if (sometimes(0.15)) row.email = `${draw.pick(given)}${draw.digits(3)}@${draw.pick(['mail', 'work'])}.com`
    else if (sometimes(0.08)) row.email = draw.typo(row.email!, letters)
    if (sometimes(0.12))
      Object.assign(row, {
        town: draw.skewed(towns),
        postcode: `${draw.pick(towns).slice(0, 2).toUpperCase()}${1 + draw.below(30)} ${draw.below(10)}XY`,
      })
    else if (sometimes(0.08)) row.postcode = draw.typo(row.postcode!, '0123456789')
    for (const [column, share] of Object.entries({ given: 0.05, family: 0.04, born: 0.15, email: 0.3, postcode: 0.15, town: 0.2 })) {
      if (sometimes(share)) row[column] = ''
    }
    return row
  }
}

const families = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹']
const characters = [
  ...'伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂英华玉兰红建国文辉力志梅鑫波斌宇浩凯健俊帆雪婷倩颖琳欣怡佳慧晨梦琪子涵轩瑞',
]
const homophones: Record<string, string> = {
  伟: '玮',
  芳: '方',
  娜: '那',
  静: '婧',
  丽: '莉',
  英: '瑛',
  华: '花',
  玉: '钰',
  明: '铭',
  洋: '阳',
  佳: '嘉',
  晨: '辰',
  梦: '孟',
  子: '紫',
  宇: '雨',
  浩: '皓',
  杰: '洁',
  怡: '宜',
  琪: '淇',
}
const latin: Record<string, string> = {
  王: 'wang',
  李: 'li',
  张: 'zhang',
  刘: 'liu',
  陈: 'chen',
  伟: 'wei',
  芳: 'fang',
  娜: 'na',
  敏: 'min',
  静: 'jing',
  丽: 'li',
  强: 'qiang',
  明: 'ming',
  华: 'hua',
}
const cities = ['上海', '北京', '广州', '深圳', '杭州', '成都', '武汉', '南京', '苏州', '西安', '长沙', '青岛']

/** Chinese: homophones, pinyin, titles, changed or shared phones, wrong or missing birthdays. */
export function chinese(name: string, seed: number, persons: number, copies: (draw: Draw) => number): People {
  const columns: Column[] = [
    { name: '姓名', type: 'name' },
    { name: '生日', type: 'date' },
    { name: '手机', type: 'phone' },
    { name: '性别', type: 'gender' },
    { name: '城市', type: 'city' },
  ]
  return people(name, seed, persons, columns, copies, person, record)

  function person(draw: Draw, before: Person | undefined): Person {
    const home = before !== undefined && draw.chance(0.15) ? before : undefined
    const own = (draw.chance(0.2) ? '' : draw.skewed(characters)) + draw.skewed(characters)
    return {
      姓名: (home === undefined ? draw.skewed(families) : home.姓名!.charAt(0)) + own,
      生日: draw.birthday(),
      手机: home !== undefined && draw.chance(0.4) ? home.手机! : `1${draw.pick(['38', '39', '50', '86', '77', '33'])}${draw.digits(8)}`,
      性别: draw.pick(['男', '女']),
      城市: home?.城市 ?? draw.skewed(cities),
    }
  }
  function record(draw: Draw, person: Person): Person {
    const row = { ...person }
    const name = [...row.姓名!]
    if (draw.chance(0.08)) row.姓名 = name.map((character) => homophones[character] ?? character).join('')
    else if (draw.chance(0.04)) row.姓名 = name.with(draw.below(name.length - 1) + 1, draw.pick(characters)).join('')
    else if (draw.chance(0.08) && name.every((character) => character in latin))
      row.姓名 = `${name
        .slice(1)
        .map((character) => latin[character])
        .join('')} ${latin[name[0]!]}`
    if (draw.chance(0.05)) row.姓名 += row.性别 === '女' ? '女士' : '先生'
    if (draw.chance(0.06)) row.生日 = draw.typo(row.生日!, '0123456789')
    else if (draw.chance(0.03)) row.生日 = draw.birthday()
    if (draw.chance(0.15)) row.手机 = `1${draw.pick(['38', '59', '87'])}${draw.digits(8)}`
    else if (draw.chance(0.04)) row.手机 = draw.typo(row.手机!, '0123456789')
    if (draw.chance(0.1)) row.手机 = `+86 ${row.手机!.slice(0, 3)} ${row.手机!.slice(3)}`
    if (draw.chance(0.1)) row.城市 = draw.skewed(cities)
    for (const [column, share] of Object.entries({ 姓名: 0.03, 生日: 0.25, 手机: 0.2, 性别: 0.1, 城市: 0.2 }))
      if (draw.chance(share)) row[column] = ''
    return row
  }
}

function people(
  name: string,
  seed: number,
  persons: number,
  columns: Column[],
  copies: (draw: Draw) => number,
  person: (draw: Draw, before: Person | undefined) => Person,
  record: (draw: Draw, person: Person) => Person,
): People {
  const draw = dice(seed)
  const found: [number, (string | null)[]][] = []
  let before: Person | undefined
  for (let index = 0; index < persons; index++) {
    before = person(draw, before)
    for (let count = copies(draw); count > 0; count--) {
      const row = record(draw, before)
      found.push([index, columns.map((column) => row[column.name] || null)])
    }
  }
  for (let place = found.length - 1; place > 0; place--) {
    const other = draw.below(place + 1)
    ;[found[place], found[other]] = [found[other]!, found[place]!]
  }
  return { name, columns, rows: found.map(([, row]) => row), truth: found.map(([index]) => index) }
}
