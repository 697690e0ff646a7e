import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { build } from "vite";
import { flowEdges, flowNodes } from "../../lib/editor/flow";
import type { Fixture } from "./fixture";

const source = join(process.cwd(), "bench/canvas/floor");
const built = join(process.cwd(), ".build/bench/floor");
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The bare React Flow page behind an address of its own. */
export interface Floor {
  /** Its address for a fixture in a canvas of that size (px). */
  address(fixture: Fixture, size: { width: number; height: number }, culled: boolean): string;
  stop(): Promise<void>;
}

/** Builds the page for production and serves it. */
export async function startFloor(): Promise<Floor> {
  await build({
    root: source,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: { outDir: built, emptyOutDir: true, target: "es2022" },
  });
  const graphs = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://floor").pathname;
    const graph = graphs.get(path);
    if (graph !== undefined) return response.setHeader("content-type", "application/json").end(graph);
    const file = path === "/" ? "index.html" : path;
    if (!existsSync(join(built, file))) return response.writeHead(404).end();
    response.setHeader("content-type", types[extname(file)] ?? "text/plain");
    return response.end(readFileSync(join(built, file)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address(fixture, size, culled) {
      const { length } = fixture.document.nodes;
      graphs.set(`/${length}.json`, JSON.stringify(graphOf(fixture, size)));
      return `http://127.0.0.1:${port}/?nodes=${length}${culled ? "&culled" : ""}`;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** The same places, sizes and connections, in React Flow's own node and edge types. */
function graphOf({ document, layout }: Fixture, size: { width: number; height: number }) {
  const titles = new Map(document.nodes.map((node) => [node.identifier, node.title]));
  return {
    ...size,
    nodes: flowNodes(document, layout, "right").map(({ id, position, width, height }) => ({
      id,
      position,
      sourcePosition: "right",
      targetPosition: "left",
      data: { label: titles.get(id) },
      style: { width, height },
      // Sizes known from the start, so that culling works at the first draw.
      initialWidth: width,
      initialHeight: height,
    })),
    edges: flowEdges(document).map(({ id, source, target }) => ({
      id,
      source,
      target,
      type: "smoothstep",
    })),
  };
}
