import type { Metadata } from "next";
import { EntitiesPage } from "@/components/catalog/entities-page";

export const metadata: Metadata = { title: "Catalog" };

export default async function Page({ params }: { params: Promise<{ blueprint: string }> }) {
  const { blueprint } = await params;
  return <EntitiesPage blueprint={decodeURIComponent(blueprint)} />;
}
