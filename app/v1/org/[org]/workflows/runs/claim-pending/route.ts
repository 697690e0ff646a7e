// The spelling of one of Port's clients (reference 6.7, row 11).
export { POST } from "../../../../../workflows/runs/claim-pending/route";
