/**
 * Small graphs and, below each, what every node may read of every other. `=` ran on all ways here, `?` on some,
 * `>` comes later, `x` never runs before and does not come later. A letter stands for a node: t and u are triggers,
 * c and e conditions, i an input node, all others actions. One row is one reader: `d: t= c= a? b?`.
 */
export const graphCases: readonly { name: string; graph: readonly string[]; reads: readonly string[] }[] = [
  {
    name: "a chain",
    graph: ["t > a > b > d > f"],
    reads: ["a: t= b> d> f>", "b: t= a= d> f>", "d: t= a= b= f>", "f: t= a= b= d="],
  },
  {
    name: "a fork that does not join",
    graph: ["t > c", "c:yes > a > d", "c:else > b > f"],
    reads: [
      "c: t= a> b> d> f>",
      "a: t= c= b x d> f x",
      "b: t= c= a x d x f>",
      "d: t= c= a= b x f x",
      "f: t= c= b= a x d x",
    ],
  },
  {
    name: "a diamond",
    graph: ["t > c", "c:yes > a > d", "c:else > b > d", "d > f"],
    reads: [
      "c: t= a> b> d> f>",
      "a: t= c= b x d> f>",
      "b: t= c= a x d> f>",
      "d: t= c= a? b? f>",
      "f: t= c= a? b? d=",
    ],
  },
  {
    name: "a step that is skipped",
    graph: ["t > c", "c:yes > a > b > d", "c:else > d"],
    reads: ["c: t= a> b> d>", "a: t= c= b> d>", "b: t= c= a= d>", "d: t= c= a? b?"],
  },
  {
    name: "three ways that join",
    graph: ["t > c", "c:x > a > f", "c:y > b > f", "c:else > d > f", "f > g"],
    reads: [
      "a: t= c= b x d x f> g>",
      "b: t= c= a x d x f> g>",
      "d: t= c= a x b x f> g>",
      "f: t= c= a? b? d? g>",
      "g: t= c= a? b? d? f=",
    ],
  },
  {
    name: "two diamonds, one after the other",
    graph: ["t > c", "c:yes > a > e", "c:else > b > e", "e > f", "f > c2", "c2:yes > g > h", "c2:else > h"],
    reads: [
      "e: t= c= a? b? f> g> h>",
      "f: t= c= a? b? e= g> h>",
      "c2: t= c= a? b? e= f= g> h>",
      "g: t= c= a? b? e= f= c2= h>",
      "h: t= c= a? b? e= f= c2= g?",
    ],
  },
  {
    name: "a diamond inside a branch",
    graph: ["t > c", "c:yes > a > c2", "c2:yes > b > d", "c2:else > d", "d > f", "c:else > g > f"],
    reads: [
      "a: t= c= c2> b> d> f> g x",
      "c2: t= c= a= b> d> f> g x",
      "b: t= c= a= c2= d> f> g x",
      "d: t= c= a= c2= b? f> g x",
      "g: t= c= a x c2 x b x d x f>",
      "f: t= c= a? c2? b? d? g?",
    ],
  },
  {
    name: "two triggers that meet",
    graph: ["t > a > d", "u > b > d", "d > f"],
    reads: ["a: t= u x b x d> f>", "b: u= t x a x d> f>", "d: t? u? a? b? f>", "f: t? u? a? b? d="],
  },
  {
    name: "a trigger that comes in half way",
    graph: ["t > a > b > d", "u > b"],
    reads: ["a: t= u x b> d>", "b: t? u? a? d>", "d: t? u? a? b="],
  },
  {
    name: "two triggers apart",
    graph: ["t > a > b", "u > d > f"],
    reads: ["a: t= u x b> d x f x", "b: t= a= u x d x f x", "d: u= t x a x b x f>", "f: u= d= t x a x b x"],
  },
  {
    name: "an early end",
    graph: ["t > c", "c:bad > a", "c:else > b > d > c2", "c2:bad > f", "c2:else > g"],
    reads: [
      "a: t= c= b x d x c2 x f x g x",
      "b: t= c= a x d> c2> f> g>",
      "d: t= c= b= a x c2> f> g>",
      "f: t= c= b= d= c2= a x g x",
      "g: t= c= b= d= c2= a x f x",
    ],
  },
  {
    name: "ways that cross",
    graph: ["t > c", "c:x > a > f", "c:y > b > e", "e:x > f", "e:else > g", "c:else > g"],
    reads: [
      "b: t= c= a x e> f> g>",
      "e: t= c= b= a x f> g>",
      "f: t= c= a? b? e? g x",
      "g: t= c= b? e? a x f x",
    ],
  },
  {
    name: "an approval",
    graph: ["t > a > i", "i:approve > b > d", "i:reject > f > d"],
    reads: ["i: t= a= b> d> f>", "b: t= a= i= f x d>", "f: t= a= i= b x d>", "d: t= a= i= b? f?"],
  },
  {
    name: "a node that nothing leads to, and what it leads to",
    graph: ["t > a > b", "k > b", "l"],
    reads: ["a: t= k x l x b>", "b: t= a= k x l x", "l: t x a x b x k x"],
  },
];
