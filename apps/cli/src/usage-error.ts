import { orchestratorError, type PmoError } from "@pm-orchestrator/core";

/** INVALID_REQUEST (6007) for a command line or an input that cannot be used: exit code 2. */
export function usageError(
  message: string,
  {
    suggestions = ["`pmo --help` lists the commands, `pmo COMMAND --help` their flags."],
    details = {},
  }: { suggestions?: readonly string[]; details?: Record<string, unknown> } = {},
): PmoError {
  return orchestratorError("INVALID_REQUEST", {
    message,
    suggestions,
    details: { issues: [{ path: "", message }], ...details },
  });
}

/** INVALID_REQUEST (6007) for something of the design that a later issue brings. */
export function notYetSupported(what: string, issue: number): PmoError {
  return usageError(`${what} is not yet supported (it arrives with issue ${issue}).`);
}
