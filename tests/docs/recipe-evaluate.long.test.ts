import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRecipeStage, type RecipeDispatch, type RecipeStage } from "./recipe-stage";

const RECIPE = readFileSync("docs/recipes/evaluate-on-link.yml", "utf8");
const DISPATCH: RecipeDispatch = { kind: "repository", eventType: "modelwire-evaluate" };
/** What a team would keep beside the workflow: it fails unless it was given the very bytes. */
const EVALUATE = `
import json, pathlib, sys
text = (pathlib.Path(sys.argv[1]) / "weights.bin").read_text()
print(json.dumps({"auc": 0.94, "length": len(text)}))
`;

describe("the recipe that evaluates on link", () => {
  let stage: RecipeStage;
  let delivery: string;
  let payload: object;

  beforeAll(async () => {
    stage = await openRecipeStage({
      files: { ".github/workflows/evaluate.yml": RECIPE, "evaluate.py": EVALUATE },
      strangers: ["acme/fork"],
    });
    ({ delivery, payload } = await stage.deliver("iris", DISPATCH));
  });
  afterAll(() => stage.close());

  test("downloads the delivery's version by the run's own identity, measures it, and the result stands on it", async () => {
    const run = await stage.run(DISPATCH, payload);
    const log = stage.github.runs.log(run);

    expect(log).toContain("every digest right");
    const { items } = (await stage.api.call("GET", "/models/iris/versions/v0/evaluations")).body;
    expect(items).toMatchObject([{ name: "holdout", metrics: { auc: 0.94, length: "weightsiris".length } }]);
    expect(items[0].runUrl).toContain("/acme/models/actions/runs/");
    const [event] = (await stage.api.call("GET", "/events?type=RECORD_EVALUATION")).body.items;
    expect(event).toMatchObject({ causeDeliveryId: delivery });
    expect(log).not.toMatch(/mw_[0-9A-Za-z]{40}/);
  });

  test("gives a fork nothing, with the same workflow and the same payload", async () => {
    const run = await stage.run(DISPATCH, payload, "acme/fork");

    expect(stage.github.runs.log(run)).toContain("(delivery_unknown)");
    expect((await stage.api.call("GET", "/models/iris/versions/v0/evaluations")).body.items).toHaveLength(1);
  });
});
