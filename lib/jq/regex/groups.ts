import type {
  AlternativeElementNode,
  AlternativeNode,
  CapturingGroupNode,
  RegexNode,
} from "oniguruma-parser/parser";

/** The groups of a pattern, which calls may name before they are read. */
export interface Groups {
  byNumber: Map<number, CapturingGroupNode>;
  byName: Map<string, number[]>;
  /** Whether the pattern calls itself as a whole. */
  callsWhole: boolean;
}

/** The expressions directly within an element. */
export function within(node: AlternativeElementNode): readonly AlternativeNode[] {
  switch (node.type) {
    case "Group":
    case "CapturingGroup":
    case "LookaroundAssertion":
    case "AbsenceFunction":
      return node.body;
    case "Quantifier":
      return [{ type: "Alternative", body: [node.body] }];
    default:
      return [];
  }
}

/** Each is looked through on its own. */
const maxCalled = 200;

/** Finds every group, and refuses calls that lead back to themselves with nothing in between. */
export function groupsOf(tree: RegexNode): Groups {
  const groups: Groups = { byNumber: new Map(), byName: new Map(), callsWhole: false };
  const called = new Set<number | string>();
  const waiting: AlternativeNode[] = [...tree.body];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const node of next.body) {
      if (node.type === "Subroutine") called.add(node.ref);
      if (node.type === "CapturingGroup") {
        groups.byNumber.set(node.number, node);
        if (node.name !== undefined)
          groups.byName.set(
            node.name,
            [...(groups.byName.get(node.name) ?? []), node.number].sort((a, b) => a - b),
          );
      }
      waiting.push(...within(node));
    }
  }
  groups.callsWhole = called.has(0);
  if (called.size > maxCalled) throw new SyntaxError("too many group calls");
  const recursion = new Recursion(tree, groups);
  for (const ref of called) recursion.check(calledGroup(groups, ref));
  return groups;
}

/** The number of the group that a call names; 0 is the whole pattern. */
export const calledGroup = (groups: Groups, ref: number | string): number =>
  typeof ref === "number" ? ref : (groups.byName.get(ref)?.[0] ?? 0);

/** Looks whether a group calls itself on every way through it, or before anything is read. */
class Recursion {
  private readonly tree: RegexNode;
  private readonly groups: Groups;
  private readonly empty = new Map<AlternativeElementNode, boolean>();
  private target = 0;
  /** The groups gone into so far; each once. */
  private seen = new Set<number>();

  constructor(tree: RegexNode, groups: Groups) {
    this.tree = tree;
    this.groups = groups;
  }

  check(target: number): void {
    this.target = target;
    const body = this.bodyOf(target);
    this.seen = new Set();
    const always = this.always(body);
    this.seen = new Set();
    if (always || this.first(body)) throw new SyntaxError("never ending recursion");
  }

  private bodyOf(group: number): readonly AlternativeNode[] {
    return group === 0 ? this.tree.body : (this.groups.byNumber.get(group)?.body ?? []);
  }

  /** What is said of a call: that it is one of the target, or what holds for the body of what it calls. */
  private called(ref: number | string, holds: (body: readonly AlternativeNode[]) => boolean): boolean {
    const group = calledGroup(this.groups, ref);
    if (group === this.target) return true;
    if (this.seen.has(group)) return false;
    this.seen.add(group);
    return holds(this.bodyOf(group));
  }

  /** Whether every way through `body` has a call of the target. */
  private always(body: readonly AlternativeNode[]): boolean {
    return body.length > 0 && body.every((one) => one.body.some((node) => this.has(node)));
  }

  private has(node: AlternativeElementNode): boolean {
    if (node.type === "Quantifier" && node.min === 0) return false;
    return node.type === "Subroutine"
      ? this.called(node.ref, (body) => this.always(body))
      : this.always(within(node));
  }

  /** Whether a way into `body` calls the target before anything is read. */
  private first(body: readonly AlternativeNode[]): boolean {
    return body.some((one) => {
      for (const node of one.body) {
        if (this.begins(node)) return true;
        if (!this.mayBeEmpty(node)) return false;
      }
      return false;
    });
  }

  private begins(node: AlternativeElementNode): boolean {
    return node.type === "Subroutine"
      ? this.called(node.ref, (body) => this.first(body))
      : this.first(within(node));
  }

  private mayBeEmpty(node: AlternativeElementNode): boolean {
    const known = this.empty.get(node);
    if (known !== undefined) return known;
    // A call met within what it calls is not what makes that empty.
    this.empty.set(node, false);
    const answer = this.isEmpty(node);
    this.empty.set(node, answer);
    return answer;
  }

  private isEmpty(node: AlternativeElementNode): boolean {
    const some = (body: readonly AlternativeNode[]): boolean =>
      body.some((one) => one.body.every((element) => this.mayBeEmpty(element)));
    switch (node.type) {
      case "Character":
      case "CharacterClass":
      case "CharacterSet":
        return false;
      case "Group":
      case "CapturingGroup":
        return some(node.body);
      case "Quantifier":
        return node.min === 0 || this.mayBeEmpty(node.body);
      case "Subroutine":
        return some(this.bodyOf(calledGroup(this.groups, node.ref)));
      default:
        return true;
    }
  }
}
