import { createHash } from "node:crypto";

/**
 * A text as Confluence's editor stores it. What the world's pages say is written here without the marks that the editor
 * puts on everything to find it again, which pages of the Cloud have down to the cells of a table: `local-id` on blocks
 * and items, `ac:local-id` on tables, rows, cells and macros, `ac:macro-id`, ids of task lists and
 * tasks, and the layout of tables and of macros without a body. `about` tells the marks of one page from another's;
 * the same text of the same page has the same ones in every version.
 */
export function editorText(storage: string, about: string): string {
  let count = 0;
  const digest = () => {
    count += 1;
    return createHash("sha256").update(`${about}:${count}`).digest("hex");
  };
  const id = () => digest().slice(0, 12);
  const uuid = () => digest().replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
  return storage
    .split(CODE)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part.replace(MARKED, (tag, name: string, attributes = "", end: string) => {
        switch (name) {
          case "ol":
            return `<ol start="1" local-id="${id()}"${end}`;
          case "table":
            return `<table data-table-width="760" data-layout="default" ac:local-id="${id()}"${end}`;
          case "tr":
          case "th":
          case "td":
            return `<${name} ac:local-id="${id()}"${end}`;
          case "ac:structured-macro": {
            const layout = end === " />" ? ' data-layout="default"' : "";
            return `<${name}${attributes}${layout} ac:local-id="${id()}" ac:macro-id="${uuid()}"${end}`;
          }
          case "ac:task-list":
            return `<${name} ac:task-list-id="${id()}"${end}`;
          case "/ac:task-id":
            return `${tag}<ac:task-uuid>${id()}</ac:task-uuid>`;
          case "ac:task-body":
            return `${tag}<span class="placeholder-inline-tasks">`;
          case "/ac:task-body":
            return `</span>${tag}`;
          default:
            return `<${name} local-id="${id()}"${end}`;
        }
      });
    })
    .join("");
}

/** The text of code is nobody's markup. */
const CODE = /(<!\[CDATA\[.*?\]\]>)/s;

const MARKED =
  /<(p|h[1-6]|[uo]l|li|table|tr|t[hd]|ac:structured-macro|ac:task-list|\/ac:task-id|\/?ac:task-body)((?: [\w:-]+="[^"]*")*)( \/>|>)/g;
