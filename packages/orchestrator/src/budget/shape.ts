import type { Omitted, SelectedNothing } from "@pm-orchestrator/core";
import { BUILT_IN_SYSTEM } from "../built-in/name.js";
import type { CheckedStep } from "../checking/steps.js";
import { exceeds, type ReadResult, type ReadResultRequest, readKept } from "../kept/read.js";
import type { Session } from "../session/session.js";
import { type Fitted, fit, tokensOf } from "./fit.js";
import { ranksOf } from "./rank.js";
import { shareOut } from "./share.js";

/** A result as it is. */
export interface WholeResult {
  step: CheckedStep;
  data: unknown;
}

/** A result as it is returned. */
export interface ShapedResult {
  data: unknown;
  /** For the step's metadata. */
  metadata: { omitted?: Omitted; selected_nothing?: SelectedNothing };
}

/** All results as they are returned, in the same order, and what that makes in tokens where a budget was given. */
export interface Shaped {
  results: ShapedResult[];
  totals: { tokens_returned?: number; tokens_withheld?: number };
}

/**
 * Takes out of results what was selected, and brings them within a budget. The results themselves stay as they are:
 * references have read them, and the cache holds them.
 */
export async function shapeResults(
  session: Session,
  results: readonly WholeResult[],
  maxTokens: number | undefined,
): Promise<Shaped> {
  const selected = await Promise.all(results.map((result) => selectFrom(session, result)));
  if (maxTokens === undefined) return { results: selected, totals: {} };
  return within(
    session,
    results.map(({ step }, index) => ({
      step,
      ...(selected[index] ?? { data: null, metadata: {} }),
      isSelected: step.select !== undefined,
    })),
    maxTokens,
  );
}

async function selectFrom(session: Session, { step, data }: WholeResult): Promise<ShapedResult> {
  if (step.select === undefined) return { data, metadata: {} };
  const selected = await session.selector.evaluate(data, step.select);
  const value = "value" in selected ? selected.value : null;
  if (value !== null) return { data: value, metadata: {} };
  const reason = "failed" in selected ? selected.failed : "the expression gives null";
  const names = isObject(data) ? Object.keys(data).slice(0, 30).join(", ") : "";
  return {
    data: null,
    metadata: {
      selected_nothing: {
        reason: names === "" ? reason : `${reason}; the result has ${names}`,
        handle: session.kept.keep(session.tenant, data),
      },
    },
  };
}

type Candidate = ShapedResult & { step: CheckedStep; isSelected: boolean };

function within(session: Session, candidates: readonly Candidate[], maxTokens: number): Shaped {
  const needs = candidates.map(({ data }) => tokensOf(data));
  const isReceipt = candidates.map(isWhole);
  const receipts = needs.reduce((sum, need, index) => sum + (isReceipt[index] ? need : 0), 0);
  const shares = shareOut(
    maxTokens - receipts,
    needs.map((need, index) => (isReceipt[index] ? 0 : need)),
  );
  let returned = 0;
  let withheld = 0;
  const results = candidates.map((candidate, index): ShapedResult => {
    const need = needs[index] ?? 0;
    const share = shares[index] ?? 0;
    const whole = isReceipt[index] || need <= share;
    const { data, metadata, tokens, omitted } = whole
      ? { ...candidate, tokens: need, omitted: 0 }
      : shortened(session, candidate, share);
    returned += tokens;
    withheld += omitted;
    return { data, metadata };
  });
  return { results, totals: { tokens_returned: returned, tokens_withheld: withheld } };
}

type Shortened = ShapedResult & { tokens: number; omitted: number };

/** Receipts of writes are never cut; nor is the answer of a run, which was within its own request's budget already. */
function isWhole({ step }: Candidate): boolean {
  const isRun = step.system === BUILT_IN_SYSTEM && step.operation === "get_run";
  return isRun || step.manifest?.effect !== "read";
}

function shortened(session: Session, candidate: Candidate, share: number): Shortened {
  const { step, data, metadata, isSelected } = candidate;
  if (isRead(step, isSelected)) return readAnew(session, candidate, share);
  const ranks = ranksOf(isSelected ? undefined : step.manifest?.result);
  const fitted: Fitted = fit(data, share, { ranks, at: { path: [] } });
  if (fitted.parts.length === 0) return { data, metadata, tokens: fitted.tokens, omitted: 0 };
  const tokens = fitted.parts.reduce((sum, part) => sum + part.tokens, 0);
  const handle = session.kept.keep(session.tenant, data);
  return {
    data: fitted.value,
    metadata: { ...metadata, omitted: { handle, tokens, parts: fitted.parts } },
    tokens: fitted.tokens,
    omitted: tokens,
  };
}

/** Whether it is a part of a kept result itself: then there is a handle already, and its paths are the ones to tell. */
function isRead({ system, operation }: CheckedStep, isSelected: boolean): boolean {
  return system === BUILT_IN_SYSTEM && operation === "read_result" && !isSelected;
}

/** What is around the value of a read part: its place and what it lacks. */
const AROUND_A_PART = 60;

function readAnew(session: Session, { step, data, metadata }: Candidate, share: number): Shortened {
  const request = step.params as unknown as ReadResultRequest;
  const room = Math.max(1, Math.min(share - AROUND_A_PART, request.max_tokens ?? share));
  const part = exceeds(data as ReadResult, room)
    ? readKept(session.kept, session.tenant, { ...request, max_tokens: room })
    : (data as ReadResult);
  const { omitted, ...rest } = part;
  return {
    data: rest,
    metadata: {
      ...metadata,
      ...(omitted === undefined ? {} : { omitted: { handle: request.handle, ...omitted } }),
    },
    tokens: tokensOf(rest),
    omitted: omitted?.tokens ?? 0,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
