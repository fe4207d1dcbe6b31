/** What the checks need to know of an operation: a part of core's definition. */
export interface CheckedOperation {
  readonly upstream: readonly string[];
  readonly example: Readonly<Record<string, unknown>>;
  readonly params: { readonly shape: Readonly<Record<string, unknown>> };
  /** `shape` where it is an object. */
  readonly result: { parse(data: unknown): unknown; readonly shape?: Readonly<Record<string, unknown>> };
}

/** What the checks need to know of an adapter: a part of core's definition. */
export interface CheckedAdapter {
  readonly kind: string;
  readonly operations: Readonly<Record<string, CheckedOperation>>;
}

/** Anything that runs operations, such as the kit's bench. */
export interface Runner {
  run(operation: string, params?: Record<string, unknown>): Promise<unknown>;
  /** Many like calls as one; one value or error for each. */
  runMany?(operation: string, calls: Record<string, unknown>[]): Promise<unknown[]>;
  /** Looks what became of a write. */
  reconcile?(operation: string, params?: Record<string, unknown>): Promise<unknown>;
}
