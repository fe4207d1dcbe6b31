import type { VendorConnection, VendorCycle } from "../vendor.js";
import { query } from "./document.js";
import { PAGE } from "./fields.js";

/** The cycles of a team, the latest first. */
export const LIST_CYCLES = query<{ cycles?: VendorConnection<VendorCycle> }>(`
  query ListCycles($filter: CycleFilter!, $first: Int!, $after: String) {
    cycles(filter: $filter, first: $first, after: $after) {
      nodes { id number name startsAt endsAt progress isActive isNext isPrevious }
      ${PAGE}
    }
  }
`);
