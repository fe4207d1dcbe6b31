import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isRequiredInputField,
} from "graphql";
import { describe, expect, it } from "vitest";
import { schema as simulated } from "../../src/simulator/schema/index.js";
import { officialSchema } from "../official-schema.js";

const official = officialSchema();
const types = Object.values(simulated.getTypeMap()).filter(({ name }) => !name.startsWith("__"));

/** Everything in which a simulated type says something else than the official one. */
function differences(type: GraphQLNamedType): string[] {
  const model = official?.getType(type.name);
  if (model === undefined) return [`${type.name} is not there`];
  if (model.constructor !== type.constructor) return [`${type.name} is of another kind`];
  if (isEnumType(type) && isEnumType(model)) {
    return type
      .getValues()
      .flatMap(({ name }) => (model.getValue(name) ? [] : [`${type.name}.${name} is not there`]));
  }
  if (isInputObjectType(type) && isInputObjectType(model)) {
    const missing = Object.values(model.getFields()).filter(
      (field) => isRequiredInputField(field) && !type.getFields()[field.name],
    );
    return [
      ...missing.map(({ name }) => `${type.name}.${name} is required`),
      ...Object.values(type.getFields()).flatMap((field) =>
        unlike(`${type.name}.${field.name}`, field, model.getFields()[field.name]),
      ),
    ];
  }
  if (!isObjectType(type) || !isObjectType(model)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const like = model.getFields()[field.name];
    const where = `${type.name}.${field.name}`;
    return [
      ...unlike(where, field, like),
      ...field.args.flatMap((arg) =>
        unlike(
          `${where}(${arg.name})`,
          arg,
          like?.args.find(({ name }) => name === arg.name),
        ),
      ),
    ];
  });
}

function unlike(where: string, own: { type: unknown }, model: { type: unknown } | undefined): string[] {
  if (model === undefined) return [`${where} is not there`];
  return String(own.type) === String(model.type) ? [] : [`${where} is ${own.type}, officially ${model.type}`];
}

describe("the simulated schema", () => {
  it.skipIf(official === undefined).each(types.map((type) => [type.name, type] as const))(
    "is a part of Linear's: %s",
    (_name, type) => {
      expect(differences(type)).toEqual([]);
    },
  );
});
