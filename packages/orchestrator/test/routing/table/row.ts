/** A target, and what it is; `!` begins the code of a refusal. */
export type Row = [target: string, expected: string];
