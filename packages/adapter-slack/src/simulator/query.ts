import { containsAllWords, type World, wordsOf } from "@pm-orchestrator/simulator";
import type { SimChannel, SimFile, SimMessage } from "./state.js";
import { userId } from "./views.js";

type Test = (channel: SimChannel, message: SimMessage) => boolean;

const PART = /(-?)(?:(in|from|with|before|after|on|is|type):)?(?:"([^"]*)"|(\S+))/g;

/**
 * Reads Slack's search language as far as people use it: words, "phrases", -exclusion, in:, from:, with:, type:, before:, after:,
 * on: and is:thread. A quote that nobody closes is an ordinary character.
 */
export function parseQuery(query: string, world: World) {
  const words: string[] = [];
  const tests: Test[] = [];
  for (const [, minus, modifier, quoted, word = ""] of query.matchAll(PART)) {
    const value = quoted ?? word.replaceAll('"', "");
    if (modifier === undefined && quoted === undefined && minus === "") {
      words.push(value);
      continue;
    }
    const test = modifier === undefined ? contains(value) : modifierTest(modifier, value, world);
    tests.push(minus === "" ? test : (channel, message) => !test(channel, message));
  }
  const wanted = wordsOf(words.join(" "));
  const fits: Test = (channel, message) =>
    containsAllWords(message.text, words.join(" ")) && tests.every((test) => test(channel, message));
  return {
    fits,
    /** A file is found like a message in its channel that consists of its name, its title and its text. */
    fitsFile(
      { name, title, author, created, content, mediaType, channelIds }: SimFile,
      all: readonly SimChannel[],
    ) {
      const text = [name, title, mediaType.startsWith("text/") ? new TextDecoder().decode(content) : ""].join(
        " ",
      );
      const message = { ts: `${created}.000000`, author, text, mediaType };
      return all.some((channel) => channelIds.includes(channel.id) && fits(channel, message));
    },
    /** How often the words stand in a message. */
    score: ({ text }: SimMessage) =>
      wanted.reduce((sum, word) => sum + text.toLowerCase().split(word).length - 1, 0),
  };
}

function contains(phrase: string): Test {
  return (_channel, { text }) => text.toLowerCase().includes(phrase.toLowerCase());
}

function modifierTest(modifier: string, value: string, world: World): Test {
  switch (modifier) {
    case "in": {
      const name = value.replace(/^[#@]/, "").toLowerCase();
      return (channel) => channel.name === name;
    }
    case "from": {
      const wanted = value.replace(/^<?@?|>$/g, "");
      const author = wanted === "me" ? world.me.handle : wanted;
      return (_channel, message) => message.author === author || userId(message.author) === author;
    }
    case "with": {
      const person = value.replace(/^<?@?|>$/g, "");
      return ({ members }, { threadTs }) =>
        threadTs !== undefined && members.some((handle) => userId(handle) === person);
    }
    case "type":
      return (_channel, message) =>
        "mediaType" in message && String(message.mediaType).includes(value.replace(/s$/, ""));
    case "is":
      return (_channel, { threadTs }) => (value === "thread") === (threadTs !== undefined);
    default: {
      const day = Date.parse(`${value}T00:00:00Z`);
      const end = day + 86_400_000;
      return (_channel, { ts }) => {
        const at = Number(ts) * 1000;
        if (modifier === "before") return at < day;
        return modifier === "after" ? at >= end : at >= day && at < end;
      };
    }
  }
}
