/** Transaction settings under which a select returns the same rows on every machine: days are UTC days unless the select names a zone. */
export const plainSession = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local jit = off`
