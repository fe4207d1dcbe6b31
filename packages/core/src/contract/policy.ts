/** What may be written. Enforced in the engine, for every face alike. */
export interface Policy {
  /** No write leaves the process, whatever else is said. Default false. */
  read_only?: boolean;
  systems?: Record<string, SystemPolicy>;
}

export interface SystemPolicy {
  /** Default `allow`. (`confirm` arrives with issue 5.) */
  writes?: "allow" | "deny";
}
