/** The repository whose workflows evaluate and deploy the demo's models. */
export const REPOSITORY = "acme/serving";
