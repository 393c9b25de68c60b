import { answerRoute } from "@/app/_server/answer-route";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";
/** Seconds: a write in a function also delivers what it set off. */
export const maxDuration = 60;

export {
  answerRoute as DELETE,
  answerRoute as GET,
  answerRoute as HEAD,
  answerRoute as OPTIONS,
  answerRoute as PATCH,
  answerRoute as POST,
  answerRoute as PUT,
};
