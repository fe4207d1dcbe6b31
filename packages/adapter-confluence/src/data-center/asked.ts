import type { HttpAnswer, Query } from "@pm-orchestrator/adapter-kit";
import { orchestratorError, type PmoError, type StepContext } from "@pm-orchestrator/core";
import type { ConfluenceCall } from "../call.js";
import { confluenceErrors } from "../errors.js";
import type { Content } from "./vendor.js";

/** How a call to Confluence Cloud is answered by Data Center. */
export interface Endpoint {
  /** Params of the query that it understands. Any other is refused: to pass over one would be another answer. */
  takes?: readonly string[];
  /** Asks Data Center, and gives its answer in Cloud's form. */
  answer(asked: Asked): Promise<unknown>;
}

/** By Cloud's method and path, with `{names}` for the parts that vary. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** What a step has seen so far, so that nothing is asked twice. */
export type Seen = Map<string, Content>;

interface Surroundings {
  step: StepContext;
  seen: Seen;
  upstream(call: ConfluenceCall): Promise<HttpAnswer>;
}

/** One call to Confluence Cloud, and the way to Data Center. */
export class Asked {
  readonly step: StepContext;
  /** Comments and files that this step has read, by id. */
  readonly seen: Seen;
  /** The last answer of Data Center: its status and headers are those of the whole. */
  last: HttpAnswer | undefined;
  readonly #upstream: Surroundings["upstream"];

  constructor(
    readonly call: ConfluenceCall,
    private readonly parts: Readonly<Record<string, string>>,
    { step, seen, upstream }: Surroundings,
  ) {
    this.step = step;
    this.seen = seen;
    this.#upstream = upstream;
  }

  /** A named part of the path, as it stands there: encoded. */
  part(name: string): string {
    return this.parts[name] ?? "";
  }

  /** The values of a param; lists may stand in one, parted by commas. */
  values(name: string): string[] {
    const given = this.call.query?.[name];
    if (given === undefined) return [];
    return [given].flat().flatMap((value) => String(value).split(","));
  }

  value(name: string): string | undefined {
    const given = this.call.query?.[name];
    return given === undefined ? undefined : String(given);
  }

  body<Body>(): Body {
    return (this.call.body ?? {}) as Body;
  }

  /** Asks Data Center. Failures are told as the call wants them told, unless `call` says something else. */
  async send<Body>(call: ConfluenceCall): Promise<Body> {
    const { notFound, telling, readFailure, doneWhen } = this.call;
    const told = {
      ...(notFound === undefined ? {} : { notFound }),
      ...(telling === undefined ? {} : { telling }),
      ...(readFailure === undefined ? {} : { readFailure }),
      ...(doneWhen === undefined ? {} : { doneWhen }),
    };
    this.last = await this.#upstream({ ...told, ...call });
    return (this.last.body ?? {}) as Body;
  }

  get<Body>(path: string, query: Query = {}, told: Partial<ConfluenceCall> = {}): Promise<Body> {
    return this.send<Body>({ method: "GET", path, query, ...told });
  }

  /** For what Data Center has, but not as what was asked for: a blog post is no page. */
  missing({ notFound = this.call.notFound }: Partial<ConfluenceCall> = {}): PmoError {
    const { code = "CONFLUENCE_API_ERROR" as const, ...told } = notFound ?? {};
    return confluenceErrors.create(code, {
      message: `${this.step.system} has nothing of that kind.`,
      ...told,
      system: this.step.system,
    });
  }

  /** CONFLUENCE_API_ERROR (3401): an answer that cannot be gone on with. */
  malformed(message: string): PmoError {
    return confluenceErrors.create("CONFLUENCE_API_ERROR", { message, system: this.step.system });
  }

  refused(reason: string, suggestions: readonly string[] = []): PmoError {
    return unsupported({ step: this.step, reason, suggestions });
  }

  /** Params that no answer could follow: INVALID_PARAMS (6008). */
  invalid(message: string, suggestion: string): PmoError {
    return orchestratorError("INVALID_PARAMS", {
      message,
      system: this.step.system,
      suggestions: [suggestion],
    });
  }
}

/** UNSUPPORTED_ON_DATA_CENTER (3112): nothing was changed. */
export function unsupported({
  step: { system, operation },
  reason,
  suggestions = [],
}: {
  step: StepContext;
  /** A sentence without its full stop. */
  reason: string;
  suggestions?: readonly string[];
}): PmoError {
  return confluenceErrors.create("UNSUPPORTED_ON_DATA_CENTER", {
    message: `${operation} does not work so with Confluence Data Center: ${reason}.`,
    system,
    details: { operation, reason },
    suggestions: [...suggestions],
  });
}
