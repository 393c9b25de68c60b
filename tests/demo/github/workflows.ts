/** What the tests of runs let the sandbox run. */
export const WORKFLOWS = {
  ".github/workflows/evaluate.yml": `
name: Evaluate
run-name: "Evaluate \${{ github.event.client_payload.registry.model }}"
on: { repository_dispatch: { types: [evaluate] } }
permissions: { id-token: write, contents: read }
env: { LEVEL: workflow, ONE: "1" }
jobs:
  score:
    runs-on: ubuntu-latest
    env: { LEVEL: job }
    outputs: { score: "\${{ steps.measure.outputs.score }}" }
    steps:
      - uses: actions/checkout@v5
      - id: measure
        name: Measure
        env: { LEVEL: step }
        run: |
          echo "levels $LEVEL $ONE"
          echo "score=0.9" >> "$GITHUB_OUTPUT"
          printf 'TEXT<<END\\nline one\\nline two\\nEND\\n' >> "$GITHUB_ENV"
          echo "# Fine" >> "$GITHUB_STEP_SUMMARY"
          test -f README.md && test "$GITHUB_REPOSITORY" = acme/models
          node -e 'const e = JSON.parse(require("fs").readFileSync(process.env.GITHUB_EVENT_PATH)); console.log("event", e.client_payload.registry.model)'
      - run: echo "$TEXT"; echo "secret is \${SANDBOX_OWN:-hidden} \${DATABASE_URL:-hidden}"
      - run: |
          curl -sS -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=https://models.example" > token.json
          node -e 'const { value } = JSON.parse(require("fs").readFileSync("token.json")); console.log("identity", Buffer.from(value).toString("base64"))'
      - env: { TOKEN: "\${{ github.token }}" }
        run: |
          at() { curl -sS -o /dev/null -w "$1 %{http_code}\\n" -H "Authorization: Bearer $TOKEN" "\${@:2}"; }
          at reads "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/contents/README.md"
          at writes -d '{"event_type":"x"}' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/dispatches"
          echo "token $TOKEN"
  report:
    needs: score
    runs-on: ubuntu-latest
    steps:
      - run: echo "score was \${{ needs.score.outputs.score }}"
`,
  ".github/workflows/inject.yml": `
name: Inject
on: { repository_dispatch: { types: [inject] } }
jobs:
  naive:
    runs-on: ubuntu-latest
    steps:
      - run: echo "model \${{ github.event.client_payload.model }}"
  careful:
    runs-on: ubuntu-latest
    env: { MODEL: "\${{ github.event.client_payload.model }}" }
    steps:
      - run: echo "model $MODEL"
`,
  ".github/workflows/manual.yml": `
name: Manual
on:
  workflow_dispatch:
    inputs:
      model: { required: true }
      stage: { type: choice, options: [staging, production], default: staging }
      dry: { type: boolean, default: true }
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo "got \${{ inputs.model }} \${{ inputs.stage }} \${{ inputs.dry && 'dry' || 'wet' }}"
      - if: \${{ !inputs.dry }}
        run: exit 3
      - if: failure()
        run: echo "tidied up"
`,
  ".github/workflows/slow.yml": `
name: Slow
on: { repository_dispatch: { types: [slow] } }
concurrency: { group: "slow-\${{ github.event.client_payload.lane }}", cancel-in-progress: "\${{ github.event.client_payload.cancels }}" }
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - run: echo "started"; sleep 600
      - if: cancelled()
        run: echo "tidied up"
`,
  ".github/workflows/odd.yml": `
name: Odd
on: { repository_dispatch: { types: [odd] } }
jobs:
  foreign: { runs-on: ubuntu-latest, steps: [{ uses: actions/setup-node@v4 }] }
  lasting: { runs-on: ubuntu-latest, timeout-minutes: 0.01, steps: [{ run: sleep 600 }] }
  skipped: { if: "github.ref == 'refs/heads/other'", runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  after: { needs: foreign, runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  anyway: { needs: foreign, if: always(), runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  matrix: { strategy: { matrix: { a: [1] } }, runs-on: ubuntu-latest, steps: [{ run: "true" }] }
`,
};
