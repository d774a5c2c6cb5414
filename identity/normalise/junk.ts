/** The attributes of a person; other types are identifiers. A placeholder among them has no row, as nobody could allow it to link. */
export const attributes = new Set(['name', 'birthday', 'gender', 'city'])

/** Whether the value of a type is a placeholder. */
export type IsJunk = (type: string, value: string) => boolean

/** Compiles the patterns of dwd.junk_value: normalised values, or regular expressions if they start with `^`. Type `*` applies to all. */
export async function readJunk(rows: AsyncIterable<readonly (string | null)[]>): Promise<IsJunk> {
  const patterns = new Map<string, string[]>()
  for await (const [type, pattern] of rows) {
    const expression = pattern!.startsWith('^') ? pattern! : `^${pattern!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`
    patterns.set(type!, [...(patterns.get(type!) ?? []), expression])
  }
  const compiled = new Map([...patterns].map(([type, expressions]) => [type, compile(expressions)]))
  const everywhere = compiled.get('*') ?? []
  return (type, value) => {
    const expressions = [...(compiled.get(type) ?? []), ...everywhere]
    const spellings = [
      value,
      ...(attributes.has(type) ? [bareWords(value)] : []),
      ...(type === 'openid' ? [value.replace(/^[^:]*:/, '')] : []),
    ]
    return spellings.some((spelling) => expressions.some((expression) => expression.test(spelling)))
  }
}

/** One expression instead of many is faster. One with a backreference stays alone: it counts its own groups. */
function compile(expressions: string[]): RegExp[] {
  const alone = expressions.filter((expression) => /\\[1-9]/.test(expression))
  const joined = expressions.filter((expression) => !alone.includes(expression)).map((expression) => `(?:${expression})`)
  return [...alone, ...(joined.length > 0 ? [joined.join('|')] : [])].map((expression) => new RegExp(expression, 'iu'))
}

/** The text without punctuation; also without spaces if no word has two Latin letters: `N / A`, `( 未 知 )`. A repeated word once. */
function bareWords(text: string): string {
  const words = text
    .split(/[^\p{L}\p{N}\s]+/u)
    .join('')
    .trim()
    .split(/\s+/)
  // A first and a last name that are both missing: null null.
  if (words[0]!.length > 3 && words.every((word) => word === words[0])) return words[0]!
  return words.join(words.some((word) => /[^\p{Script=Han}\p{N}]{2}/u.test(word)) ? ' ' : '')
}
