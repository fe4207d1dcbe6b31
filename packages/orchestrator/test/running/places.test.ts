import { createScheduler } from "@pm-orchestrator/planner/scheduler";
import { expect, it } from "vitest";
import { slotOfAll } from "../../src/running/many.js";
import { Slots } from "../../src/running/slots.js";

/** A run with one place and two steps, of which `a` has started. */
function run() {
  const step = (id: string) => ({ id, system: "box", dependencies: [], references: [], remaining_ms: 1 });
  const scheduler = createScheduler({ steps: [step("a"), step("b")], caps: { global: 1 } });
  const started: string[] = [];
  const slots: Slots = new Slots(scheduler, () => {
    for (const id of scheduler.start()) if (!slots.goOn(id)) started.push(id);
  });
  const own = new AbortController();
  scheduler.start();
  const slot = slots.of("a", own.signal);
  const advance = () => {
    for (const id of scheduler.start()) slots.goOn(id);
  };
  return { scheduler, started, own, slot, advance };
}

const free = () => new AbortController().signal;

it("a merged call goes on with the first place that one of its runs has for it", async () => {
  const [first, second] = [run(), run()];
  const both = slotOfAll([
    { signal: first.own.signal, slot: first.slot },
    { signal: second.own.signal, slot: second.slot },
  ]);
  both.leave();
  expect([first.started, second.started]).toEqual([["b"], ["b"]]);
  const back = both.comeBack(free());
  first.scheduler.finish("b", "succeeded");
  first.advance();
  await back;
  expect(first.scheduler.state("a")).toBe("running");
  // The second run has no place yet: it was asked for one, and can wait for it again.
  both.leave();
  const again = both.comeBack(free());
  second.scheduler.finish("b", "succeeded");
  second.advance();
  await again;
  expect([first.scheduler.state("a"), second.scheduler.state("a")]).toEqual(["running", "running"]);
});

it("neither does it take the place of a step that has ended, nor wait when nobody is left", async () => {
  const [first, second] = [run(), run()];
  const both = slotOfAll([
    { signal: first.own.signal, slot: first.slot },
    { signal: second.own.signal, slot: second.slot },
  ]);
  both.leave();
  first.own.abort();
  first.slot.end();
  let isBack = false;
  const back = both.comeBack(free()).then(() => {
    isBack = true;
  });
  await Promise.resolve().then(() => {});
  expect(isBack).toBe(false);
  second.scheduler.finish("b", "succeeded");
  second.advance();
  await back;
  expect(isBack).toBe(true);
  second.own.abort();
  await both.comeBack(free());
});

it("a place that is free is there again at once, as often as it is left", async () => {
  const { scheduler, slot, advance } = run();
  slot.leave();
  scheduler.finish("b", "succeeded");
  for (let time = 0; time < 3; time += 1) {
    await slot.comeBack(free());
    expect(scheduler.state("a")).toBe("running");
    slot.leave();
    expect(scheduler.state("a")).toBe("suspended");
    advance();
  }
});
