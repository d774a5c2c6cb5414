/** Receives progress messages of the local servers, one line at a time. */
export type Report = (line: string) => void
