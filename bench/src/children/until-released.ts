/** Resolves when whoever started this process closes our input, or is gone: then nobody needs the server any more. */
export function untilReleased(): Promise<void> {
  return new Promise((resolve) => process.stdin.resume().once("end", resolve).once("error", resolve));
}
