import { reply, route } from "@/lib/server/api/route";
import { portNode } from "@/lib/server/port-workflows";

export const GET = route(async ({ services, actor, params }) => {
  const node = await portNode(services, actor, params.id ?? "", params.node ?? "");
  return node.ok ? reply({ node: node.value }) : node;
});
