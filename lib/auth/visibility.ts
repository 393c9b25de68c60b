export { canSeeModel, canSeeTeam, visibleModels } from "@/lib/db/visibility";
