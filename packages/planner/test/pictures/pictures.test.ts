import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlan, type Plan, type PlanStep } from "../../src/index.js";
import {
  type PicturedRun,
  type PicturedStep,
  planToMermaid,
  planToSvg,
  runToSvg,
} from "../../src/pictures/index.js";

const STEPS: PlanStep[] = [
  { id: "get_jira", system: "jira", operation: "get_issue" },
  {
    id: "create_linear",
    system: "linear",
    operation: "create_issue",
    params: { title: "${{ steps.get_jira.data.summary }}" },
  },
  { id: "post_slack", system: "slack", operation: "post_message", depends_on: ["create_linear"] },
  { id: "search", system: "confluence", operation: "search_pages" },
  { id: "late", system: "jira", operation: "add_comment", depends_on: ["post_slack", "search"] },
];

function planOf(steps: PlanStep[]): Plan {
  const { plan } = createPlan(steps, { expectedMs: () => 400 });
  if (plan === undefined) throw new Error("There is no plan.");
  return plan;
}

function runOf(
  plan: Plan,
  change: (step: PicturedStep, index: number) => Partial<PicturedStep> = () => ({}),
): PicturedRun {
  const steps = plan.steps.map((step, index): PicturedStep => {
    const drawn = {
      ...step,
      status: "succeeded" as const,
      start_ms: (step.phase - 1) * 400,
      end_ms: step.phase * 400,
    };
    return { ...drawn, ...change(drawn, index) };
  });
  return { steps, total_ms: plan.phases.length * 400, critical_path: plan.critical_path };
}

