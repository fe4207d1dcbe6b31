import type { LinearClient, Variables } from "../client.js";
import type { GraphqlDocument } from "../documents/document.js";
import type { VendorConnection } from "../vendor.js";

/** Every node of a connection, page by page; a name can be matched only against all of them. */
export async function allNodes<Data, Node>(
  linear: LinearClient,
  document: GraphqlDocument<Data>,
  reading: { variables?: Variables; connection(data: Data): VendorConnection<Node> | undefined },
): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null | undefined;
  do {
    const data = await linear.ask(document, { ...reading.variables, after });
    const { nodes: more = [], pageInfo } = reading.connection(data) ?? {};
    nodes.push(...more);
    after = pageInfo?.hasNextPage === true ? pageInfo.endCursor : undefined;
  } while (after);
  return nodes;
}
