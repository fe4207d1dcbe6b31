import { createHash } from "node:crypto";

/**
 * How a step mints its ids: from what makes the step itself and from what the id is for. So the same step gives the same
 * ids wherever and however often it is executed.
 */
export function mintFor(step: string): (purpose: string) => string {
  return (purpose) => {
    const bytes = createHash("sha256").update(`${step}\0${purpose}`).digest().subarray(0, 16);
    // Version 4, variant 1: what vendors accept as an id of ours.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
}
