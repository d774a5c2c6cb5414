import { pinyin } from 'pinyin-pro'

const options = { toneType: 'none', type: 'array', v: true } as const
const heads = new Map<string, string[]>()
const syllables = new Map<string, string>()

/** The words of a name as they are said: Chinese in pinyin, a syllable a word; Latin letters without accents. */
export function spokenWords(name: string): string[] {
  if (!/\p{Script=Han}/u.test(name))
    return latin(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
  const signs = [...name.replace(/[^\p{L}\p{N}]/gu, '')]
  // A surname is said in its own way, and some have two characters. A whole name takes 16 µs; what is kept by character costs next to nothing.
  const head = signs.slice(0, 2).join('')
  const said = heads.get(head) ?? pinyin(head, { ...options, surname: 'head' })
  heads.set(head, said)
  return [...said, ...signs.slice(2).map(syllable)]
}

function syllable(sign: string): string {
  const said = syllables.get(sign) ?? pinyin(sign, options)[0] ?? sign
  syllables.set(sign, said)
  return said
}

const latin = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC'))
