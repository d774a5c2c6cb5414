import { isAscii, isUtf8 } from 'node:buffer'

/** How the bytes beyond ASCII fit two encodings. */
type Fit = {
  bytes: number
  inLongUtf8: number
  inShortUtf8: number
  shortKinds: number
  inHan: number
  inCommonHan: number
  inMarks: number
  noPairs: number
}

// One character that UTF-8 writes in two bytes can also be a character of GBK, such as 小. Four kinds of them, and no other byte, are not.
const fewestShortKinds = 4

/** What text the bytes are: ASCII, UTF-8, GB18030 in the common characters of GB2312, or none of these. `isWhole`: nothing follows them. */
export function textEncoding(bytes: Buffer, isWhole: boolean): 'ascii' | 'utf8' | 'gb18030' | 'other' {
  if (isAscii(bytes)) return 'ascii'
  const whole = isWhole ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)
  const fit = measure(whole.length > 0 ? whole : bytes)
  if (fit.bytes === 0) return 'ascii'
  const inUtf8 = fit.inLongUtf8 + fit.inShortUtf8
  const isLong = fit.inLongUtf8 > 0 && inUtf8 >= 0.9 * fit.bytes
  if (isLong || (fit.shortKinds >= fewestShortKinds && inUtf8 === fit.bytes)) return 'utf8'
  const isChinese = fit.inHan > inUtf8 && fit.inHan + fit.inMarks >= 0.8 * fit.bytes && fit.inCommonHan >= 0.5 * fit.inHan
  return isChinese && fit.noPairs === 0 ? 'gb18030' : 'other'
}

/** Reads the bytes once as UTF-8, and once as pairs of GB2312: punctuation begins at 0xA1, the common Han at 0xB0, the others at 0xD8. */
function measure(bytes: Buffer): Fit {
  const fit = { bytes: 0, inLongUtf8: 0, inShortUtf8: 0, shortKinds: 0, inHan: 0, inCommonHan: 0, inMarks: 0, noPairs: 0 }
  const kinds = new Set<number>()
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place]!
    if (byte < 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (byte < 0xc2 || byte > 0xf4 || place + length > bytes.length || !isUtf8(bytes.subarray(place, place + length))) {
      fit.bytes++
      continue
    }
    fit.bytes += length
    if (length > 2) fit.inLongUtf8 += length
    else {
      fit.inShortUtf8 += 2
      kinds.add(byte * 256 + bytes[place + 1]!)
    }
    place += length - 1
  }
  fit.shortKinds = kinds.size
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place]!
    if (byte < 0x80) continue
    const next = bytes[++place] ?? 0
    const isPair = next >= 0xa1 && next <= 0xfe
    if (isPair && byte >= 0xb0 && byte <= 0xf7) {
      fit.inHan += 2
      if (byte <= 0xd7) fit.inCommonHan += 2
    } else if (isPair && byte >= 0xa1 && byte <= 0xa3) fit.inMarks += 2
    else if (byte === 0x80 || byte === 0xff || !(next >= 0x30 && next !== 0x7f && next !== 0xff)) fit.noPairs++
  }
  return fit
}
