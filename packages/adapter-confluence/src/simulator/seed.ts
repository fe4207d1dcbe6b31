import type { World } from "@pm-orchestrator/simulator";
import { editorText } from "./editor.js";
import { seedAttachments } from "./seed-attachments.js";
import { GROUPS, seedTasks, TEMPLATES } from "./seed-extras.js";
import { accountId, type ConfluenceState, type SimComment, type SimPage, type SimSpace } from "./state.js";
import { STORY, type StoryPage } from "./story.js";

const FOUNDED = "2023-01-09T09:00:00.000Z";
const FIRST_DAY = Date.UTC(2024, 0, 8, 8);
const HOUR = 3_600_000;

const SUBJECTS = [
  "Booking",
  "Seat reservations",
  "Timetable import",
  "Payments",
  "Push messages",
  "Search",
  "Sessions",
];
const KINDS = ["release notes", "runbook", "meeting notes", "how-to", "incident report"];

/** The pages around the story: enough to page through. */
const BULK_PAGES = { TECH: 300, OPS: 60 } as const;

/** The world that the simulated Confluence starts with, always the same. */
export function seedConfluence(world: World): ConfluenceState {
  let lastId = 98_304;
  const nextId = () => {
    lastId += 32;
    return String(lastId);
  };
  const pages = new Map<string, SimPage>();
  const add = (page: Partial<SimPage> & Pick<SimPage, "space" | "title" | "author" | "created">): SimPage => {
    const { author, created, title, body = "" } = page;
    const made: SimPage = {
      id: nextId(),
      parent: null,
      type: "page",
      status: "current",
      position: pages.size,
      body,
      versions: [{ number: 1, author, created, message: "", title, body }],
      labels: [],
      comments: [],
      likes: [],
      ...page,
    };
    pages.set(made.id, made);
    return made;
  };

  const spaces = SPACES(world.me.handle).map((space, index): SimSpace => {
    const id = String(65_538 + index * 2);
    const title = space.key === "TECH" ? "Technical documentation" : `${space.name} Home`;
    const home = add({
      space: id,
      title,
      author: space.author,
      created: FOUNDED,
      body: editorText(`<p>Welcome to ${space.name}.</p>`, space.key),
    });
    return { ...space, id, created: FOUNDED, homepage: home.id };
  });

  const home = (key: string) => spaces.find((space) => space.key === key);
  for (const page of STORY) add({ ...fromStory(page, pages, nextId), space: home("TECH")?.id ?? "" });
  for (const [key, count] of Object.entries(BULK_PAGES)) {
    const space = home(key);
    for (let number = 1; number <= count; number++) {
      add({ ...bulkPage(world, number), space: space?.id ?? "", parent: space?.homepage ?? null });
    }
  }
  add({
    space: home("TECH")?.id ?? "",
    type: "blogpost",
    title: "JWT authentication is coming",
    author: "elena",
    created: "2025-11-12T09:00:00.000Z",
    labels: ["announcement"],
    body: editorText("<p>From January on partners can sign in to the public API with JWT.</p>", "coming"),
  });
  const archive = add({
    space: home("TECH")?.id ?? "",
    parent: home("TECH")?.homepage ?? null,
    type: "folder",
    title: "Archive",
    author: "jonas",
    created: "2025-11-20T09:00:00.000Z",
  });
  add({
    space: archive.space,
    parent: archive.id,
    title: "Passwords of the old portal",
    author: "jonas",
    created: "2025-11-20T09:05:00.000Z",
    body: editorText("<p>Switched off since 2023.</p>", "passwords"),
  });
  const attachments = seedAttachments(pages, nextId);
  const tasks = seedTasks(pages, nextId);
  add({
    space: archive.space,
    parent: archive.parent,
    type: "whiteboard",
    title: "Login flow, sketched",
    author: "maya",
    created: "2025-11-21T13:00:00.000Z",
  });
  return {
    world,
    spaces,
    pages,
    attachments,
    templates: TEMPLATES,
    tasks,
    groups: GROUPS,
    restrictions: new Map(),
    nextId,
  };
}

/** Two spaces have one name, on purpose; one may only be read. */
function SPACES(me: string): Omit<SimSpace, "id" | "created" | "homepage">[] {
  const space = (key: string, name: string, author: string) =>
    ({ key, name, author, type: "global", readOnly: false }) as const;
  return [
    space("TECH", "Tech Docs", "jonas"),
    space("OPS", "Operations", "liam"),
    { ...space("LEGAL", "Legal", "elena"), readOnly: true },
    space("HB1", "Team Handbook", "jonas"),
    space("HB2", "Team Handbook", "noor"),
    { ...space(`~${accountId(me)}`, "Maya Lindqvist", me), type: "personal" },
  ];
}

function fromStory(page: StoryPage, pages: ReadonlyMap<string, SimPage>, nextId: () => string) {
  const { title, under, author, created, updated, edits, labels, comments = [] } = page;
  const body = editorText(page.body, title);
  const [from, to] = [Date.parse(created), Date.parse(updated)];
  const ids = comments.map(nextId);
  return {
    title,
    author,
    created,
    body,
    labels: [...labels],
    parent: [...pages.values()].find((other) => other.title === under)?.id ?? null,
    versions: Array.from({ length: edits + 1 }, (_, index) => ({
      number: index + 1,
      author,
      created: new Date(edits === 0 ? to : from + ((to - from) * index) / edits).toISOString(),
      message: index === 0 ? "" : "Review",
      title,
      body:
        index === edits
          ? body
          : `${editorText(`<p>Draft ${index + 1}, not yet agreed.</p>`, "draft")}${body}`,
    })),
    comments: comments.map(({ author, created, body, selection, repliesTo }, index): SimComment => {
      const [id = "", parent = null] = [ids[index], repliesTo === undefined ? null : ids[repliesTo]];
      const kind = selection === undefined ? "footer" : "inline";
      return {
        id,
        kind,
        parent,
        author,
        created,
        body,
        version: 1,
        selection: selection ?? "",
        resolved: false,
      };
    }),
    likes: [...new Set(comments.map((comment) => comment.author))],
  };
}

function bulkPage(world: World, number: number) {
  const subject = pick(SUBJECTS, number);
  const kind = pick(KINDS, number * 3);
  const author = pick(world.people, number).handle;
  const created = new Date(FIRST_DAY + number * 29 * HOUR).toISOString();
  return {
    title: `${subject} ${kind} ${number}`,
    author,
    created,
    body: editorText(
      `<p>${subject}, ${kind} number ${number}.</p><p>Written after the planning of week ${(number % 52) + 1}.</p>`,
      `${number}`,
    ),
    labels: number % 3 === 0 ? [kind.replaceAll(" ", "-")] : [],
  };
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}
