/**
 * A GraphQL document. Its text is constant: what a caller gives travels in variables only, so nothing that was typed
 * or fetched can change what is asked.
 *
 * `Data` is what comes back, for the type system alone; as vendors' replies are read forgivingly, everything in it is
 * optional.
 */
export interface GraphqlDocument<Data> {
  readonly text: string;
  /** Whether sending it can change anything: the loss of a query's answer is no unknown outcome. */
  readonly writes: boolean;
  /** Never there. */
  readonly data?: Data;
}

export function query<Data>(text: string): GraphqlDocument<Data> {
  return { text, writes: false };
}

export function mutation<Data>(text: string): GraphqlDocument<Data> {
  return { text, writes: true };
}
