let codes: Uint16Array | undefined

/** Text as GB18030. Characters of its two-byte part, which holds all common Chinese, and ASCII; another one is an error. */
export function toGb18030(text: string): Buffer {
  codes ??= readCodes()
  const bytes = Buffer.allocUnsafe(2 * text.length)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes[length++] = unit
    else if (codes[unit] === 0) throw new Error(`'${text[i]}' in '${text}' has no code of two bytes in GB18030`)
    else length = bytes.writeUInt16BE(codes[unit]!, length)
  }
  return bytes.subarray(0, length)
}

// Node decodes GB18030 and does not encode it: what each pair of bytes decodes to, the other way round.
function readCodes(): Uint16Array {
  const found = new Uint16Array(0x10000)
  const decoder = new TextDecoder('gb18030')
  for (let code = 0x8140; code <= 0xfefe; code++) {
    const unit = decoder.decode(Uint8Array.of(code >> 8, code & 0xff))
    if (unit.length === 1 && unit !== '\ufffd') found[unit.charCodeAt(0)] = code
  }
  return found
}
