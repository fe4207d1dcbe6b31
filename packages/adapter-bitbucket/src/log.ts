/** Which lines of a log are wanted. */
export interface ExcerptWanted {
  /** The last ones rather than the first. */
  tail: boolean;
  errorsOnly: boolean;
  /** How many lines at most. */
  most: number;
}

/** Words by which builds tell that something went wrong; kinds of errors end in them: TypeError, IOException. */
const TELLS_OF_ERROR =
  /(?:error|exception)s?\b|\b(?:fail(?:s|ed|ing|ures?)?|fatal|traceback|panic|segfault|cannot|not found|denied)\b|\bERR!|✖/i;

/** "0 errors" is good news. */
const GOOD_NEWS = /\b(?:0|no) (?:\w+ )?(?:errors?|failures?|failed)\b/i;

const ESCAPE = String.fromCharCode(27);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]`, "g");

/** Some lines of a log, without its colours, and how many there are. Lines that tell of errors carry their numbers. */
export function excerptOf(log: string, { tail, errorsOnly, most }: ExcerptWanted) {
  const plain = log.replace(COLOURS, "").replace(/\n$/, "");
  const lines = (plain === "" ? [] : plain.split("\n")).map((line, index) => ({
    number: index + 1,
    text: lastWritten(line),
  }));
  const wanted = errorsOnly ? lines.filter(({ text }) => tellsOfError(text)) : lines;
  const shown = tail ? wanted.slice(-most) : wanted.slice(0, most);
  return {
    text: shown.map(({ number, text }) => (errorsOnly ? `${number}: ${text}` : text)).join("\n"),
    from_line: shown[0]?.number ?? 0,
    shown_lines: shown.length,
    ...(errorsOnly ? { matching_lines: wanted.length } : {}),
    total_lines: lines.length,
    complete: shown.length === wanted.length,
  };
}

function tellsOfError(line: string): boolean {
  return TELLS_OF_ERROR.test(line) && !GOOD_NEWS.test(line);
}

/** A progress bar writes over itself; what it wrote last is what one saw. */
function lastWritten(line: string): string {
  const whole = line.replace(/\r$/, "");
  return whole.slice(whole.lastIndexOf("\r") + 1);
}
