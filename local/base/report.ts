/** Receives, a line at a time, what a local server is doing. */
export type Report = (line: string) => void
