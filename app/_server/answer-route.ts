import { answerApi } from "./answer-api";
import { tickAfterWrite } from "./tick";

/** The way in where Next serves alone: in functions, and in development. `npm start` has one past Next, in serve.ts. */
export async function answerRoute(request: Request): Promise<Response> {
  const response = await answerApi(request);
  if (request.method !== "GET" && request.method !== "HEAD" && response.ok) {
    tickAfterWrite(); // A refused write set nothing off, and strangers must not keep a function busy.
  }
  return response;
}