/** Checks that tags are closed in order and nothing stands unescaped; gives the texts. */
function readXml(xml: string): string[] {
  const open: string[] = [];
  const texts: string[] = [];
  const token =
    /<(\/?)([a-zA-Z]+)((?: [a-zA-Z0-9:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|([^<]+)/gy;
  let end = 0;
  for (let match = token.exec(xml); match !== null; match = token.exec(xml)) {
    end = token.lastIndex;
    const [, closing, name = "", , empty, text] = match;
    if (text !== undefined) {
      expect(text.replace(/&(?:amp|lt|gt|quot|#39);/g, "")).not.toMatch(/[&<>]/);
      if (text.trim() !== "") texts.push(text);
    } else if (closing === "/") expect(open.pop()).toBe(name);
    else if (empty !== "/") open.push(name);
  }
  expect(end).toBe(xml.length);
  expect(open).toEqual([]);
  return texts;
}

/** Every number in the picture is one. */
function expectSound(svg: string): void {
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
}

const HOSTILE = [
  `"]; click n0 "javascript:alert(1)"`,
  "<script>alert(1)</script>",
  "a & b",
  "end",
  "`#quot;`",
  "1. list",
  "\u0000\ud800'",
  "--> n1",
];

describe("planToMermaid", () => {
  it("shows phases, steps, edges and the critical path", () => {
    const lines = planToMermaid(planOf(STEPS))
      .split("\n")
      .map((line) => line.trim());
    expect(lines[0]).toBe("flowchart LR");
    expect(lines).toContain('subgraph phase1["Phase 1"]');
    expect(lines).toContain('n1["create_linear<br/>linear create_issue<br/>400 ms"]:::system1');
    expect(lines).toContain("n0 ==> n1");
    expect(lines).toContain("n3 -.-> n4");
    expect(lines).toContain("class n0,n1,n2,n4 critical");
  });

  it("draws data that is off the critical path as a solid arrow", () => {
    const steps = [
      ...STEPS,
      { id: "copy", system: "jira", operation: "x", params: { a: "${{ steps.search.data.b }}" } },
    ];
    expect(planToMermaid(planOf(steps))).toContain("n3 --> n5");
  });

  it("lets no text be read as syntax", () => {
    const steps = HOSTILE.map((text, index) => ({ id: `${text}${index}`, system: text, operation: text }));
    const mermaid = planToMermaid(planOf(steps));
    for (const line of mermaid.split("\n")) {
      const node = /^ {4}n\d+\["(.*)"\]:::system\d+$/.exec(line);
      if (node === null)
        expect(line).toMatch(/^(flowchart LR| {2}(subgraph|end|classDef|class) ?[\w"[\]#:, -]*|)$/);
      else expect(node[1]?.replaceAll("<br/>", "")).toMatch(/^(?:[A-Za-z0-9 _-]|#\d+;)*$/);
    }
    expect(planToMermaid(planOf([{ id: "__proto__", system: "s", operation: "get_x" }]))).toContain(
      "#95;#95;proto#95;#95;<br/>s get_x",
    );
  });

  it("draws nothing for nothing", () => {
    expect(planToMermaid(planOf([]))).toBe("flowchart LR\n");
  });
});

describe("planToSvg", () => {
  it("shows the title, phases, steps, durations and a legend", () => {
    const svg = planToSvg(planOf(STEPS), { title: "Jira & Linear" });
    const texts = readXml(svg);
    for (const text of [
      "Jira &amp; Linear",
      "PHASE 4",
      "create_linear",
      "linear · create_issue",
      "400 ms",
      "critical path",
      "order only",
    ]) {
      expect(texts).toContain(text);
    }
    expect(svg.match(/critical-arrow\)/g)).toHaveLength(3);
    expect(svg).not.toContain("http://www.w3.org/1999/xlink");
    expectSound(svg);
  });

  it("keeps the boxes of a phase apart", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 15 }),
        (lists) => {
          const steps = lists.map((list, index) => ({
            id: `s${index}`,
            system: "jira",
            operation: "get_issue",
            depends_on: index === 0 ? [] : list.map((n) => `s${n % index}`),
          }));
          const svg = planToSvg(planOf(steps));
          expectSound(svg);
          const boxes = [...svg.matchAll(/<g transform="translate\(([\d.]+) ([\d.]+)\)"><title>s/g)];
          expect(boxes).toHaveLength(steps.length);
          const places = boxes
            .map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
            .sort((a, b) => a.x - b.x || a.y - b.y);
          for (const [index, place] of places.entries()) {
            const before = places[index - 1];
            if (before?.x === place.x) expect(place.y - before.y).toBeGreaterThanOrEqual(62 + 18 - 0.02);
          }
          expect(planToSvg(planOf(steps))).toBe(svg);
        },
      ),
    );
  });

  it("draws nothing, and a thousand steps", () => {
    readXml(planToSvg(planOf([])));
    const chain = Array.from({ length: 1000 }, (_, n) => ({
      id: `s${n}`,
      system: `system${n % 20}`,
      operation: "x",
      depends_on: n === 0 ? [] : ["s0", `s${n - 1}`],
    }));
    expectSound(planToSvg(planOf(chain)));
  });
});

describe("runToSvg", () => {
  it("shows times, statuses and what running in sequence would have taken", () => {
    const run = runOf(
      planOf(STEPS),
      (_, index) =>
        [
          {},
          { status: "failed" as const },
          { status: "skipped" as const, start_ms: null, end_ms: null },
          { cached: true },
          {},
        ][index] ?? {},
    );
    const svg = runToSvg({ ...run, title: "A run", sequential_would_be_ms: 2430 });
    const texts = readXml(svg);
    for (const text of [
      "A run",
      "1.6 s",
      "2.43 s one after another",
      "failed · 400 ms",
      "400 ms · cached",
      "skipped",
      "PHASE 1",
      "5 steps · 4 phases · 3 succeeded",
    ]) {
      expect(texts).toContain(text);
    }
    expectSound(svg);
    expect(runToSvg({ ...run, title: "A run", sequential_would_be_ms: 2430 })).toBe(svg);
  });

  it("places bars in proportion to time", () => {
    const bars = [
      ...runToSvg(runOf(planOf(STEPS))).matchAll(
        /<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="26"/g,
      ),
    ];
    const [jira, linear] = bars.map(([, x, width]) => ({ x: Number(x), width: Number(width) }));
    if (jira === undefined || linear === undefined) throw new Error("Bars are missing.");
    expect(bars).toHaveLength(5);
    expect(linear.width).toBeCloseTo(jira.width, 1);
    expect(linear.x).toBeCloseTo(jira.x + jira.width, 1);
  });

  it("draws whatever it is given", () => {
    const time = fc.option(fc.double({ min: -10, max: 1e7, noNaN: true }), { nil: null });
    const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }));
    const step = fc.record({
      id: text,
      system: text,
      operation: text,
      phase: fc.integer({ min: 1, max: 4 }),
      status: fc.constantFrom(
        "succeeded" as const,
        "failed" as const,
        "skipped" as const,
        "cancelled" as const,
        "unknown" as const,
      ),
      start_ms: time,
      end_ms: time,
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 6 }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        (steps, total) => {
          const svg = runToSvg({ steps, total_ms: total, critical_path: steps.map(({ id }) => id) });
          readXml(svg);
          expect(svg).not.toMatch(/[^\P{Cc}\t\n\r]/u);
        },
      ),
    );
  });

  it("keeps labels inside of the picture", () => {
    const plan = planOf(STEPS);
    const svg = runToSvg(runOf(plan, () => ({ status: "cancelled", start_ms: 1590, end_ms: 1600 })));
    const outside = [...svg.matchAll(/<text ([^>]*)>cancelled · 10 ms</g)];
    expect(outside).toHaveLength(5);
    for (const [, attributes] of outside) expect(attributes).toContain('text-anchor="end"');
  });
});
