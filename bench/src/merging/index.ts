import type { GatherStep } from "@pm-orchestrator/core";
import type { Orchestrator } from "pm-orchestrator";
import { type Claim, claim, type Section } from "../page/section.js";
import { simulatedSession } from "../simulated/session.js";

const READS = 50;

const issues = (system: string, param: string, prefix: string) =>
  Array.from(
    { length: READS },
    (_, nth): GatherStep => ({
      system,
      operation: "get_issue",
      params: { [param]: `${prefix}-${nth + 1}` },
    }),
  );

/** Calls that the session really made, whatever its answers say: its fetch counts them. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const session = simulatedSession();
  const claims = [
    ...(await gathered(session, "jira", issues("jira", "issue_key", "TRAIN"))),
    ...(await gathered(session, "linear", issues("linear", "issue_id", "PSN"))),
    ...(await withOneMissing(session)),
    await delegates(session),
  ];
  await session.close();
  return {
    claims,
    tables: [],
    notes: [`${READS} reads each, at once, against simulators in process.`],
    broken: [],
  };
}

async function gathered(session: Orchestrator, system: string, operations: GatherStep[]): Promise<Claim[]> {
  const { metadata } = await session.lazyGatherContext({ operations });
  return [
    claim(`${READS} ${system} get_issue in one gather: upstream calls`, count(metadata.api_calls), {
      atMost: 1,
    }),
    claim(`… and those that failed`, count(metadata.operations_failed), { atMost: 0 }),
  ];
}

async function withOneMissing(session: Orchestrator): Promise<Claim[]> {
  const operations = issues("jira", "issue_key", "TRAIN").map((step, nth) =>
    nth === 7 ? { ...step, params: { issue_key: "TRAIN-99999" } } : step,
  );
  const { metadata } = await session.lazyGatherContext({ operations });
  return [
    claim("one of them missing: upstream calls", count(metadata.api_calls), { atMost: 1 }),
    claim("… and those that failed", count(metadata.operations_failed), { atMost: 1 }),
  ];
}

async function delegates(session: Orchestrator): Promise<Claim> {
  const answers = await Promise.all(
    Array.from({ length: READS }, () =>
      session.smartDelegate({ system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } }),
    ),
  );
  const calls = answers.reduce((sum, { metadata }) => sum + metadata.mcp_calls, 0);
  return claim(`${READS} identical delegates at once: upstream calls`, count(calls), { atMost: 1 });
}

const count = (measured: number) => ({ measured, unit: "" });
