import pc from "picocolors";

type Paint = (text: string) => string;

/** Colours by meaning; plain text where there are none. */
export interface Palette {
  strong: Paint;
  faint: Paint;
  good: Paint;
  bad: Paint;
  warning: Paint;
  name: Paint;
}

/** Where a command prints. */
export interface Terminal {
  /** To standard output, with a line end. */
  print(text: string): void;
  /** To standard error, with a line end. */
  note(text: string): void;
  readonly json: boolean;
  /** Whether a person looks at standard output: colour, tables with frames, a live view. */
  readonly isRich: boolean;
  /** Whether a person can be asked. */
  readonly canAsk: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly palette: Palette;
  /** For standard error, which may be looked at when standard output is not. */
  readonly notePalette: Palette;
}

/** The process's own terminal. */
export function openTerminal({ json }: { json: boolean }): Terminal {
  const { stdout, stderr, stdin, env } = process;
  const isRich = stdout.isTTY === true && !json && env["TERM"] !== "dumb";
  return {
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    json,
    isRich,
    canAsk: !json && stdin.isTTY === true && stderr.isTTY === true,
    columns: stdout.columns ?? 80,
    rows: stdout.rows ?? 24,
    // Some libraries colour what CI systems capture; what is piped here stays plain.
    palette: paletteOf(isRich && pc.isColorSupported),
    notePalette: paletteOf(stderr.isTTY === true && pc.isColorSupported),
  };
}

/** With or without colours. */
export function paletteOf(enabled: boolean): Palette {
  const { bold, dim, green, red, yellow, cyan } = pc.createColors(enabled);
  return { strong: bold, faint: dim, good: green, bad: red, warning: yellow, name: cyan };
}
