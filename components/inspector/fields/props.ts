import type { Json } from "@/lib/base/json";
import type { FormField } from "@/lib/nodes/fields";

/** What every field of the form gets. */
export interface FieldProps {
  field: FormField;
  /** JSON Pointer of the value in the document. */
  at: string;
  /** Absent when the document does not hold it. */
  value: Json | undefined;
  /** The field that is drawn in the same row. */
  beside?: Omit<FieldProps, "beside"> | undefined;
}
