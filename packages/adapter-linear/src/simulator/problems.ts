import { GraphQLError } from "graphql";

/** A refusal as Linear words it: `message` for developers, `shown` for people. */
function refusal(message: string, shown: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      type: "invalid input",
      code: "INPUT_ERROR",
      statusCode: 400,
      userError: true,
      userPresentableMessage: shown,
    },
  });
}

/** What Linear says of an id that leads nowhere. `entity` is the name of its type. */
export function entityNotFound(entity: string): GraphQLError {
  return refusal(`Entity not found: ${entity}`, `Could not find referenced ${entity}.`);
}

/** What Linear says of a value that it does not take. */
export function invalidInput(shown: string): GraphQLError {
  return refusal("Argument Validation Error", shown);
}

/** What Linear says of an id, or a name, that is taken. */
export function conflict(entity: string, shown = `A ${entity} with this id already exists.`): GraphQLError {
  return refusal(`conflict on insert of ${entity}`, shown);
}
