import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cannedBody } from "../overhead/canned-jira.js";
import { untilReleased } from "./until-released.js";

// Serves a Jira that always answers the same over loopback HTTP.
const server = createServer((request, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end(cannedBody(request.url ?? "/"));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
await untilReleased();
server.close();
server.closeAllConnections();
