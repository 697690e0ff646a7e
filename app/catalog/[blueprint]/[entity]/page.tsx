import type { Metadata } from "next";
import { EntityPage } from "@/components/catalog/entity-page";

export const metadata: Metadata = { title: "Catalog" };

export default async function Page({ params }: { params: Promise<{ blueprint: string; entity: string }> }) {
  const { blueprint, entity } = await params;
  return <EntityPage blueprint={decodeURIComponent(blueprint)} entity={decodeURIComponent(entity)} />;
}
