import { readFileSync } from "node:fs";
import type { PmoError } from "@pm-orchestrator/core";
import { Argument, Command, CommanderError, Option } from "commander";
import { COMMANDS, type CommandDeclaration, type FlagDeclaration, LATER_COMMANDS } from "./catalogue.js";
import { EXIT } from "./exit-code.js";
import { type GlobalOptions, IN_PROCESS } from "./invocation.js";
import type { Terminal } from "./output/terminal.js";
import { notYetSupported, usageError } from "./usage-error.js";

/** Parses a command line, runs its command and answers the exit code. Throws a PmoError for a wrong command line. */
export async function parseCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const outcome = { code: EXIT.succeeded as number };
  const program = createProgram(terminal, outcome);
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(withSimulateValue(argv), { from: "user" });
    return outcome.code;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode === 0) return EXIT.succeeded;
    throw fromCommander(thrown);
  }
}

/** `--simulate` alone must not swallow the word behind it, so it is given its value before commander sees it. */
export function withSimulateValue(argv: readonly string[]): string[] {
  const end = argv.indexOf("--");
  return argv.map((argument, index) =>
    argument === "--simulate" && (end === -1 || index < end) ? `--simulate=${IN_PROCESS}` : argument,
  );
}

function createProgram(terminal: Terminal, outcome: { code: number }): Command {
  const program = new Command("pmo")
    .description("One request over Linear, Jira, Confluence, Slack and Bitbucket.")
    .version(version(), "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.print(text.replace(/\n$/, "")), writeErr: () => {} })
    .option("--config <FILE>", "use this configuration")
    .addOption(
      new Option("--simulate [URL]", "use simulated systems: fresh ones, or those of a running pmo simulate"),
    )
    .option("--faults <FILE>", "with --simulate: what goes wrong in the simulated systems")
    .option("--json", "print exactly the answer as JSON")
    .option("--read-only", "refuse every write")
    .option("--yes", "consent to the writes of the request")
    .addHelpText("after", EPILOGUE);
  for (const declaration of COMMANDS) addCommand(program, declaration, { terminal, outcome });
  for (const [name, issue] of LATER_COMMANDS) {
    program
      .command(`${name} [anything...]`, { hidden: true })
      .allowUnknownOption()
      .action(() => {
        throw notYetSupported(`pmo ${name}`, issue);
      });
  }
  return program;
}

const EPILOGUE = `
Exit codes: 0 all succeeded, 1 something failed, 2 wrong request or command line, 3 configuration, package or
credentials, 130 interrupted. Try: pmo demo`;

function addCommand(
  program: Command,
  declaration: CommandDeclaration,
  { terminal, outcome }: { terminal: Terminal; outcome: { code: number } },
): void {
  const command = program
    .command(declaration.name)
    .summary(declaration.summary)
    .description(declaration.summary);
  for (const { name, summary, choices } of declaration.args ?? []) {
    const argument = new Argument(name, summary);
    command.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  const flags = declaration.flags ?? [];
  for (const flag of flags) command.addOption(optionOf(flag));
  if (declaration.help !== undefined) command.addHelpText("after", declaration.help);
  command.action(async () => {
    refuseLaterFlags(command, flags);
    const given = command.optsWithGlobals<Partial<GlobalOptions>>();
    const { config, simulate, faults, json, readOnly, yes } = given;
    if (faults !== undefined && declaration.simulates !== true) refuseFaultsElsewhere(simulate);
    const { run } = await declaration.load();
    outcome.code = await run({
      globals: {
        ...(config === undefined ? {} : { config }),
        ...(simulate === undefined ? {} : { simulate }),
        ...(faults === undefined ? {} : { faults }),
        json: json === true,
        readOnly: readOnly === true,
        yes: yes === true,
      },
      args: command.args,
      options: command.opts(),
      terminal,
      cwd: process.cwd(),
    });
  });
}

/** Faults are made by the simulators of this process; real systems have their own. */
function refuseFaultsElsewhere(simulate: string | undefined): void {
  if (simulate === IN_PROCESS) return;
  throw simulate === undefined
    ? usageError("--faults is for simulated systems only.", { suggestions: ["Add --simulate."] })
    : usageError("--faults does not reach the simulated systems of another process.", {
        details: { simulate },
        suggestions: [
          "Start them with it: pmo simulate --faults FILE",
          "Or use --simulate without an address.",
        ],
      });
}

function optionOf({ flags, summary, choices, arrivesWith }: FlagDeclaration): Option {
  const option = new Option(flags, summary).hideHelp(arrivesWith !== undefined);
  return choices === undefined ? option : option.choices(choices);
}

function refuseLaterFlags(command: Command, flags: readonly FlagDeclaration[]): void {
  for (const flag of flags) {
    const option = optionOf(flag);
    if (flag.arrivesWith === undefined || command.getOptionValue(option.attributeName()) === undefined)
      continue;
    throw notYetSupported(`pmo ${command.name()} ${option.long}`, flag.arrivesWith);
  }
}

/** Commander's complaint as one of ours; its guess at what was meant becomes the suggestion. */
function fromCommander(error: CommanderError): PmoError {
  const [first = "", ...rest] = error.message.split("\n").filter((line) => line !== "");
  const guess = /^\((Did you mean .*)\)$/.exec(rest.join(" "))?.[1];
  const text = first.replace(/^error: /, "");
  return usageError(`${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`, {
    ...(guess === undefined ? {} : { suggestions: [guess] }),
    details: { reason: error.code.replace(/^commander\./, "") },
  });
}

function version(): string {
  const file = new URL("../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
