import type { Picture as PictureData } from "@/lib/editor/api-types";
import type { NodeFamily } from "@/lib/nodes/define";
import { fitPicture } from "./fit-picture";

const fills: Record<NodeFamily, string> = {
  trigger: "fill-family-trigger",
  action: "fill-family-action",
  flow: "fill-family-flow",
  catalog: "fill-family-catalog",
  ai: "fill-family-ai",
};

/** The true graph of a workflow, small: cards in the colour of their family, and their connections. Decorative. */
export function Picture({
  picture,
  width,
  height,
  most = 0.16,
}: {
  picture: PictureData;
  width: number;
  height: number;
  /** Largest scale, so that a single card is not blown up. */
  most?: number;
}) {
  const { nodes, edges } = fitPicture(picture, { width, height }, 8, most);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="block max-w-full"
      fill="none"
    >
      {edges.map((edge) => (
        <path key={edge.id} d={edge.d} className="stroke-line-strong" strokeWidth={1} />
      ))}
      {nodes.map((node) => (
        <g key={node.id}>
          <rect
            x={node.x}
            y={node.y}
            width={node.width}
            height={node.height}
            rx={Math.min(3, node.height / 3)}
            className="fill-raised stroke-line-strong"
            strokeWidth={0.75}
          />
          <rect
            x={node.x}
            y={node.y}
            width={Math.max(1.5, node.height * 0.55)}
            height={node.height}
            rx={Math.min(2, node.height / 3)}
            className={fills[node.family] ?? "fill-faint"}
            opacity={0.85}
          />
        </g>
      ))}
    </svg>
  );
}
