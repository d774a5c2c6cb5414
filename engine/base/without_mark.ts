/** A text without the byte order mark that some editors put before it; Postgres cannot parse one. */
export const withoutMark = (text: string): string => text.replace(/^\ufeff/, '')
