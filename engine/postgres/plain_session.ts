/** Settings of a transaction in which a select gives the same rows wherever it runs: days are those of UTC unless a zone is named. */
export const plainSession = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local jit = off`
