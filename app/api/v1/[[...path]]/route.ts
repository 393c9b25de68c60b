import { answerApi } from "@/app/_server/answer-api";
import { tickAfterWrite } from "@/app/_server/tick";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";
/** Seconds: a write in a function also delivers what it set off. */
export const maxDuration = 60;

/** The way in where Next serves alone: in functions, and in development. `npm start` has one past Next, in serve.ts. */
async function answer(request: Request): Promise<Response> {
  const response = await answerApi(request);
  if (request.method !== "GET" && request.method !== "HEAD" && response.ok) {
    tickAfterWrite(); // A refused write set nothing off, and strangers must not keep a function busy.
  }
  return response;
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
