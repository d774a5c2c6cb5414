const [lf, cr, quote] = [0x0a, 0x0d, 0x22]

/** The first line end outside quotes; null when these bytes hold none, or the byte that decides comes later. No delimiter: no quotes. */
export function firstLineEnd(bytes: Buffer, delimiter: string | null): 'lf' | 'cr' | 'cr cr lf' | 'lf cr' | null {
  const separator = delimiter?.charCodeAt(0)
  let isFieldStart = true
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place]!
    if (isFieldStart && byte === quote && separator !== undefined) {
      place = afterQuotes(bytes, place)
      isFieldStart = false
      continue
    }
    isFieldStart = byte === separator
    // After LF, a CR begins an empty line that ends in CR LF, or is part of the line end.
    if (byte === lf) return bytes[place + 1] === cr && place + 2 < bytes.length && bytes[place + 2] !== lf ? 'lf cr' : 'lf'
    if (byte === cr && bytes[place + 1] === lf) return 'lf'
    if (byte !== cr) continue
    if (place + 1 >= bytes.length) return null
    return bytes[place + 1] === cr && bytes[place + 2] === lf ? 'cr cr lf' : 'cr'
  }
  return null
}

/** The place of the quote that closes the one at `open`. */
function afterQuotes(bytes: Buffer, open: number): number {
  for (let place = bytes.indexOf(quote, open + 1); place >= 0; place = bytes.indexOf(quote, place + 2))
    if (bytes[place + 1] !== quote) return place
  return bytes.length
}

/** Whether these bytes hold a CR without an LF behind it. */
export function holdsLoneCr(bytes: Buffer): boolean {
  for (let place = bytes.indexOf(cr); place >= 0; place = bytes.indexOf(cr, place + 1)) if (bytes[place + 1] !== lf) return true
  return false
}
