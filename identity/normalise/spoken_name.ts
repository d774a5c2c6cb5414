import { pinyin } from 'pinyin-pro'

const options = { toneType: 'none', type: 'array', v: true } as const
const heads = new Map<string, string[]>()
const syllables = new Map<string, string>()

/** The words of a name as they sound: Chinese in pinyin, one word per syllable; Latin letters without accents. */
export function spokenWords(name: string): string[] {
  if (!/\p{Script=Han}/u.test(name))
    return latin(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
  const characters = [...name.replace(/[^\p{L}\p{N}]/gu, '')]
  // Some surnames have their own pronunciation, and some have two characters. The library takes 16 µs a name; the caches make it cheap.
  const head = characters.slice(0, 2).join('')
  const sound = heads.get(head) ?? pinyin(head, { ...options, surname: 'head' })
  heads.set(head, sound)
  return [...sound, ...characters.slice(2).map(syllable)]
}

function syllable(character: string): string {
  const sound = syllables.get(character) ?? pinyin(character, options)[0] ?? character
  syllables.set(character, sound)
  return sound
}

const latin = (text: string) => (/^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC'))
