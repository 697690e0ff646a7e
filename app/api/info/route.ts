import { reply, route } from "@/lib/server/api/route";
import { version } from "@/lib/server/version";

export const GET = route(async ({ services: { settings, playground } }) =>
  reply({
    version,
    settings: {
      portAuth: settings.portApi.clientId !== undefined,
      asyncWebhooks: settings.asyncWebhooks,
      egressAllow: settings.egressAllow,
    },
    playground: { url: playground.url },
  }),
);
