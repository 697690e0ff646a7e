import type { Metadata } from "next";
import { HubPage } from "@/components/self-service/hub-page";

export const metadata: Metadata = { title: "Self-service" };

export default function Page() {
  return <HubPage />;
}
