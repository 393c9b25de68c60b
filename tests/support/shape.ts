/**
 * True in the shape of a serverless place, where the run's tests have Postgres behind a pooler, files in S3 and no worker,
 * whichever database they ask for: `npm run test:serverless`.
 */
export const IS_SERVERLESS = process.env.MODELWIRE_TEST_SHAPE === "serverless";
