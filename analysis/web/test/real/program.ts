/** The program under test: its path, where there is one. */
export const PROGRAM = process.env.LASTWRITE;
