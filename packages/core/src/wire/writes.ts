/** A write that a request holds, with exactly the params that were submitted: what somebody consents to. */
export interface ProposedWrite {
  id: string;
  system: string;
  operation: string;
  effect: "write" | "destructive";
  params: Readonly<Record<string, unknown>>;
  /** Whether the policy allows it by itself (`writes: allow`), so that nobody need be asked. */
  allowed: boolean;
}
