import { type GraphQLField, GraphQLObjectType, getNamedType, isLeafType, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { LEAVES } from "../../src/simulator/leaves/index.js";
import { schema as simulated } from "../../src/simulator/schema/index.js";
import { officialSchema } from "../official-schema.js";

/** Fields that are left out on purpose, and why. One that need not be here makes the check fail. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "Query._dummy": "A placeholder, which says nothing of anything.",
};

const official = officialSchema();
const types = Object.values(simulated.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__"),
);

type Field = Pick<GraphQLField<unknown, unknown>, "type" | "args" | "deprecationReason" | "description">;

/** Whether anybody may ask for a field as it stands, and gets a value that leads nowhere. */
function isPublicLeaf({ type, args, deprecationReason, description }: Field): boolean {
  if (!isLeafType(getNamedType(type)) || deprecationReason != null) return false;
  if (/^\s*\[(?:internal|deprecated)\]/i.test(description ?? "")) return false;
  return args.every((arg) => arg.defaultValue !== undefined || !String(arg.type).endsWith("!"));
}

/** What the official type has and the simulated one has not, as `Type.field`. */
function gaps(type: GraphQLObjectType, model = official?.getType(type.name)): string[] {
  if (!isObjectType(model)) return [];
  const own = type.getFields();
  return Object.values(model.getFields())
    .filter((field) => isPublicLeaf(field) && own[field.name] === undefined)
    .map(({ name }) => `${type.name}.${name}`);
}

/** Exceptions for fields that are there, or that Linear does not have. */
function unneeded(leftOut: Readonly<Record<string, string>>): string[] {
  const missing = new Set(types.flatMap((type) => gaps(type)));
  return Object.keys(leftOut).filter((field) => !missing.has(field));
}

describe("the simulated types", () => {
  it.skipIf(official === undefined).each(types.map((type) => [type.name, type] as const))(
    "have every field of Linear's that leads nowhere: %s",
    (_name, type) => {
      expect(gaps(type).filter((field) => !(field in LEFT_OUT))).toEqual([]);
    },
  );

  it.skipIf(official === undefined)("leave nothing out without need", () => {
    expect(unneeded(LEFT_OUT)).toEqual([]);
  });

  it.skipIf(official === undefined)(
    "fail the check for a field too few, and for an exception too many",
    () => {
      const team = simulated.getType("Team") as GraphQLObjectType;
      const { color: _color, ...rest } = team.toConfig().fields;
      expect(gaps(new GraphQLObjectType({ ...team.toConfig(), fields: rest }))).toEqual(["Team.color"]);
      expect(unneeded({ "Team.color": "It is there.", "Team.nonsense": "It is nowhere." })).toEqual([
        "Team.color",
        "Team.nonsense",
      ]);
    },
  );

  it.each([...LEAVES].map(([name, leaves]) => [name, Object.keys(leaves)] as const))(
    "are told of nothing that they have no field for: %s",
    (name, leaves) => {
      const type = types.find((one) => one.name === name);
      expect(leaves.filter((leaf) => type?.getFields()[leaf] === undefined)).toEqual([]);
    },
  );

  const field = (more: Partial<Field> = {}): Field => ({
    type: simulated.getType("DateTime") as Field["type"],
    args: [],
    deprecationReason: undefined,
    description: "When it was last seen.",
    ...more,
  });
  it.each<[string, Partial<Field>, boolean]>([
    ["anybody's", {}, true],
    ["deprecated", { deprecationReason: "gone" }, false],
    ["deprecated in words", { description: "[DEPRECATED] The hash." }, false],
    ["internal", { description: "[Internal] When it was retired." }, false],
    ["experimental", { description: "[ALPHA] Whether it is on." }, true],
    ["an object", { type: simulated.getType("Team") as Field["type"] }, false],
  ])("are held to what is %s", (_name, more, expected) => {
    expect(isPublicLeaf(field(more))).toBe(expected);
  });
});
