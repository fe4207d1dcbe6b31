/** People of the Data Center in the tests: known by key, called by user name. */
export const ADA = {
  type: "known",
  userKey: "ff8080818a1b2c3d018a1b2c3d4e0001",
  username: "ada",
  displayName: "Ada King",
};
export const BOB = {
  type: "known",
  userKey: "ff8080818a1b2c3d018a1b2c3d4e0002",
  username: "bob",
  displayName: "Bob Ross",
};
export const PEOPLE = [ADA, BOB];

export type Person = typeof ADA;

export interface Version {
  number: number;
  when: string;
  by: Person;
  message?: string;
  minorEdit?: boolean;
}

/** Whatever has an id of its own: everything in a space is content of some type. */
export interface Thing {
  id: string;
  type: "page" | "blogpost" | "comment" | "attachment";
  title: string;
  status: string;
  space: string;
  text: string;
  /** The page above, the comment that it replies to. */
  parent?: string;
  /** What a comment or file stands on. */
  container?: string;
  version: Version;
  /** As it was, the oldest first. */
  old: { title: string; text: string; version: Version }[];
  labels: string[];
  extensions: Record<string, unknown>;
  bytes?: Uint8Array;
}

export interface World {
  things: Map<string, Thing>;
  spaces: { id: number; key: string; name: string; type: string; status: string; homepage?: string }[];
  restrictions: Record<"read" | "update", { users: Person[]; groups: string[] }>;
  nextId: number;
}

const AT = "2025-11-03T10:00:00.000+02:00";

export const IDS = {
  home: "100",
  guide: "101",
  child: "102",
  grandchild: "103",
  post: "110",
  footer: "120",
  inline: "121",
  resolved: "122",
  reply: "123",
  inlineReply: "124",
  file: "att130",
  picture: "att131",
} as const;

/** Two spaces, four pages in a line, one blog post, comments of every kind, two files. */
export function newWorld(): World {
  const things = new Map<string, Thing>();
  const add = (id: string, thing: Partial<Thing> & Pick<Thing, "type">) => {
    things.set(id, {
      id,
      title: `${thing.type} ${id}`,
      status: "current",
      space: "TECH",
      text: `<p>Text of ${id}.</p>`,
      version: { number: 1, when: AT, by: ADA },
      old: [],
      labels: [],
      extensions: thing.type === "page" ? { position: "none" } : {},
      ...thing,
    });
  };
  const comment = (id: string, thing: Partial<Thing>, extensions: Record<string, unknown>) =>
    add(id, { type: "comment", container: IDS.guide, title: "Re: Guide", extensions, ...thing });
  const resolution = (status: string) => ({ resolution: { status } });
  const selection = { inlineProperties: { originalSelection: "of 101", markerRef: "m-1" } };
  add(IDS.home, { type: "page", title: "Tech home" });
  add(IDS.guide, {
    type: "page",
    title: "Guide",
    parent: IDS.home,
    text: "<h2>Goal</h2><p>Tokens live <strong>15 minutes</strong>.</p>",
    labels: ["security", "jwt"],
    version: { number: 3, when: AT, by: BOB, message: "Shorter" },
    old: [
      { title: "Guide, draft", text: "<p>Tokens.</p>", version: { number: 1, when: AT, by: ADA } },
      {
        title: "Guide",
        text: "<p>Tokens live long.</p>",
        version: { number: 2, when: AT, by: ADA, message: "More", minorEdit: true },
      },
    ],
  });
  add(IDS.child, { type: "page", title: "Child", parent: IDS.guide });
  add(IDS.grandchild, { type: "page", title: "Grandchild", parent: IDS.child });
  add(IDS.post, { type: "blogpost", title: "News" });
  comment(IDS.footer, {}, { location: "footer", ...resolution("open") });
  comment(IDS.inline, {}, { location: "inline", ...selection, ...resolution("open") });
  comment(IDS.resolved, {}, { location: "resolved", ...selection, ...resolution("resolved") });
  comment(IDS.reply, { parent: IDS.footer }, { location: "footer" });
  comment(IDS.inlineReply, { parent: IDS.inline }, {});
  const file = (id: string, title: string, mediaType: string) => {
    const bytes = new TextEncoder().encode(`bytes of ${title}`);
    const extensions = { mediaType, fileSize: bytes.byteLength, comment: "as agreed" };
    add(id, { type: "attachment", title, container: IDS.guide, extensions, bytes });
  };
  file(IDS.file, "claims & more.json", "application/json");
  file(IDS.picture, "flow.png", "image/png");
  return {
    things,
    spaces: [
      { id: 1, key: "TECH", name: "Technology", type: "global", status: "current", homepage: IDS.home },
      { id: 2, key: "~ada", name: "Ada King", type: "personal", status: "current" },
    ],
    restrictions: { read: { users: [], groups: [] }, update: { users: [ADA], groups: ["editors"] } },
    nextId: 500,
  };
}
