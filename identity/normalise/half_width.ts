/** Text with full-width forms as plain ones, no invisible characters, and no space around it. */
export function halfWidth(text: string): string {
  // Most values are plain ASCII: one test, no copy.
  if (!/[^\x21-\x7e]/.test(text)) return text
  return text
    .normalize('NFC')
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\p{Cf}\p{Cc}]/gu, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim()
}

/** Whether part of the text was hidden on purpose: 138****1234, 张**. */
export const isMasked = (text: string): boolean => /[*•●×□█]/.test(text)
