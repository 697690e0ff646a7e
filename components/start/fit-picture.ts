import type { Picture } from "@/lib/editor/api-types";
import type { NodeFamily } from "@/lib/nodes/define";

/** The picture placed in a box: node rectangles and edge paths, all in the box's own units. */
export interface FittedPicture {
  nodes: { id: string; family: NodeFamily; x: number; y: number; width: number; height: number }[];
  edges: { id: string; d: string }[];
}

const CARD = { width: 240, height: 64 };

/** Scales a picture into a box, keeping its proportions and leaving `margin` at each side; never enlarges beyond `most`. */
export function fitPicture(
  picture: Picture,
  box: { width: number; height: number },
  margin = 6,
  most = 0.16,
): FittedPicture {
  const { nodes } = picture;
  if (nodes.length === 0) return { nodes: [], edges: [] };
  const left = Math.min(...nodes.map((node) => node.x));
  const top = Math.min(...nodes.map((node) => node.y));
  const width = Math.max(...nodes.map((node) => node.x)) + CARD.width - left;
  const height = Math.max(...nodes.map((node) => node.y)) + CARD.height - top;
  const scale = Math.min(most, (box.width - 2 * margin) / width, (box.height - 2 * margin) / height);
  const dx = (box.width - width * scale) / 2 - left * scale;
  const dy = (box.height - height * scale) / 2 - top * scale;

  const placed = nodes.map((node) => ({
    id: node.id,
    family: node.family,
    x: round(node.x * scale + dx),
    y: round(node.y * scale + dy),
    width: Math.max(4, round(CARD.width * scale)),
    height: Math.max(3, round(CARD.height * scale)),
  }));
  const byId = new Map(placed.map((node) => [node.id, node]));
  const edges = picture.edges.flatMap(([from, to]) => {
    const source = byId.get(from);
    const target = byId.get(to);
    if (!source || !target) return [];
    const start = { x: source.x + source.width, y: source.y + source.height / 2 };
    const end = { x: target.x, y: target.y + target.height / 2 };
    const bend = Math.max(2, Math.abs(end.x - start.x) / 2);
    const d = `M${round(start.x)} ${round(start.y)}C${round(start.x + bend)} ${round(start.y)} ${round(end.x - bend)} ${round(end.y)} ${round(end.x)} ${round(end.y)}`;
    return [{ id: `${from}→${to}`, d }];
  });
  return { nodes: placed, edges };
}

const round = (value: number) => Math.round(value * 10) / 10;
