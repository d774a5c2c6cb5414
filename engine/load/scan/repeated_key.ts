const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const [openObject, closeObject, openArray, closeArray] = [0x7b, 0x7d, 0x5b, 0x5d]

/**
 * The first key that a JSON object has twice at its outermost level, or null: Postgres would keep the second value in silence. Other text
 * may give any answer, since it is rejected anyway.
 */
export function repeatedKey(input: Buffer, from: number, to: number): string | null {
  const places: number[] = []
  let depth = 0
  let isKeyNext = false
  let isEscaped = false
  for (let i = from; i < to; i++) {
    const byte = input[i]
    if (byte === openObject || byte === openArray) isKeyNext = ++depth === 1 && byte === openObject
    else if (byte === closeObject || byte === closeArray) {
      if (--depth === 0) break
    } else if (byte === comma) isKeyNext = depth === 1
    else if (byte === quote) {
      const start = i + 1
      for (i = start; i < to && input[i] !== quote; i++) {
        if (input[i] !== backslash) continue
        isEscaped ||= isKeyNext
        i++
      }
      if (isKeyNext) places.push(start, i)
      isKeyNext = false
    }
  }
  return isEscaped ? repeatedText(input, places) : repeatedBytes(input, places)
}

// Reading every key as a string would double the time of this check.
function repeatedBytes(input: Buffer, places: readonly number[]): string | null {
  for (let key = 2; key < places.length; key += 2) {
    const [start, end] = [places[key]!, places[key + 1]!]
    for (let earlier = 0; earlier < key; earlier += 2) {
      const [first, last] = [places[earlier]!, places[earlier + 1]!]
      if (last - first !== end - start || input[first] !== input[start]) continue
      if (input.compare(input, start, end, first, last) === 0) return input.toString('utf8', start, end)
    }
  }
  return null
}

// "a" and "\u0061" are one key.
function repeatedText(input: Buffer, places: readonly number[]): string | null {
  const known = new Set<string>()
  for (let key = 0; key < places.length; key += 2) {
    const raw = input.toString('utf8', places[key], places[key + 1])
    const text = raw.replaceAll(/\\u[0-9a-f]{4}|\\./gi, (escape) => unescaped(escape))
    if (known.has(text)) return text
    known.add(text)
  }
  return null
}

function unescaped(escape: string): string {
  try {
    return JSON.parse(`"${escape}"`) as string
  } catch {
    return escape
  }
}
