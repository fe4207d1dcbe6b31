import { describe, expect, it } from "vitest";
import { nextAddress, uploadAddress } from "../../src/http/redirect.js";
import { clientFor, failureOf, SECRET } from "./client-bench.js";
import { loopback } from "./server.js";

const download = { method: "GET", path: "/files/1", expects: "bytes" } as const;
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);

describe("a file", () => {
  it("comes as the bytes that were sent, whatever they are", async () => {
    const { url } = await loopback((outgoing) =>
      outgoing.writeHead(200, { "content-type": "image/png" }).end(png),
    );
    const { body, headers } = await clientFor(url).send(download);
    expect(Buffer.from(body as Uint8Array)).toEqual(png);
    expect(headers.get("content-type")).toBe("image/png");
  });

  it("is followed to another address of the vendor with the credentials, and elsewhere without them", async () => {
    const elsewhere = await loopback((outgoing) => outgoing.writeHead(200).end(png));
    const vendor = await loopback((outgoing, { url }) => {
      if (url === "/files/1") return void outgoing.writeHead(302, { location: "/media/1" }).end();
      outgoing.writeHead(303, { location: `${elsewhere.url}/bucket/1` }).end();
    });
    const { send, meter } = clientFor(vendor.url);
    expect(Buffer.from((await send(download)).body as Uint8Array)).toEqual(png);
    expect(vendor.arrived.map(({ headers }) => headers.authorization)).toEqual([SECRET, SECRET]);
    expect(elsewhere.arrived).toHaveLength(1);
    expect(elsewhere.arrived[0]?.headers.authorization).toBeUndefined();
    expect(meter.begun).toBe(1);
  });

  it("is given up when its redirects go in a circle", async () => {
    const { url, arrived } = await loopback((outgoing) =>
      outgoing.writeHead(302, { location: "/files/1" }).end(),
    );
    expect((await failureOf(clientFor(url).send(download))).message).toContain("redirects");
    expect(arrived.length).toBeLessThan(10);
  });

  it("is refused while it arrives when it is larger than allowed", async () => {
    const { url } = await loopback((outgoing) => outgoing.writeHead(200).end(Buffer.alloc(2000)));
    expect((await failureOf(clientFor(url).send({ ...download, largestBytes: 1000 }))).message).toContain(
      "1000 bytes",
    );
  });

  it("is the only thing that is followed at all", async () => {
    const elsewhere = await loopback((outgoing) => outgoing.end());
    const { url } = await loopback((outgoing) => outgoing.writeHead(302, { location: elsewhere.url }).end());
    await failureOf(clientFor(url).send({ ...download, expects: "json" }));
    expect(elsewhere.arrived).toEqual([]);
  });

  it("goes up as a form with parts", async () => {
    const { url, arrived } = await loopback((outgoing) => outgoing.writeHead(204).end());
    const multipart = new FormData();
    multipart.append("file", new Blob([png], { type: "image/png" }), "a.png");
    await clientFor(url, { effect: "write" }).send({
      method: "POST",
      path: "/files",
      multipart,
      expects: "nothing",
    });
    expect(arrived[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(arrived[0]?.body).toContain('name="file"; filename="a.png"');
  });

  it("goes up as it is", async () => {
    const { url, arrived } = await loopback((outgoing) => outgoing.writeHead(200).end());
    const call = {
      method: "PUT",
      path: "/u",
      bytes: Buffer.from("text"),
      headers: { "content-type": "text/plain" },
    } as const;
    await clientFor(url, { effect: "write" }).send(call);
    expect(arrived[0]).toMatchObject({
      body: "text",
      headers: { "content-type": "text/plain", "content-length": "4" },
    });
  });
});

describe("a redirect of a file", () => {
  const follow = (location: string | null, base = "https://api.example.com/v1") =>
    nextAddress(new URL(`${base}/files/1`), location, base);

  it.each([
    ["/media/2", "https://api.example.com/media/2", true],
    ["https://bucket.example.net/2?sig=x", "https://bucket.example.net/2?sig=x", false],
  ])("may lead to %s", (location, href, withCredentials) => {
    expect(follow(location)).toMatchObject({ url: expect.objectContaining({ href }), withCredentials });
  });

  it.each([
    null,
    "http://bucket.example.net/2",
    "file:///etc/passwd",
    "https://localhost/2",
    "https://localhost./2",
    "https://metadata.google.internal./",
    "https://127.0.0.1/2",
    "https://169.254.169.254/latest/meta-data",
    "https://10.1.2.3/",
    "https://192.168.1.1/",
    "https://172.20.0.1/",
    "https://100.64.0.1/",
    "https://[::1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://metadata.google.internal/",
    "https://intranet/",
    "https://2130706433/",
    "https://0x7f.1/",
  ])("may not lead to %s", (location) => {
    expect(follow(location)).toBeUndefined();
  });
});

describe("an address for an upload", () => {
  it.each([
    ["https://files.example.com/u/1", "https://api.example.com", true],
    ["https://api.example.com/u/1", "https://api.example.com", true],
    ["http://files.example.com/u/1", "https://api.example.com", false],
    ["https://10.0.0.1/u/1", "https://api.example.com", false],
    ["https://metadata.google.internal/", "https://api.example.com", false],
    ["http://127.0.0.1:4010/slack/u/1", "http://127.0.0.1:4010/slack", true],
    ["not a URL", "also none", false],
  ])("%s of %s may be used: %s", (given, base, may) => {
    expect(uploadAddress(given, base) !== undefined).toBe(may);
  });
});
