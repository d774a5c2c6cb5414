/** Converts full-width characters to ASCII, removes invisible characters, and trims and collapses spaces. */
export function halfWidth(text: string): string {
  // Fast path: most values are plain ASCII.
  if (!/[^\x21-\x7e]/.test(text)) return text
  return text
    .normalize('NFC')
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\p{Cf}\p{Cc}]/gu, (character) => (/\s/.test(character) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim()
}

/** Whether part of the text is masked: 138****1234, 张**. */
export const isMasked = (text: string): boolean => /[*•●×□█]/.test(text)
