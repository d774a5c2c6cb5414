import { readField, writeField } from '../../postgres/copy_text.ts'

const [space, equals, apostrophe, backslash, letterT] = [0x20, 0x3d, 0x27, 0x5c, 0x74]

const around = /^[ \t]+|(?<![ \t])[ \t]+$/g

/** The value without the marks that keep it a text in a spreadsheet: `="…"`, a leading `'`, spaces and tabs around it. */
export function withoutGuards(value: string): string {
  const bare = value.replace(around, '').replace(/^'/, '')
  const [, text] = /^="([^"]*(?:""[^"]*)*)"$/.exec(bare) ?? []
  return (text?.replaceAll('""', '"') ?? bare).replace(around, '')
}

/** Strips the guards of the field in these bytes, in COPY's text format; returns where it ends now. */
export function stripGuards(text: Buffer, start: number, end: number): number {
  const [first, last] = [text[start], text[end - 1]]
  const mayBeGuarded =
    first === equals || first === apostrophe || first === space || first === backslash || last === space || last === letterT
  // A field beyond the end of the buffer is scanned again: it must not seem to fit.
  if (!mayBeGuarded || start === end || end > text.length) return end
  // One character is one byte, so that bytes that are not UTF-8 are kept.
  const written = writeField(withoutGuards(readField(text.toString('latin1', start, end))!))
  return start + text.write(written, start, 'latin1')
}
