import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Entries } from "../../../src/session/cache/entries.js";

const slot = { ttlMs: "session" as const, summary: "" };
const asker = { isRead: true, writes: () => 0 };

describe("Entries", () => {
  it("stays within its bytes, and keeps what was used last if it is not larger than all may be", () => {
    const entry = fc.record({ id: fc.nat({ max: 30 }).map(String), size: fc.nat({ max: 1500 }) });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (sets) => {
        const entries = new Entries(1000, 1000);
        for (const { id, size } of sets) {
          const value = "x".repeat(size);
          const bytes = entries.set(id, value, { slot, ageMs: 0 });
          expect(bytes).toBe(size + 2);
          expect(entries.bytes).toBeLessThanOrEqual(1000);
          const isKept = id.length + bytes + 1 <= 1000;
          expect(entries.get(id, asker)?.value).toBe(isKept ? value : undefined);
        }
      }),
    );
  });
});
