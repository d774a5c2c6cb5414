let codes: Uint16Array | undefined

/** Encodes text as GB18030. Supports ASCII and the two-byte characters, which include all common Chinese; throws for any other. */
export function toGb18030(text: string): Buffer {
  codes ??= readCodes()
  const bytes = Buffer.allocUnsafe(2 * text.length)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes[length++] = unit
    else if (codes[unit] === 0) throw new Error(`'${text[i]}' in '${text}' has no two-byte code in GB18030`)
    else length = bytes.writeUInt16BE(codes[unit]!, length)
  }
  return bytes.subarray(0, length)
}

// Node can decode GB18030 but not encode it, so this inverts the decoder for every pair of bytes.
function readCodes(): Uint16Array {
  const found = new Uint16Array(0x10000)
  const decoder = new TextDecoder('gb18030')
  for (let code = 0x8140; code <= 0xfefe; code++) {
    const unit = decoder.decode(Uint8Array.of(code >> 8, code & 0xff))
    if (unit.length === 1 && unit !== '\ufffd') found[unit.charCodeAt(0)] = code
  }
  return found
}
