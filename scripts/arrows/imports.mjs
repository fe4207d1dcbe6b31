// Reads the imports of a TypeScript file with a parser: no comment or string fools it.
import { parseSync, Visitor } from "oxc-parser";

/**
 * Every import of a file: static, dynamic, re-export, `import type`, `import("…")` in types and `import.meta.resolve`.
 * A dynamic import whose name is computed is not listed: that is how adapters are loaded.
 */
export function importsOf(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const found = [];
  const add = (source, isType) => {
    if (typeof source?.value === "string") found.push({ specifier: source.value, isType });
  };
  new Visitor({
    ImportDeclaration: ({ source, importKind, specifiers }) =>
      add(
        source,
        importKind === "type" ||
          (specifiers.length > 0 && specifiers.every((one) => one.importKind === "type")),
      ),
    ExportNamedDeclaration: ({ source, exportKind }) => add(source, exportKind === "type"),
    ExportAllDeclaration: ({ source, exportKind }) => add(source, exportKind === "type"),
    ImportExpression: ({ source }) => add(source, false),
    TSImportType: ({ source, argument }) => add(source ?? argument?.literal ?? argument, true),
  }).visit(program);
  return found;
}
