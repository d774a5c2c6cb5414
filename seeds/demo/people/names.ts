import type { Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'

// Surnames with their share of the population of China in per cent, rounded. The first five make up a third.
const surnames =
  '王7.2李7.2张6.8刘5.4陈4.5杨3.1黄2.3赵2.2吴2.1周2.0徐1.4孙1.3马1.3朱1.2胡1.2郭1.2何1.1林1.1高1.0罗1.0郑.9梁.9谢.8宋.7唐.7许.7韩.7冯.6邓.6曹.6彭.6曾.6肖.6' +
  '田.6董.5潘.5袁.5蔡.5蒋.5余.5于.5杜.5叶.4程.4苏.4魏.4吕.4丁.4任.4沈.4姚.4卢.4姜.4崔.4钟.4谭.3陆.3汪.3范.3金.3石.3廖.3贾.3夏.3韦.3付.3方.3白.3邹.3孟.3熊.3秦.3' +
  '邱.2江.2尹.2薛.2闫.2段.2雷.2侯.2龙.2史.2陶.2黎.2贺.2顾.2毛.2郝.2龚.2邵.2万.2钱.2严.1覃.1武.1戴.1莫.1孔.1向.1汤.1欧阳.1上官.02司马.01'

// Characters of given names, the most common first: for persons born before 1985, then for younger ones.
const characters = {
  f: ['丽英秀红梅玲敏芳艳燕霞萍静兰凤玉桂琴华娟珍云莲春荣淑月爱香', '婷静雪佳欣怡颖慧琳雨梦思娜倩洁晓诗涵瑶琪萱莉悦文薇嘉若蕾语心敏彤妍'],
  m: ['伟建国强军勇明志平海华文斌刚辉德林永春东成忠生峰庆涛波新光荣', '杰浩鹏磊宇俊鑫涛超博凯晨飞龙泽轩子文天嘉家睿豪然志思远铭逸凡昊阳'],
} as const

const pickSurname = weighted([...surnames.matchAll(/(\D+?)(\d*\.?\d+)/g)].map(([, surname, share]) => [surname!, Number(share)] as const))
const byRank = (list: string) => weighted([...list].map((character, rank) => [character, 1 / (rank + 6)]))
const pickCharacter = { f: characters.f.map(byRank), m: characters.m.map(byRank) }

/** A surname, drawn with its frequency in China. */
export const surnameOf = (random: Random): string => pickSurname(random)

/** A given name of one or two characters. */
export function givenNameOf(random: Random, gender: 'f' | 'm', isOlder: boolean): string {
  const pick = pickCharacter[gender][isOlder ? 0 : 1]!
  const first = pick(random)
  return random.chance(isOlder ? 0.25 : 0.12) ? first : first + pick(random)
}

const nicknameStarts = ['小', '阿', '爱吃的', '一只', '快乐的', '今天也要', '我是', '', '']
const nicknameEnds = [
  '兔子',
  '葡萄',
  '橘子',
  '奶茶',
  '加油',
  '晴天',
  '芒果',
  '布丁',
  '月亮',
  '栗子',
  '糯米',
  '海盐',
  '向日葵',
  'Lily',
  'Coco',
  'Momo',
  'Leo',
]

/** A nickname; 15 % end with an emoji. */
export const nicknameOf = (random: Random): string =>
  random.pick(nicknameStarts) + random.pick(nicknameEnds) + (random.chance(0.15) ? random.pick(['🌸', '✨', '🐱', '🍀']) : '')

// Characters that sound or look alike: clerks confuse them when they hear a name.
const confusedPairs =
  '婷亭 丽莉 静靖 燕艳 玲琳 颖影 伟玮 强蔷 磊雷 军君 勇永 涛滔 杰洁 明铭 刚钢 鹏朋 辉晖 浩皓 宇雨 俊峻 欣新 怡宜 佳嘉 梦孟 晓小 诗思 雪学 慧惠 芳方 娜那 娟鹃 敏民 文雯 梅美 红虹 霞侠 萍平 志智 海晦 华桦 云芸 英瑛 秀绣 凤风 玉钰'
const soundsLike = new Map(confusedPairs.split(' ').flatMap(([a, b]) => [[a!, b!] as const, [b!, a!] as const]))

/** The name with one error: a character that sounds alike, or else the last character dropped or doubled. */
export function misspelt(random: Random, name: string): string {
  const positions = [...name].flatMap((character, position) => (position > 0 && soundsLike.has(character) ? [position] : []))
  if (positions.length === 0) return name.length > 2 && random.chance(0.5) ? name.slice(0, -1) : name + name.at(-1)!
  const position = random.pick(positions)
  return name.slice(0, position) + soundsLike.get(name[position]!)! + name.slice(position + 1)
}
