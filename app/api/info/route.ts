import { localActor } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";
import { version } from "@/lib/server/version";

export const GET = route(async ({ services: { settings, playground } }) =>
  reply({
    version,
    settings: {
      portAuth: settings.portApi.clientId !== undefined,
      asyncWebhooks: settings.asyncWebhooks,
      apiAuth: settings.apiAuth,
      egressAllow: settings.egressAllow,
    },
    playground: { url: playground.url },
    user: { email: localActor.email, firstName: localActor.firstName, lastName: localActor.lastName },
  }),
);
