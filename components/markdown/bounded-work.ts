import type { Options } from 'react-markdown';

type Plugin = Extract<NonNullable<Options['remarkPlugins']>[number], (...given: never[]) => unknown>;
/** As much of the parser's (micromark) shapes as is met here. */
type State = (code: number | null) => State | undefined;
interface Tools {
  consume(code: number | null): void;
  attempt(...what: unknown[]): State;
  check(...what: unknown[]): State;
}
interface Construct {
  tokenize(this: { now(): { line: number } }, tools: Tools, take: State, pass: State): State;
}

/** What the reading of a text may cost, in looks at a character. */
const maxWork = 3_000_000;
const costOfAttempt = 8;
/** Each line is held against those before it, as lists and quotes do: 7,000 lines outside of code are too many. */
const linesAtCostOfLook = 8;
/** Levels of quotes, lists and emphasis in one another; a page is built by recursion. */
const maxDepth = 100;
/** Parts of the page. Of a table they can be many more than the text has characters: short rows are filled up. */
const maxParts = 100_000;

/** The text would keep the page busy for long. */
class TooInvolved extends Error {
  constructor() {
    super('The text is too involved to be laid out.');
    this.name = 'TooInvolved';
  }
}

/**
 * Ends the reading of a text that takes more than its share, by `TooInvolved`. Markdown's grammar looks back and ahead, and
 * of some texts the work grows by the square of their length. It is counted as it is done, and not guessed.
 */
export const boundedWork: Plugin = function () {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push(countWork());
  return refuseLargeTree;
};

/** An extension of the parser that takes nothing for itself: it is asked wherever a mark may begin something. */
function countWork() {
  let work = 0;
  const spend = (amount: number) => {
    work += amount;
    if (work > maxWork) throw new TooInvolved();
  };

  /** Marks of each paragraph so far: a `*` is held against all before it, as one of them may be its other half. */
  const marks = new WeakMap<Tools, number>();
  const mark: Construct = {
    tokenize(tools, _, pass) {
      const before = marks.get(tools) ?? 0;
      if (before === 0) countLooks(tools, spend);
      marks.set(tools, before + 1);
      spend(before);
      return pass;
    },
  };

  let lines = 0;
  let line = 0;
  let depth = 0;
  const container: Construct = {
    tokenize(tools, _, pass) {
      if (line === 0) countLooks(tools, spend);
      const now = this.now().line;
      depth = now === line ? depth + 1 : 0;
      if (depth > maxDepth) throw new TooInvolved();
      if (depth === 0) spend(lines++ / linesAtCostOfLook);
      line = now;
      return pass;
    },
  };
  return {
    // `null` is asked at whatever begins a line, but after what is a container.
    document: { ...at('>*+-0123456789', container), null: container },
    flow: at('=-', mark),
    text: at('*_~[]!`<&\\', mark),
  };
}

function at(characters: string, construct: Construct): Record<string, Construct> {
  return Object.fromEntries([...characters].map((character) => [character.charCodeAt(0), construct]));
}

/** Makes what is looked at, and what is tried, cost something. */
function countLooks(tools: Tools, spend: (amount: number) => void): void {
  const { consume, attempt, check } = tools;
  tools.consume = (code) => {
    spend(1);
    consume(code);
  };
  tools.attempt = (...what) => {
    spend(costOfAttempt);
    return attempt(...what);
  };
  tools.check = (...what) => {
    spend(costOfAttempt);
    return check(...what);
  };
}

interface Node {
  children?: Node[];
  /** Of a table, one for each column. */
  align?: unknown[] | null;
}

function refuseLargeTree(root: Node): void {
  let parts = 0;
  function walk({ children = [], align }: Node, depth: number) {
    parts += 1 + (align?.length ?? 0) * children.length;
    if (depth > maxDepth || parts > maxParts) throw new TooInvolved();
    for (const child of children) walk(child, depth + 1);
  }
  walk(root, 0);
}
