import type { Terminal } from "./output/terminal.js";

/** The flags that every command takes, before or after its name. */
export interface GlobalOptions {
  /** `--config FILE` */
  config?: string;
  /** `--simulate` is {@link IN_PROCESS}, `--simulate=URL` the address of a running `pmo simulate`. */
  simulate?: string;
  /** `--faults FILE`: what goes wrong in the simulated systems of this command. */
  faults?: string;
  json: boolean;
  readOnly: boolean;
  yes: boolean;
}

/** What a bare `--simulate` stands for. */
export const IN_PROCESS = "in-process";

/** One call of the program, as far as a command needs to know. */
export interface Invocation {
  globals: GlobalOptions;
  /** What stands after the command's name, without flags. */
  args: readonly string[];
  /** The command's own flags, by their camelCase names. */
  options: Readonly<Record<string, unknown>>;
  terminal: Terminal;
  cwd: string;
}

/** A command: does its work, prints, and answers the exit code. What it throws is reported by `main`. */
export type Command = (invocation: Invocation) => Promise<number>;
