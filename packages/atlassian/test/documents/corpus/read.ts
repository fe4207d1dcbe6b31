import { readdirSync, readFileSync } from "node:fs";

export interface Fixture {
  name: string;
  text: string;
}

/** The files of one folder of the corpus, by name. */
export function corpus(folder: "markdown" | "storage"): Fixture[] {
  const place = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(place)
    .sort()
    .map((file) => ({ name: file.replace(/\.\w+$/, ""), text: readFileSync(new URL(file, place), "utf8") }));
}

/** A page of the corpus: the heading of one section, and its source in three parts. */
export interface PageFixture {
  name: string;
  heading: string;
  /** Up to the content of the section. */
  before: string;
  /** The content, which is between ⟦ and ⟧ in the file. */
  section: string;
  after: string;
  page: string;
}

export function pageCorpus(): PageFixture[] {
  return corpus("storage").map(({ name, text }) => {
    const line = text.indexOf("\n");
    const [before = "", rest = ""] = text.slice(line + 1).split("⟦");
    const [section = "", after = ""] = rest.split("⟧");
    return { name, heading: text.slice(0, line), before, section, after, page: before + section + after };
  });
}
