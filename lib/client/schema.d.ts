// Made by `npm run generate` from the API's own document. Change the API, then run it again.

export interface paths {
    "/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I?
         * @description The team, the role and the models of the token that was sent.
         */
        get: operations["whoAmI"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a team
         * @description For operators: the token that the server was started with. Answers an admin token of the new team, told this once.
         */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rotate-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the keys of secrets
         * @description For operators. Seals anew, under the current key of `MODELWIRE_KEYS`, whatever another key of it sealed. It may be stopped and repeated at any time.
         */
        post: operations["rotateKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the team
         * @description The token's team.
         */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tokens
         * @description The team's living tokens, newest first.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create a token
         * @description Creates an API token with a role, and if wished with an end and a restriction to some models. Its text is told this once.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a token
         * @description Ends a token at once.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description The people of the team, longest there first.
         */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a member
         * @description Puts a person out of the team: their next request no longer reaches it. The team's API tokens stay. A team has at least one admin.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member's role
         * @description Gives a member another role, at once. A team has at least one admin.
         */
        patch: operations["changeRole"];
        trace?: never;
    };
    "/teams/{team}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description The invitations that still let somebody in, newest first.
         */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody
         * @description Makes a link that lets one person into the team with a role. It works once, for seven days, and is told this once.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation
         * @description Ends an invitation that nobody has used: its link lets nobody in.
         */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List models
         * @description The team's models, latest activity first; by name, tag, alias and date of creation.
         */
        get: operations["listModels"];
        put?: never;
        /**
         * Create a model
         * @description Creates an empty model. Raises `CREATE_MODEL`.
         */
        post: operations["createModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a model
         * @description One model with its card, tags and aliases.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        /**
         * Delete a model
         * @description Deletes a model with all its versions; events and the audit log remain. Repeat its name as `confirm`. Raises the events of unlinking each version.
         */
        delete: operations["deleteModel"];
        options?: never;
        head?: never;
        /**
         * Describe a model
         * @description Changes description or card; what is left out stays.
         */
        patch: operations["updateModel"];
        trace?: never;
    };
    "/teams/{team}/models/{model}/tags/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a tag of a model
         * @description Sets a key to a value, which is empty by default.
         */
        put: operations["setModelTag"];
        post?: never;
        /**
         * Remove a tag of a model
         * @description Removes a tag by its key.
         */
        delete: operations["removeModelTag"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search versions of the team
         * @description Versions of all models, latest first; by tag, alias, date, and metadata by `=`.
         */
        get: operations["searchVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions of a model
         * @description Versions of one model, highest number first; by tag, alias, date and metadata, ranges included.
         */
        get: operations["listVersions"];
        put?: never;
        /**
         * Link a version
         * @description Makes the next version of the model out of an artifact, or of any URI, with its aliases: all of it or nothing. Raises `LINK_ARTIFACT`, then `ADD_ARTIFACT_ALIAS` for each alias. With a `key`, a repeat answers with the version that the first call made.
         */
        post: operations["linkVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a version
         * @description One version with its tags, aliases, metadata and evaluations. A workflow run may call it for: download, evaluate.
         */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        /**
         * Unlink a version
         * @description Takes a version out of its model. Its number is never given again, its artifact stays. Raises `REMOVE_ARTIFACT_ALIAS` for each alias, then `UNLINK_ARTIFACT`.
         */
        delete: operations["unlinkVersion"];
        options?: never;
        head?: never;
        /**
         * Describe a version
         * @description Changes the description.
         */
        patch: operations["updateVersion"];
        trace?: never;
    };
    "/teams/{team}/models/{model}/versions/{version}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List evaluations of a version
         * @description What was recorded about the version, newest first. A workflow run may call it for: evaluate.
         */
        get: operations["listEvaluations"];
        put?: never;
        /**
         * Record an evaluation
         * @description Records metrics and check results about a version. Raises `RECORD_EVALUATION`. A workflow run may call it for: evaluate.
         */
        post: operations["recordEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/versions/{version}/tags/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a tag of a version
         * @description Sets a key to a value, which is empty by default. Raises `ADD_ARTIFACT_TAG` where that changes anything.
         */
        put: operations["setVersionTag"];
        post?: never;
        /**
         * Remove a tag of a version
         * @description Removes a tag by its key. Raises `REMOVE_ARTIFACT_TAG`.
         */
        delete: operations["removeVersionTag"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/versions/{version}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resolve a version for download
         * @description Resolves `v3`, `latest` or an alias to an immutable reference, with every file, its digest and its address. A workflow run may call it for: download.
         */
        get: operations["downloadVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/versions/{version}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List files of a version
         * @description Paths, sizes and digests, in the order of the paths. A workflow run may call it for: download.
         */
        get: operations["listVersionFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/versions/{version}/files/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of a version
         * @description Answers the bytes as an attachment, whole or a range of them: streamed, or by a redirect to the store that keeps them. `Repr-Digest` and `ETag` of a streamed answer hold the SHA-256 of the whole file. A workflow run may call it for: download.
         */
        get: operations["downloadVersionFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List artifacts
         * @description The team's artifacts, newest first: of a project, of a name in it, or all.
         */
        get: operations["listArtifacts"];
        put?: never;
        /**
         * Begin an artifact
         * @description Enters an artifact by its manifest and answers which files have to be uploaded: those whose bytes the team has not proven before. With none of them, or a `reference`, it is committed at once. The body may hold 16,777,216 bytes. A workflow run may call it for: log.
         */
        post: operations["createArtifact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts/{artifact}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what an artifact waits for
         * @description The files still to be uploaded, with the parts that are here: ask this before an upload goes on. A workflow run may call it for: log.
         */
        get: operations["listUploads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts/uploads/{upload}/parts/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a part
         * @description Streams one part of a file, numbered from 1, as raw bytes. Every part but the last holds exactly `partBytes`, 8 MiB. A part may be sent again. With `X-Content-SHA256`, a part that was damaged on its way is refused. A workflow run may call it for: log.
         */
        put: operations["uploadPart"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts/uploads/{upload}/parts/{part}/presign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a part's address at the store
         * @description Answers where the store itself takes one part, where the upload is `isPresignable`: the bytes then go past this server. The commit reads them as all others. An address may be asked for again. A workflow run may call it for: log.
         */
        post: operations["presignPart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts/{artifact}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commit an artifact
         * @description Reads every uploaded byte once, and commits the artifact when all are what was declared. Otherwise the uploads stay, to be mended. Committing twice is the same as once. A workflow run may call it for: log.
         */
        post: operations["commitArtifact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts/{artifact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an artifact
         * @description One artifact with its metadata and digest. A workflow run may call it for: log.
         */
        get: operations["getArtifact"];
        put?: never;
        post?: never;
        /**
         * Delete an artifact
         * @description Deletes an artifact that no version uses, or gives up one that is being uploaded. Bytes that nothing needs go too.
         */
        delete: operations["deleteArtifact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description The names under which training runs log artifacts.
         */
        get: operations["listProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts/{artifact}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List files of an artifact
         * @description Paths, sizes and digests, in the order of the paths.
         */
        get: operations["listArtifactFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/artifacts/{artifact}/files/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of an artifact
         * @description Answers the bytes as an attachment, whole or a range of them: streamed, or by a redirect to the store that keeps them. `Repr-Digest` and `ETag` of a streamed answer hold the SHA-256 of the whole file.
         */
        get: operations["downloadArtifactFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/aliases/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put or move an alias
         * @description Puts an alias on a version, from wherever it stood. Raises `ADD_ARTIFACT_ALIAS`; where it stands there already, nothing happens. With `expectedVersion` it moves only from that version.
         */
        put: operations["moveAlias"];
        post?: never;
        /**
         * Remove an alias
         * @description Takes an alias off its version. Raises `REMOVE_ARTIFACT_ALIAS`.
         */
        delete: operations["removeAlias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/aliases/{alias}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an alias back
         * @description Moves an alias to where it stood before its last move. Raises `ADD_ARTIFACT_ALIAS`, as every move does.
         */
        post: operations["rollbackAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/models/{model}/aliases/{alias}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List moves of an alias
         * @description Every step of the alias, newest first, also those of versions that are gone.
         */
        get: operations["listAliasMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/protected-aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List protected aliases
         * @description The aliases that only admins may put, move or remove, in every model of the team.
         */
        get: operations["listProtectedAliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/protected-aliases/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Protect an alias
         * @description From then on only admins may put, move or remove it.
         */
        put: operations["protectAlias"];
        post?: never;
        /**
         * Unprotect an alias
         * @description From then on members may put, move and remove it again.
         */
        delete: operations["unprotectAlias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/automations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview an automation
         * @description Says which past events would have matched, renders the payload for the newest of them, and tells every warning. Nothing is saved or sent.
         */
        post: operations["previewAutomation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/automations/{automation}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause an automation
         * @description From then on it makes no deliveries.
         */
        post: operations["pauseAutomation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/automations/{automation}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume an automation
         * @description From then on it makes deliveries again; what happened meanwhile is not made up for.
         */
        post: operations["resumeAutomation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/automations/{automation}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Duplicate an automation
         * @description Copies an automation, paused, under the name given or a free one.
         */
        post: operations["duplicateAutomation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/automations/{automation}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test an automation
         * @description Sends what it would send for a past event, for the newest that matches, or else for a sample. It is no delivery and is not retried. A dispatch to GitHub starts a real run, so `startsRun` has to be true for it.
         */
        post: operations["testAutomation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/automations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List automations
         * @description The automations of the team or of one model, newest first, with how their last deliveries ended.
         */
        get: operations["listAutomations"];
        put?: never;
        /**
         * Create an automation
         * @description From then on, every event that matches sends a delivery. All that is wrong is told at once.
         */
        post: operations["createAutomation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/automations/{automation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an automation
         * @description One automation.
         */
        get: operations["getAutomation"];
        put?: never;
        post?: never;
        /**
         * Delete an automation
         * @description Deletes an automation. Deliveries already made go their way.
         */
        delete: operations["deleteAutomation"];
        options?: never;
        head?: never;
        /**
         * Change an automation
         * @description What is left out stays. Deliveries already made are not affected.
         */
        patch: operations["updateAutomation"];
        trace?: never;
    };
    "/teams/{team}/webhooks/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a webhook before saving it
         * @description Sends one request, as a delivery would, to an endpoint that is not saved.
         */
        post: operations["testUnsavedWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a webhook
         * @description Sends one request, as a delivery would: with a `payload` of your own (admins), or a `template` rendered for a past event.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description The team's webhooks by name.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description Saves an endpoint for automations. The URL is judged by its text and by what its name resolves to, and again at every connection.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook
         * @description One webhook with the automations that use it.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description Deletes a webhook that no automation uses, or with `force=true` any: its automations are then paused.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description What is left out stays. `isPaused` holds deliveries back, or lets those that waited go. Deliveries already made are sent to the new address.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/teams/{team}/webhooks/{webhook}/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a Bash script for trying the endpoint
         * @description A script that sends what a delivery would, with the endpoint and a payload filled in. It holds no secret: those come from the environment of whoever runs it.
         */
        get: operations["getWebhookScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/github/installations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connected accounts
         * @description The GitHub accounts that have the App and are tied to the team. An account is connected on the site.
         */
        get: operations["listInstallations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/github/installations/{installation}/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an account's repositories
         * @description The repositories that the installation covers, as GitHub last told.
         */
        get: operations["listInstallationRepositories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/github/installations/{installation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Disconnect an account
         * @description Ends the tie to the team. Automations that go through it fail until the account is connected to the team again. On GitHub the App stays installed.
         */
        delete: operations["untieInstallation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List secrets
         * @description Names and uses, never values.
         */
        get: operations["listSecrets"];
        put?: never;
        /**
         * Create a secret
         * @description Keeps a value encrypted under a name. `payloadWebhooks` names the webhooks towards which payloads may use it: none by default.
         */
        post: operations["createSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/secrets/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a secret
         * @description One secret with its uses, without its value.
         */
        get: operations["getSecret"];
        put?: never;
        post?: never;
        /**
         * Delete a secret
         * @description Deletes a secret that nothing uses, or with `force=true` any.
         */
        delete: operations["deleteSecret"];
        options?: never;
        head?: never;
        /**
         * Replace a secret
         * @description Replaces the value, or the webhooks that it is granted to. `payloadWebhooks` names the webhooks towards which payloads may use it: none by default.
         */
        patch: operations["updateSecret"];
        trace?: never;
    };
    "/teams/{team}/github/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List policies
         * @description The team's rules for workflow runs that call home, by name.
         */
        get: operations["listPolicies"];
        put?: never;
        /**
         * Create a policy
         * @description Adds a rule. `narrow`: every run that is about its models must fit each of the lists that it gives. `allow`: runs of one more repository, or by other events, may call home too. Narrowing rules hold for what is allowed as well. A pattern is exact, or ends with a `*`. One for workflows that begins with `.github/` is about the run's own workflow file (with an `@`, also its ref); any other is about the workflow whose job runs, as `owner/name/.github/workflows/file.yml@refs/heads/main`.
         */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/github/policies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a policy
         * @description Takes a rule away. It counts from the next exchange on.
         */
        delete: operations["deletePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oidc/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a workflow run's identity
         * @description For a job of GitHub Actions that a delivery started; it needs no stored secret. Takes the identity token that GitHub gives to a job with `id-token: write`, made for this server's address as its audience, and the id of the delivery. Answers a token that lives 15 minutes and knows only the version that the delivery is about: to download it, and to record evaluations of it. What is recorded tells the delivery as its cause. The run must be of the repository and of the dispatch that the delivery made, at most 24 hours ago; an admin's policies narrow that, or allow another repository of the team's GitHub App. Each identity token is good once. The body may hold 20,000 bytes.
         */
        post: operations["exchangeIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description What automations sent or will send, newest first; by state, automation, model, version, event and time.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a delivery
         * @description One delivery with its payload and every attempt: request, response, timings, outcome.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/deliveries/{delivery}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again
         * @description Sends the same payload under the same id at once, to wherever its webhook points now. A dispatch to GitHub whose end was not known first looks for a run that it started, and starts none where there is one.
         */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/deliveries/{delivery}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a delivery
         * @description Ends a delivery that still waits: nothing more is sent until somebody redelivers it.
         */
        post: operations["stopDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/deliveries/{delivery}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a delivery arrived
         * @description Makes a delivery whose end is not known a delivered one. Nothing is sent.
         */
        post: operations["confirmDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/delivery-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List batches
         * @description What was asked of many deliveries at once, newest first, with its progress.
         */
        get: operations["listBatches"];
        put?: never;
        /**
         * Recover or stop many deliveries
         * @description `recover` sends again every delivery of a webhook or an automation that gave up since a time; `stop` ends every one that waits. It is carried out in steps and goes on after a restart.
         */
        post: operations["startBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/delivery-batches/{batch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a batch
         * @description How far it has come.
         */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/delivery-batches/{batch}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a batch
         * @description Ends a batch that is not done. What it has moved stays moved.
         */
        post: operations["cancelBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description The team's jobs by name, each with its newest version and its newest run.
         */
        get: operations["listJobs"];
        put?: never;
        /**
         * Create a job
         * @description What can be run, with its first version: a container image, a git repository at a ref with an entry point, or a command. `parameters` is a JSON Schema (2020-12) of an object; `default` of a property fills what is left out.
         */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a job
         * @description One job with its newest version and its newest run.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Delete a job
         * @description Takes away a job that no automation uses. Its runs stay, and those that wait are still run.
         */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        /**
         * Describe a job
         * @description Changes the description. What a job runs is changed by a new version.
         */
        patch: operations["updateJob"];
        trace?: never;
    };
    "/teams/{team}/jobs/{job}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions of a job
         * @description Newest first. A version never changes.
         */
        get: operations["listJobVersions"];
        put?: never;
        /**
         * Add a version of a job
         * @description Runs that name no version take it from now on; those that wait keep theirs. `parameters` is a JSON Schema (2020-12) of an object; `default` of a property fills what is left out.
         */
        post: operations["addJobVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List queues
         * @description The team's queues by name, with how many runs wait, how many run, and how many agents listen.
         */
        get: operations["listQueues"];
        put?: never;
        /**
         * Create a queue
         * @description Where runs wait for agents of one kind of resource. `template` holds resource arguments from the list of what its resource takes, and `{{name}}` in its strings where a run may set a variable: that, and nothing else.
         */
        post: operations["createQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/queues/{queue}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a queue
         * @description One queue, with what waits and who listens.
         */
        get: operations["getQueue"];
        put?: never;
        post?: never;
        /**
         * Delete a queue
         * @description Takes a queue away, with the tokens of its agents. Refused while automations use it, while runs are under way in it, and while runs wait, unless these are to be killed.
         */
        delete: operations["deleteQueue"];
        options?: never;
        head?: never;
        /**
         * Change a queue
         * @description Counts for runs that are queued from now on; the limit counts for all. `template` holds resource arguments from the list of what its resource takes, and `{{name}}` in its strings where a run may set a variable: that, and nothing else.
         */
        patch: operations["updateQueue"];
        trace?: never;
    };
    "/teams/{team}/queues/{queue}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a queue
         * @description Nothing is claimed from it until it is resumed. What runs goes on.
         */
        post: operations["pauseQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/queues/{queue}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a queue
         * @description Opens it again after a pause or a drain.
         */
        post: operations["resumeQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/queues/{queue}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drain a queue
         * @description What waits is still run, and nothing more is taken in.
         */
        post: operations["drainQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/queues/{queue}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agents of a queue
         * @description Those that serve it and those that have, the newest start first, with the runs that they have now.
         */
        get: operations["listAgents"];
        put?: never;
        /**
         * Register an agent
         * @description A process begins to serve a queue, by a token of that queue. `modelwire agent` does all of this.
         */
        post: operations["registerAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/agents/{agent}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drain an agent
         * @description Asks it to finish what it runs, to take nothing more, and to go.
         */
        post: operations["drainAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/queues/{queue}/agent-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agent tokens
         * @description The living tokens by which agents serve the queue, newest first. Never their texts.
         */
        get: operations["listAgentTokens"];
        put?: never;
        /**
         * Create an agent token
         * @description By it agents claim and report the runs of this queue, and nothing else of the team exists to them. Its text is told this once.
         */
        post: operations["createAgentToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/queues/{queue}/agent-tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an agent token
         * @description Ends it at once. What its agents run is lost to them, and queued again when their leases run out.
         */
        delete: operations["revokeAgentToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs
         * @description The team's runs, newest first: all, or of a queue, a job, a state or a version.
         */
        get: operations["listRuns"];
        put?: never;
        /**
         * Queue a run
         * @description Queues a run of a job. `version`, such as `fraud-detector:production`, is resolved now: the run gets exactly that one. `parameters` are set instead of the defaults of the job's schema, `variables` instead of those of the queue.
         */
        post: operations["createRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a run
         * @description One run with its parameters, what it logged, and the versions that were made of that.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs/{run}/kill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Kill a run
         * @description One that waits is killed at once. The agent of one that it has is asked to: the run has ended when it says so.
         */
        post: operations["killRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs/{run}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run it again
         * @description Queues the same again, or with what is given changed: `parameters` and `variables` replace those that were given then. The version that it works on stays, and so does the event behind it.
         */
        post: operations["rerun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/agents/{agent}/poll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim runs and keep those that it has
         * @description Renews the leases of the runs that the agent names, claims at most `free` new ones by priority and age, and tells which to kill or to let go. With nothing to tell, the answer waits for up to `waitSeconds`.
         */
        post: operations["pollQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/agents/{agent}/goodbye": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an agent in order
         * @description It serves the queue no more. What it still held goes back when its leases run out.
         */
        post: operations["sayGoodbye"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs/{run}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that a run's program runs
         * @description From here on a lost agent means a log that is cut.
         */
        post: operations["reportRunStarted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs/{run}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a run's log
         * @description Lines from a number on, also while the run goes on: ask again with `nextLine` until `isEnded`.
         */
        get: operations["readRunLog"];
        put?: never;
        /**
         * Send a chunk of a run's log
         * @description Chunks come in order, numbered from 0 within a lease. One that came before is stored once; one that leaves a gap is refused (`log_gap`). The body may hold 524,288 bytes.
         */
        post: operations["appendRunLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs/{run}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell how a run ended
         * @description Repeated with the same lease it changes nothing and answers how the run stands.
         */
        post: operations["reportRunEnded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/runs/{run}/log.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a run's log
         * @description All of it that there is now, as text: one line for each, with its time.
         */
        get: operations["downloadRunLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description What happened in the registry, newest first; by type, model, version and time.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/events/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an event
         * @description One event, told as it was when it happened.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Every change and every refusal, newest first; by action, actor, target, outcome and time.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Caller: {
            team: components["schemas"]["Team"];
            actor: {
                kind: string;
                id: string | null;
                name: string;
            };
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /** @description The only models that it sees; null for all. */
            models: string[] | null;
            /** @description Set for the token of a run: the one version that it sees, and what for. */
            version: {
                /** @description Null for a launch run that works on none. */
                id: string | null;
                purposes: ("download" | "evaluate" | "log")[];
                run: {
                    /** @description `run_` and a UUIDv7. */
                    id: string;
                    /** @description `prj_` and a UUIDv7. */
                    projectId: string;
                } | null;
            } | null;
            /** @description Set for the token of agents: the one queue that they serve. */
            queue: string | null;
            /** @description Whether it may create teams. */
            isOperator: boolean;
        };
        Team: {
            /** @description `tm_` and a UUIDv7. */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
        };
        /** @description An error, as RFC 9457 writes it. */
        Problem: {
            /** @description A name that stays the same for every problem of this kind: `urn:modelwire:problem:CODE`. */
            type: string;
            title: string;
            status: number;
            /** @description What is wrong, then the remedy. */
            detail: string;
            /** @enum {string} */
            code: "malformed" | "invalid" | "unauthenticated" | "forbidden" | "not_found" | "conflict" | "in_progress" | "too_large" | "unsupported_media_type" | "rate_limited" | "unavailable" | "method_not_allowed" | "range_not_satisfiable" | "internal";
            /** @description A finer code, where an operation names some. */
            reason?: string;
            /** @description The path that was asked. */
            instance: string;
            /** @description The id under which the log and the audit log know this request. */
            requestId: string;
            /** @description Each field at fault. Empty when the request as a whole is. */
            errors: {
                /** @description The field, dotted. */
                path: string;
                message: string;
            }[];
        };
        TeamCreated: {
            /** @description `tm_` and a UUIDv7. */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            adminToken: components["schemas"]["TokenCreated"] | null;
        };
        TokenCreated: {
            /** @description `tok_` and a UUIDv7. */
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /** @description The only models that it sees; null for all. */
            models: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            }[] | null;
            /** @description Its last four characters. */
            hint: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            lastUsedAt: string | null;
            /** @description The token itself, told this once. */
            token: string;
        };
        NewTeam: {
            name: string;
        };
        Rotation: {
            resealed: number;
            unreadable: {
                /** @enum {string} */
                kind: "secret" | "webhook" | "github_app";
                id: string;
                teamId: string | null;
            }[];
        };
        Token: {
            /** @description `tok_` and a UUIDv7. */
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /** @description The only models that it sees; null for all. */
            models: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            }[] | null;
            /** @description Its last four characters. */
            hint: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            lastUsedAt: string | null;
        };
        NewToken: {
            name: string;
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /** @default null */
            models?: string[] | null;
            /**
             * Format: date-time
             * @default null
             */
            expiresAt?: string | null;
        };
        Member: {
            /** @description `usr_` and a UUIDv7. */
            id: string;
            name: string;
            email: string | null;
            imageUrl: string | null;
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            since: string;
        };
        RoleChange: {
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
        };
        Invitation: {
            /** @description `inv_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /** @description For whom it was made. Nothing is checked against it. */
            note: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string;
        };
        InvitationCreated: {
            /** @description `inv_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /** @description For whom it was made. Nothing is checked against it. */
            note: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string;
            /** @description The link itself, told this once. */
            url: string;
        };
        NewInvitation: {
            /** @enum {string} */
            role: "viewer" | "member" | "admin";
            /** @default  */
            note?: string;
        };
        ModelSummary: {
            /** @description `mdl_` and a UUIDv7. */
            id: string;
            name: string;
            description: string;
            tags: components["schemas"]["Tag"][];
            versionCount: number;
            /** @description The number of a version: 3 for `v3`. */
            latestVersion: number | null;
            aliases: components["schemas"]["Alias"][];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            updatedAt: string;
        };
        Tag: {
            key: string;
            value: string;
        };
        Alias: {
            name: string;
            /** @description The number of a version: 3 for `v3`. */
            version: number;
            /** @description Only admins may put, move or remove it. */
            isProtected: boolean;
            /** @description `latest`: kept by the system. */
            isSystem: boolean;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            since: string;
            by: string;
        };
        Model: {
            /** @description `mdl_` and a UUIDv7. */
            id: string;
            name: string;
            description: string;
            tags: components["schemas"]["Tag"][];
            versionCount: number;
            /** @description The number of a version: 3 for `v3`. */
            latestVersion: number | null;
            aliases: components["schemas"]["Alias"][];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            updatedAt: string;
            /** @description Markdown. */
            card: string;
            /** @description The number of its first version. */
            firstNumber: 0 | 1;
            createdBy: string;
        };
        NewModel: {
            name: string;
            /** @default  */
            description?: string;
            /** @default  */
            card?: string;
        };
        ModelPatch: {
            description?: string;
            card?: string;
        };
        TagInput: {
            /** @default  */
            value?: string;
        };
        VersionSummary: {
            /** @description `ver_` and a UUIDv7. */
            id: string;
            model: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            };
            /** @description The number of a version: 3 for `v3`. */
            number: number;
            aliases: components["schemas"]["Alias"][];
            tags: components["schemas"]["Tag"][];
            description: string;
            artifact: components["schemas"]["ArtifactRef"];
            digest: string;
            sizeBytes: number;
            fileCount: number;
            /** @description Set where the bytes are kept elsewhere. */
            referenceUri: string | null;
            metadata: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            linkedAt: string;
            linkedBy: string;
        };
        ArtifactRef: {
            /** @description `art_` and a UUIDv7. */
            id: string;
            project: string;
            name: string;
            number: number;
        };
        Version: {
            /** @description `ver_` and a UUIDv7. */
            id: string;
            model: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            };
            /** @description The number of a version: 3 for `v3`. */
            number: number;
            aliases: components["schemas"]["Alias"][];
            tags: components["schemas"]["Tag"][];
            description: string;
            artifact: components["schemas"]["ArtifactRef"];
            digest: string;
            sizeBytes: number;
            fileCount: number;
            /** @description Set where the bytes are kept elsewhere. */
            referenceUri: string | null;
            metadata: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            linkedAt: string;
            linkedBy: string;
            artifactType: string;
            source: components["schemas"]["ArtifactSource"];
            evaluations: components["schemas"]["Evaluation"][];
        };
        ArtifactSource: {
            runId?: string;
            commit?: string;
            repository?: string;
            /** Format: uri */
            url?: string;
        };
        Evaluation: {
            /** @description `evl_` and a UUIDv7. */
            id: string;
            name: string;
            metrics: {
                [key: string]: number;
            };
            checks: {
                [key: string]: boolean;
            };
            runUrl: string | null;
            by: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
        };
        NewVersion: {
            source: {
                artifactId: string;
            } | {
                project: string;
                artifact: string;
                number?: number;
            } | {
                uri: string;
                metadata?: unknown;
                digest?: string;
            };
            /** @default [] */
            aliases?: string[];
            /** @default  */
            description?: string;
            key?: string;
        };
        VersionPatch: {
            description: string;
        };
        NewEvaluation: {
            name: string;
            /** @default {} */
            metrics?: {
                [key: string]: number;
            };
            /** @default {} */
            checks?: {
                [key: string]: boolean;
            };
            /**
             * Format: uri
             * @default null
             */
            runUrl?: string | null;
        };
        Manifest: {
            /** @description `team/model:v3`: the same bytes for ever. */
            ref: string;
            /** @description `ver_` and a UUIDv7. */
            versionId: string;
            model: string;
            number: number;
            digest: string;
            sizeBytes: number;
            /** @description Set where the bytes are kept elsewhere; then no file is listed. */
            referenceUri: string | null;
            files: {
                path: string;
                sizeBytes: number;
                sha256: string;
                /** @description Where the bytes are. It takes the same token. */
                url: string;
            }[];
        };
        File: {
            path: string;
            sizeBytes: number;
            sha256: string;
        };
        ArtifactDraft: {
            artifact: components["schemas"]["Artifact"];
            uploads: components["schemas"]["Upload"][];
        };
        Artifact: {
            /** @description `art_` and a UUIDv7. */
            id: string;
            project: string;
            name: string;
            number: number;
            type: string;
            /** @enum {string} */
            state: "uploading" | "committed";
            description: string;
            metadata: {
                [key: string]: unknown;
            };
            source: components["schemas"]["ArtifactSource"];
            digest: string;
            sizeBytes: number;
            fileCount: number;
            referenceUri: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
        };
        Upload: {
            /** @description `upl_` and a UUIDv7. */
            id: string;
            path: string;
            sizeBytes: number;
            sha256: string;
            /** @description Each part holds this many bytes; the last one holds the rest. */
            partBytes: number;
            /** @description The parts that are here already, numbered from 1. */
            received: number[];
            /** @description The store takes the parts itself, at addresses to ask for. */
            isPresignable: boolean;
        };
        NewArtifact: {
            project: string;
            name: string;
            /** @default model */
            type?: string;
            /** @default  */
            description?: string;
            metadata?: unknown;
            /** @default {} */
            source?: {
                runId?: string;
                commit?: string;
                repository?: string;
                /** Format: uri */
                url?: string;
            };
            /** @default [] */
            files?: {
                path: string;
                sizeBytes: number;
                sha256: string;
            }[];
            /** @default null */
            reference?: string | null;
        };
        StoredPart: {
            partNumber: number;
            sizeBytes: number;
        };
        PresignedPart: {
            /** @description `PUT` the bytes there. It takes this part alone. Send it no token: it is a right of its own. */
            url: string;
            /** @description To be sent with the bytes, as they are. */
            headers: {
                [key: string]: string;
            };
            /** @description What the part holds; another `Content-Length` is refused. */
            sizeBytes: number;
            expiresInSeconds: number;
        };
        Project: {
            name: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
        };
        AliasMoved: {
            alias: string;
            /** @description The number of a version: 3 for `v3`. */
            from: number | null;
            /** @description The number of a version: 3 for `v3`. */
            to: number | null;
            /** @description Null when the alias stood there already: nothing happened. */
            eventId: string | null;
        };
        AliasMoveInput: {
            version: string;
            /** @description The number of the version that must hold the alias now; null for none. Otherwise the answer is 409. */
            expectedVersion?: number | null;
        };
        AliasRollback: {
            /** @description The number of the version that must hold the alias now; null for none. Otherwise the answer is 409. */
            expectedVersion?: number | null;
        };
        AliasMove: {
            /** @description `mov_` and a UUIDv7. */
            id: string;
            alias: string;
            /** @description Null when the alias was new. */
            from: number | null;
            /** @description Null when the alias was removed. */
            to: number | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
            by: string;
        };
        ProtectedAlias: {
            name: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            since: string;
            by: string;
        };
        Preview: {
            eventsLookedAt: number;
            /** @description The newest past events that would have matched, at most 20. */
            matches: {
                /** @description `evt_` and a UUIDv7. */
                eventId: string;
                /** @enum {string} */
                type: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
                model: string;
                version: number | null;
                alias: string | null;
                previousVersion: number | null;
                tag: {
                    key: string;
                    value: string;
                } | null;
                evaluation: string | null;
                actor: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                occurredAt: string;
            }[];
            matchCount: number;
            /** @description Of the events looked at, those of the last 30 days; matches by day (UTC), today last. */
            recent: {
                lookedAt: number;
                matchCount: number;
                perDay: number[];
            };
            rendered: {
                /** @description The newest match; null when nothing matched and a sample is shown. */
                eventId: string | null;
                isSample: boolean;
                body: string | number | boolean | Record<string, never> | unknown[] | null;
            };
            warnings: components["schemas"]["Warning"][];
        };
        /** @description What will work but may surprise. */
        Warning: {
            code: string;
            field: string;
            message: string;
        };
        PreviewRequest: {
            /** @default null */
            model?: string | null;
            /** @enum {string} */
            eventType: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
            /**
             * @default {
             *       "alias": null,
             *       "tag": null,
             *       "conditions": []
             *     }
             */
            filter?: {
                /** @default null */
                alias?: {
                    equals: string;
                } | {
                    matches: string;
                } | null;
                /** @default null */
                tag?: {
                    equals: string;
                } | {
                    matches: string;
                } | null;
                /** @default [] */
                conditions?: {
                    field: string;
                    /** @enum {string} */
                    operator: "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "exists";
                    /** @default null */
                    value?: string | number | boolean | null;
                }[];
            };
            action: {
                /** @enum {string} */
                type: "webhook";
                webhook: string;
                payload?: unknown;
                /** @enum {string|null} */
                whenUnsure?: "resend" | "wait" | null;
            } | {
                /** @enum {string} */
                type: "github";
                repository: string;
                dispatch: {
                    /** @enum {string} */
                    kind: "repository";
                    eventType: string;
                } | {
                    /** @enum {string} */
                    kind: "workflow";
                    workflow: string;
                    /** @default null */
                    ref?: string | null;
                };
                payload?: unknown;
                /** @default null */
                deployment?: {
                    environment: string;
                } | null;
                /** @default false */
                reportsCheck?: boolean;
            } | {
                /** @enum {string} */
                type: "launch";
                job: string;
                /** @default null */
                jobVersion?: number | null;
                queue: string;
                payload?: unknown;
                /** @default {} */
                variables?: {
                    [key: string]: string | number | boolean;
                };
                /**
                 * @default null
                 * @enum {string|null}
                 */
                priority?: "critical" | "high" | "medium" | "low" | null;
                /** @default launch */
                project?: string;
            };
            /** @default preview */
            name?: string;
            /** @default 200 */
            eventsMax?: number;
            eventId?: string;
        };
        Automation: {
            /** @description `aut_` and a UUIDv7. */
            id: string;
            name: string;
            description: string;
            enabled: boolean;
            /** @enum {string|null} */
            pauseReason: "by_person" | "loop" | null;
            /** @description Null: every model of the team. */
            model: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            } | null;
            /** @enum {string} */
            eventType: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
            filter: components["schemas"]["AutomationFilter"];
            action: {
                /** @enum {string} */
                type: "webhook";
                webhook: {
                    /** @description `whk_` and a UUIDv7. */
                    id: string;
                    name: string;
                    preset: string;
                };
                payload: string | number | boolean | Record<string, never> | unknown[] | null;
                /**
                 * @description What becomes of an attempt that may have arrived; null: as the preset has it.
                 * @enum {string|null}
                 */
                whenUnsure: "resend" | "wait" | null;
            } | {
                /** @enum {string} */
                type: "github";
                repository: {
                    /** @description GitHub's own number. */
                    id: number;
                    name: string;
                    /** @description False when the installation no longer covers it. */
                    isReachable: boolean;
                };
                dispatch: {
                    /** @enum {string} */
                    kind: "repository";
                    eventType: string;
                } | {
                    /** @enum {string} */
                    kind: "workflow";
                    workflow: string;
                    ref: string | null;
                };
                payload: string | number | boolean | Record<string, never> | unknown[] | null;
                deployment: {
                    environment: string;
                } | null;
                reportsCheck: boolean;
            } | {
                /** @enum {string} */
                type: "launch";
                job: {
                    /** @description `job_` and a UUIDv7. */
                    id: string;
                    name: string;
                    /** @description Null: the newest when it fires. */
                    version: number | null;
                };
                queue: {
                    /** @description `que_` and a UUIDv7. */
                    id: string;
                    name: string;
                };
                /** @description What is given instead of the job's defaults, as a template. */
                payload: {
                    [key: string]: unknown;
                };
                variables: {
                    [key: string]: string | number | boolean;
                };
                /**
                 * @description Null: as the queue has it.
                 * @enum {string|null}
                 */
                priority: "critical" | "high" | "medium" | "low" | null;
                /** @description Where what the run logs goes. */
                project: string;
            };
            revision: number;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            updatedAt: string;
            lastDelivery: {
                /** @description `dl_` and a UUIDv7. */
                id: string;
                state: string;
                /**
                 * @description How the run stands that it started, on GitHub or in a queue.
                 * @enum {string|null}
                 */
                run: "queued" | "running" | "succeeded" | "failed" | "cancelled" | null;
                status: number | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
            } | null;
            /** @description How the deliveries of the last 30 days ended. */
            deliveries30d: {
                delivered: number;
                finished: number;
            };
        };
        AutomationFilter: {
            alias: {
                equals: string;
            } | {
                matches: string;
            } | null;
            tag: {
                equals: string;
            } | {
                matches: string;
            } | null;
            conditions: {
                field: string;
                /** @enum {string} */
                operator: "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "exists";
                value: string | number | boolean | null;
            }[];
        };
        AutomationCopy: {
            name?: string;
        };
        AutomationTestResult: {
            /** @description What was sent, with `***` where secrets stood; null when nothing was. */
            request: {
                method: string;
                url: string;
                headers: {
                    [key: string]: string;
                };
                body: string;
            } | null;
            /** @description At most 64 KiB of what came back; null when nothing did. */
            response: {
                headers: {
                    [key: string]: string;
                };
                body: string;
                isBodyTruncated: boolean;
            } | null;
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                waitMs: number | null;
                readMs: number | null;
                totalMs: number;
            } | null;
            /**
             * @description How an attempt ended.
             * @enum {string}
             */
            code: "delivered" | "http_status" | "redirected" | "gone" | "disabled_by_receiver" | "dns_failed" | "address_forbidden" | "url_forbidden" | "connection_refused" | "connection_reset" | "network_unreachable" | "timeout" | "tls_failed" | "headers_too_large" | "protocol_error" | "network_error" | "cancelled" | "webhook_deleted" | "webhook_paused" | "secret_missing" | "secret_not_granted" | "secret_unreadable" | "payload_too_large" | "loop_detected" | "worker_lost" | "app_missing" | "installation_missing" | "installation_suspended" | "repository_missing" | "permission_missing" | "dispatch_refused" | "rate_limited" | "channel_refused" | "token_refused" | "message_refused" | "queue_missing" | "queue_draining" | "job_missing" | "parameters_refused";
            status: number | null;
            isDelivered: boolean;
            durationMs: number;
            /** @description The run that a dispatch started, where GitHub names it. */
            run: {
                id: number;
                url: string;
            } | null;
        };
        AutomationTest: {
            eventId?: string;
            /** @default false */
            startsRun?: boolean;
        };
        NewAutomation: {
            name: string;
            /** @default  */
            description?: string;
            /** @default true */
            enabled?: boolean;
            /** @default null */
            model?: string | null;
            /** @enum {string} */
            eventType: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
            /**
             * @default {
             *       "alias": null,
             *       "tag": null,
             *       "conditions": []
             *     }
             */
            filter?: {
                /** @default null */
                alias?: {
                    equals: string;
                } | {
                    matches: string;
                } | null;
                /** @default null */
                tag?: {
                    equals: string;
                } | {
                    matches: string;
                } | null;
                /** @default [] */
                conditions?: {
                    field: string;
                    /** @enum {string} */
                    operator: "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "exists";
                    /** @default null */
                    value?: string | number | boolean | null;
                }[];
            };
            action: {
                /** @enum {string} */
                type: "webhook";
                webhook: string;
                payload?: unknown;
                /** @enum {string|null} */
                whenUnsure?: "resend" | "wait" | null;
            } | {
                /** @enum {string} */
                type: "github";
                repository: string;
                dispatch: {
                    /** @enum {string} */
                    kind: "repository";
                    eventType: string;
                } | {
                    /** @enum {string} */
                    kind: "workflow";
                    workflow: string;
                    /** @default null */
                    ref?: string | null;
                };
                payload?: unknown;
                /** @default null */
                deployment?: {
                    environment: string;
                } | null;
                /** @default false */
                reportsCheck?: boolean;
            } | {
                /** @enum {string} */
                type: "launch";
                job: string;
                /** @default null */
                jobVersion?: number | null;
                queue: string;
                payload?: unknown;
                /** @default {} */
                variables?: {
                    [key: string]: string | number | boolean;
                };
                /**
                 * @default null
                 * @enum {string|null}
                 */
                priority?: "critical" | "high" | "medium" | "low" | null;
                /** @default launch */
                project?: string;
            };
        };
        AutomationPatch: {
            name?: string;
            description?: string;
            enabled?: boolean;
            model?: string | null;
            /** @enum {string} */
            eventType?: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
            filter?: {
                /** @default null */
                alias?: {
                    equals: string;
                } | {
                    matches: string;
                } | null;
                /** @default null */
                tag?: {
                    equals: string;
                } | {
                    matches: string;
                } | null;
                /** @default [] */
                conditions?: {
                    field: string;
                    /** @enum {string} */
                    operator: "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "exists";
                    /** @default null */
                    value?: string | number | boolean | null;
                }[];
            };
            action?: {
                /** @enum {string} */
                type: "webhook";
                webhook: string;
                payload?: unknown;
                /** @enum {string|null} */
                whenUnsure?: "resend" | "wait" | null;
            } | {
                /** @enum {string} */
                type: "github";
                repository: string;
                dispatch: {
                    /** @enum {string} */
                    kind: "repository";
                    eventType: string;
                } | {
                    /** @enum {string} */
                    kind: "workflow";
                    workflow: string;
                    /** @default null */
                    ref?: string | null;
                };
                payload?: unknown;
                /** @default null */
                deployment?: {
                    environment: string;
                } | null;
                /** @default false */
                reportsCheck?: boolean;
            } | {
                /** @enum {string} */
                type: "launch";
                job: string;
                /** @default null */
                jobVersion?: number | null;
                queue: string;
                payload?: unknown;
                /** @default {} */
                variables?: {
                    [key: string]: string | number | boolean;
                };
                /**
                 * @default null
                 * @enum {string|null}
                 */
                priority?: "critical" | "high" | "medium" | "low" | null;
                /** @default launch */
                project?: string;
            };
            expectedRevision?: number;
        };
        WebhookTestResult: {
            /** @description What was sent, with `***` where secrets stood; null when nothing was. */
            request: {
                method: string;
                url: string;
                headers: {
                    [key: string]: string;
                };
                body: string;
            } | null;
            /** @description At most 64 KiB of what came back; null when nothing did. */
            response: {
                headers: {
                    [key: string]: string;
                };
                body: string;
                isBodyTruncated: boolean;
            } | null;
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                waitMs: number | null;
                readMs: number | null;
                totalMs: number;
            } | null;
            /**
             * @description How an attempt ended.
             * @enum {string}
             */
            code: "delivered" | "http_status" | "redirected" | "gone" | "disabled_by_receiver" | "dns_failed" | "address_forbidden" | "url_forbidden" | "connection_refused" | "connection_reset" | "network_unreachable" | "timeout" | "tls_failed" | "headers_too_large" | "protocol_error" | "network_error" | "cancelled" | "webhook_deleted" | "webhook_paused" | "secret_missing" | "secret_not_granted" | "secret_unreadable" | "payload_too_large" | "loop_detected" | "worker_lost" | "app_missing" | "installation_missing" | "installation_suspended" | "repository_missing" | "permission_missing" | "dispatch_refused" | "rate_limited" | "channel_refused" | "token_refused" | "message_refused" | "queue_missing" | "queue_draining" | "job_missing" | "parameters_refused";
            status: number | null;
            isDelivered: boolean;
            durationMs: number;
        };
        UnsavedWebhookTest: {
            payload?: unknown;
            eventId?: string;
            template?: unknown;
            webhook: {
                url: string;
                /**
                 * @default generic
                 * @enum {string}
                 */
                preset?: "generic" | "github" | "slack" | "slack_bot" | "teams" | "teams_legacy" | "mlflow";
                /** @default null */
                accessTokenSecret?: string | null;
                /** @default null */
                signingSecret?: string | null;
                /**
                 * @default base64
                 * @enum {string}
                 */
                signatureEncoding?: "base64" | "hex";
                /** @default null */
                retrySchedule?: number[] | null;
                maxConcurrent?: number | null;
                maxPerSecond?: number | null;
                /** @default unsaved */
                name?: string;
            };
        };
        WebhookTest: {
            payload?: unknown;
            eventId?: string;
            template?: unknown;
        };
        Webhook: {
            /** @description `whk_` and a UUIDv7. */
            id: string;
            name: string;
            /** @description Whole, or cut to its host where the address itself is a secret. */
            url: string;
            isUrlSecret: boolean;
            /** @enum {string} */
            preset: "generic" | "github" | "slack" | "slack_bot" | "teams" | "teams_legacy" | "mlflow";
            accessTokenSecret: string | null;
            signingSecret: string | null;
            /** @enum {string} */
            signatureEncoding: "base64" | "hex";
            /** @description Seconds to wait before each retry. */
            retrySchedule: number[];
            /** @description Requests at once; null: as many as the receiver bears. */
            maxConcurrent: number | null;
            /** @description Requests a second; null: the preset's own, or no limit. */
            maxPerSecond: number | null;
            /**
             * Format: date-time
             * @description Until when nothing is sent because it kept failing; null while it works.
             */
            heldUntil: string | null;
            isPaused: boolean;
            pauseReason: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
            usedBy: {
                /** @description `aut_` and a UUIDv7. */
                id: string;
                name: string;
            }[];
        };
        NewWebhook: {
            name: string;
            url: string;
            /**
             * @default generic
             * @enum {string}
             */
            preset?: "generic" | "github" | "slack" | "slack_bot" | "teams" | "teams_legacy" | "mlflow";
            /** @default null */
            accessTokenSecret?: string | null;
            /** @default null */
            signingSecret?: string | null;
            /**
             * @default base64
             * @enum {string}
             */
            signatureEncoding?: "base64" | "hex";
            /** @default null */
            retrySchedule?: number[] | null;
            maxConcurrent?: number | null;
            maxPerSecond?: number | null;
        };
        WebhookPatch: {
            name?: string;
            url?: string;
            /** @enum {string} */
            preset?: "generic" | "github" | "slack" | "slack_bot" | "teams" | "teams_legacy" | "mlflow";
            accessTokenSecret?: string | null;
            signingSecret?: string | null;
            /** @enum {string} */
            signatureEncoding?: "base64" | "hex";
            retrySchedule?: number[] | null;
            maxConcurrent?: number | null;
            maxPerSecond?: number | null;
            isPaused?: boolean;
        };
        /** @description The GitHub App installed on an account, and tied to the team. */
        Installation: {
            /** @description `ins_` and a UUIDv7. */
            id: string;
            /** @description GitHub's own number. */
            installationId: number;
            account: {
                id: number;
                login: string;
                /** @enum {string} */
                type: "User" | "Organization";
            };
            /** @enum {string} */
            repositorySelection: "all" | "selected";
            repositoryCount: number;
            /** @description What the App asks for and the account has not granted, by GitHub's names. */
            missingPermissions: string[];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            suspendedAt: string | null;
            /** @description The automations whose action goes through it. */
            usedBy: {
                /** @description `aut_` and a UUIDv7. */
                id: string;
                name: string;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
        };
        InstalledRepository: {
            /** @description GitHub's own number: it stays when the repository is renamed. */
            id: number;
            /** @description `owner/name`. */
            name: string;
            defaultBranch: string;
            isPrivate: boolean;
            isArchived: boolean;
        };
        /** @description A secret without its value, which is never shown. */
        Secret: {
            /** @description `sec_` and a UUIDv7. */
            id: string;
            name: string;
            /** @description Towards these webhooks payloads may use it. */
            payloadWebhooks: {
                /** @description `whk_` and a UUIDv7. */
                id: string;
                name: string;
            }[];
            uses: ({
                /** @enum {string} */
                kind: "access_token" | "signing";
                webhook: {
                    /** @description `whk_` and a UUIDv7. */
                    id: string;
                    name: string;
                };
            } | {
                /** @enum {string} */
                kind: "payload";
                automation: {
                    /** @description `aut_` and a UUIDv7. */
                    id: string;
                    name: string;
                };
            })[];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            replacedAt: string | null;
        };
        NewSecret: {
            name: string;
            value: string;
            /** @default [] */
            payloadWebhooks?: string[];
        };
        SecretPatch: {
            value?: string;
            payloadWebhooks?: string[];
        };
        Policy: {
            /** @description `ghp_` and a UUIDv7. */
            id: string;
            name: string;
            rule: components["schemas"]["NarrowRule"] | components["schemas"]["AllowRule"];
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
        };
        NarrowRule: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "narrow";
            /** @description The models that it is about; null for all. */
            models: string[] | null;
            repositories: string[] | null;
            refs: string[] | null;
            workflows: string[] | null;
            environments: string[] | null;
            purposes: ("download" | "evaluate")[] | null;
        };
        AllowRule: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "allow";
            /** @description The models that it is about; null for all. */
            models: string[] | null;
            repository: string;
            events: string[];
            purposes: ("download" | "evaluate")[];
        };
        NewPolicy: {
            name: string;
            rule: {
                /** @enum {string} */
                kind: "narrow";
                /** @default null */
                models?: string[] | null;
                /** @default null */
                repositories?: string[] | null;
                /** @default null */
                refs?: string[] | null;
                /** @default null */
                workflows?: string[] | null;
                /** @default null */
                environments?: string[] | null;
                /** @default null */
                purposes?: ("download" | "evaluate")[] | null;
            } | {
                /** @enum {string} */
                kind: "allow";
                /** @default null */
                models?: string[] | null;
                repository: string;
                events: ("repository_dispatch" | "workflow_dispatch" | "workflow_run" | "push" | "release" | "schedule" | "deployment" | "deployment_status")[];
                purposes: ("download" | "evaluate")[];
            };
        };
        RunToken: {
            /** @description The token itself, told this once. Mask it in logs. */
            token: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string;
            team: string;
            model: string;
            /** @description `v3`: the only version that exists to the token. */
            version: string;
            /** @description `ver_` and a UUIDv7. */
            versionId: string;
            /** @description `dl_` and a UUIDv7. */
            delivery: string;
            purposes: ("download" | "evaluate")[];
        };
        ExchangeRequest: {
            token: string;
            delivery: string;
            /**
             * @default [
             *       "download",
             *       "evaluate"
             *     ]
             */
            purpose?: ("download" | "evaluate")[];
        };
        DeliverySummary: {
            /** @description `dl_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            state: "pending" | "sending" | "retrying" | "delivered" | "unknown" | "gave_up" | "stopped";
            /** @description True while its webhook is paused and it waits for that. */
            isPaused: boolean;
            /**
             * Format: date-time
             * @description Until when it is held back because its webhook kept failing; null where it is not.
             */
            heldUntil: string | null;
            lastStatus: number | null;
            /**
             * @description How an attempt ended.
             * @enum {string|null}
             */
            lastCode: "delivered" | "http_status" | "redirected" | "gone" | "disabled_by_receiver" | "dns_failed" | "address_forbidden" | "url_forbidden" | "connection_refused" | "connection_reset" | "network_unreachable" | "timeout" | "tls_failed" | "headers_too_large" | "protocol_error" | "network_error" | "cancelled" | "webhook_deleted" | "webhook_paused" | "secret_missing" | "secret_not_granted" | "secret_unreadable" | "payload_too_large" | "loop_detected" | "worker_lost" | "app_missing" | "installation_missing" | "installation_suspended" | "repository_missing" | "permission_missing" | "dispatch_refused" | "rate_limited" | "channel_refused" | "token_refused" | "message_refused" | "queue_missing" | "queue_draining" | "job_missing" | "parameters_refused" | null;
            automation: {
                /** @description `aut_` and a UUIDv7. */
                id: string;
                name: string;
            };
            action: {
                /** @enum {string} */
                type: "webhook" | "github" | "launch";
                target: string;
                preset: string;
            };
            event: {
                /** @description `evt_` and a UUIDv7. */
                id: string;
                /** @enum {string} */
                type: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
                alias: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                occurredAt: string;
                previousVersion: number | null;
                actor: string;
            };
            model: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            };
            version: number | null;
            attempts: number;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            lastAttemptAt: string | null;
            /**
             * Format: date-time
             * @description When it is tried next; null in a final state.
             */
            dueAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            finishedAt: string | null;
            /** @description Who said that it arrived, when its last attempt left that open. */
            confirmed: {
                by: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
            } | null;
            /** @description How the run stands that it started, on GitHub or in a queue; null where none is known. */
            run: {
                /** @description GitHub's own number, or that of a launch run within its team. */
                id: number;
                /** @enum {string} */
                state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                /**
                 * @description GitHub's own word for how it ended; null before.
                 * @enum {string|null}
                 */
                conclusion: "success" | "failure" | "neutral" | "cancelled" | "skipped" | "timed_out" | "startup_failure" | "action_required" | "stale" | "other" | null;
                url: string;
                workflow: string;
                /** @description Counts from 1; a rerun is a new attempt. */
                attempt: number;
                /** @description The first job that failed in this attempt. */
                failingJob: {
                    name: string;
                    url: string;
                } | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                startedAt: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                finishedAt: string | null;
                /** @description Set where it is a run of a launch queue, in its own words; `workflow` is its job then. */
                launch?: {
                    /** @description `run_` and a UUIDv7. */
                    id: string;
                    /** @enum {string} */
                    state: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
                    end: {
                        /** @enum {string} */
                        cause: "exit" | "signal" | "out_of_memory" | "timed_out" | "killed_by_person" | "not_allowed" | "start_failed" | "image_missing" | "checkout_failed" | "agent_lost" | "agent_stopped" | "queue_deleted" | "workflow_failed" | "dispatch_refused";
                        message: string | null;
                    } | null;
                };
                /** @description `dl_` and a UUIDv7. */
                deliveryId: string;
                /** @description How many runs the delivery started; this one most needs a look. */
                runCount: number;
            } | null;
        };
        Delivery: {
            /** @description `dl_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            state: "pending" | "sending" | "retrying" | "delivered" | "unknown" | "gave_up" | "stopped";
            /** @description True while its webhook is paused and it waits for that. */
            isPaused: boolean;
            /**
             * Format: date-time
             * @description Until when it is held back because its webhook kept failing; null where it is not.
             */
            heldUntil: string | null;
            lastStatus: number | null;
            /**
             * @description How an attempt ended.
             * @enum {string|null}
             */
            lastCode: "delivered" | "http_status" | "redirected" | "gone" | "disabled_by_receiver" | "dns_failed" | "address_forbidden" | "url_forbidden" | "connection_refused" | "connection_reset" | "network_unreachable" | "timeout" | "tls_failed" | "headers_too_large" | "protocol_error" | "network_error" | "cancelled" | "webhook_deleted" | "webhook_paused" | "secret_missing" | "secret_not_granted" | "secret_unreadable" | "payload_too_large" | "loop_detected" | "worker_lost" | "app_missing" | "installation_missing" | "installation_suspended" | "repository_missing" | "permission_missing" | "dispatch_refused" | "rate_limited" | "channel_refused" | "token_refused" | "message_refused" | "queue_missing" | "queue_draining" | "job_missing" | "parameters_refused" | null;
            automation: {
                /** @description `aut_` and a UUIDv7. */
                id: string;
                name: string;
            };
            action: {
                /** @enum {string} */
                type: "webhook" | "github" | "launch";
                target: string;
                preset: string;
                stored: {
                    /** @enum {string} */
                    type: "webhook";
                    /** @description `whk_` and a UUIDv7. */
                    webhookId: string;
                    payload: string | number | boolean | Record<string, never> | unknown[] | null;
                    /** @enum {string|null} */
                    whenUnsure?: "resend" | "wait" | null;
                } | {
                    /** @enum {string} */
                    type: "github";
                    /** @description `ins_` and a UUIDv7. */
                    installationId: string;
                    repositoryId: number;
                    repository: string;
                    dispatch: {
                        /** @enum {string} */
                        kind: "repository";
                        eventType: string;
                    } | {
                        /** @enum {string} */
                        kind: "workflow";
                        workflow: string;
                        ref: string | null;
                    };
                    payload: string | number | boolean | Record<string, never> | unknown[] | null;
                    deployment: {
                        environment: string;
                    } | null;
                    reportsCheck: boolean;
                } | {
                    /** @enum {string} */
                    type: "launch";
                    /** @description `job_` and a UUIDv7. */
                    jobId: string;
                    jobName: string;
                    jobVersion: number | null;
                    /** @description `que_` and a UUIDv7. */
                    queueId: string;
                    queueName: string;
                    /** @description What is given instead of the job's defaults, as a template. */
                    payload: {
                        [key: string]: unknown;
                    };
                    variables: {
                        [key: string]: string | number | boolean;
                    };
                    /**
                     * @description Null: as the queue has it.
                     * @enum {string|null}
                     */
                    priority: "critical" | "high" | "medium" | "low" | null;
                    /** @description Where what the run logs goes. */
                    project: string;
                };
            };
            event: {
                /** @description `evt_` and a UUIDv7. */
                id: string;
                /** @enum {string} */
                type: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
                alias: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                occurredAt: string;
                previousVersion: number | null;
                actor: string;
            };
            model: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            };
            version: number | null;
            attempts: number;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            lastAttemptAt: string | null;
            /**
             * Format: date-time
             * @description When it is tried next; null in a final state.
             */
            dueAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            finishedAt: string | null;
            /** @description Who said that it arrived, when its last attempt left that open. */
            confirmed: {
                by: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
            } | null;
            /** @description How the run stands that it started, on GitHub or in a queue; null where none is known. */
            run: {
                /** @description GitHub's own number, or that of a launch run within its team. */
                id: number;
                /** @enum {string} */
                state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                /**
                 * @description GitHub's own word for how it ended; null before.
                 * @enum {string|null}
                 */
                conclusion: "success" | "failure" | "neutral" | "cancelled" | "skipped" | "timed_out" | "startup_failure" | "action_required" | "stale" | "other" | null;
                url: string;
                workflow: string;
                /** @description Counts from 1; a rerun is a new attempt. */
                attempt: number;
                /** @description The first job that failed in this attempt. */
                failingJob: {
                    name: string;
                    url: string;
                } | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                startedAt: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                finishedAt: string | null;
                /** @description Set where it is a run of a launch queue, in its own words; `workflow` is its job then. */
                launch?: {
                    /** @description `run_` and a UUIDv7. */
                    id: string;
                    /** @enum {string} */
                    state: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
                    end: {
                        /** @enum {string} */
                        cause: "exit" | "signal" | "out_of_memory" | "timed_out" | "killed_by_person" | "not_allowed" | "start_failed" | "image_missing" | "checkout_failed" | "agent_lost" | "agent_stopped" | "queue_deleted" | "workflow_failed" | "dispatch_refused";
                        message: string | null;
                    } | null;
                };
                /** @description `dl_` and a UUIDv7. */
                deliveryId: string;
                /** @description How many runs the delivery started; this one most needs a look. */
                runCount: number;
            } | null;
            /** @description The rendered payload, with `***` where secrets stand. */
            body: string;
            scheduleSeconds: number[];
            /** @description Tries since it was last asked for: the position within the schedule. */
            tries: number;
            /** @description Every attempt, newest first. */
            history: components["schemas"]["Attempt"][];
            /** @description Every run that it started, newest first. */
            runs: {
                /** @description GitHub's own number, or that of a launch run within its team. */
                id: number;
                /** @enum {string} */
                state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                /**
                 * @description GitHub's own word for how it ended; null before.
                 * @enum {string|null}
                 */
                conclusion: "success" | "failure" | "neutral" | "cancelled" | "skipped" | "timed_out" | "startup_failure" | "action_required" | "stale" | "other" | null;
                url: string;
                workflow: string;
                /** @description Counts from 1; a rerun is a new attempt. */
                attempt: number;
                /** @description The first job that failed in this attempt. */
                failingJob: {
                    name: string;
                    url: string;
                } | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                startedAt: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                finishedAt: string | null;
                /** @description Set where it is a run of a launch queue, in its own words; `workflow` is its job then. */
                launch?: {
                    /** @description `run_` and a UUIDv7. */
                    id: string;
                    /** @enum {string} */
                    state: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
                    end: {
                        /** @enum {string} */
                        cause: "exit" | "signal" | "out_of_memory" | "timed_out" | "killed_by_person" | "not_allowed" | "start_failed" | "image_missing" | "checkout_failed" | "agent_lost" | "agent_stopped" | "queue_deleted" | "workflow_failed" | "dispatch_refused";
                        message: string | null;
                    } | null;
                };
            }[];
            /** @description Where else these runs are told of. */
            reports: {
                /** @enum {string} */
                kind: "deployment" | "check" | "slack";
                /** @description True once the other side has been told anything. */
                isTold: boolean;
                /**
                 * @description Why it could not be told the last time.
                 * @enum {string|null}
                 */
                problem: "app_missing" | "installation_missing" | "deployments_permission" | "checks_permission" | "repository_missing" | "commit_missing" | "refused" | "rate_limited" | "unreachable" | "webhook_missing" | "secret_unavailable" | null;
            }[];
        };
        Attempt: {
            /** @description What was sent, with `***` where secrets stood; null when nothing was. */
            request: {
                method: string;
                url: string;
                headers: {
                    [key: string]: string;
                };
                body: string;
            } | null;
            /** @description At most 64 KiB of what came back; null when nothing did. */
            response: {
                headers: {
                    [key: string]: string;
                };
                body: string;
                isBodyTruncated: boolean;
            } | null;
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                waitMs: number | null;
                readMs: number | null;
                totalMs: number;
            } | null;
            /** @description `att_` and a UUIDv7. */
            id: string;
            /** @description Counts from 1 over the whole life of the delivery. */
            number: number;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            startedAt: string;
            durationMs: number;
            /**
             * @description How an attempt ended.
             * @enum {string}
             */
            code: "delivered" | "http_status" | "redirected" | "gone" | "disabled_by_receiver" | "dns_failed" | "address_forbidden" | "url_forbidden" | "connection_refused" | "connection_reset" | "network_unreachable" | "timeout" | "tls_failed" | "headers_too_large" | "protocol_error" | "network_error" | "cancelled" | "webhook_deleted" | "webhook_paused" | "secret_missing" | "secret_not_granted" | "secret_unreadable" | "payload_too_large" | "loop_detected" | "worker_lost" | "app_missing" | "installation_missing" | "installation_suspended" | "repository_missing" | "permission_missing" | "dispatch_refused" | "rate_limited" | "channel_refused" | "token_refused" | "message_refused" | "queue_missing" | "queue_draining" | "job_missing" | "parameters_refused";
            status: number | null;
        };
        DeliveryMoved: {
            /** @description `dl_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            from: "pending" | "sending" | "retrying" | "delivered" | "unknown" | "gave_up" | "stopped";
            /** @enum {string} */
            to: "pending" | "sending" | "retrying" | "delivered" | "unknown" | "gave_up" | "stopped";
        };
        DeliveryBatch: {
            /** @description `bat_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            kind: "recover" | "stop";
            /** @enum {string} */
            state: "running" | "done" | "cancelled";
            target: {
                /** @enum {string} */
                type: "webhook" | "automation";
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            since: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            until: string;
            /** @description Deliveries that it was about when it was asked for. */
            total: number;
            /** @description How many of them it has moved so far. */
            done: number;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            finishedAt: string | null;
        };
        Job: {
            /** @description `job_` and a UUIDv7. */
            id: string;
            name: string;
            description: string;
            versionCount: number;
            latest: components["schemas"]["JobVersion"];
            /** @description The newest run; null where none was queued yet. */
            lastRun: {
                /** @description `run_` and a UUIDv7. */
                id: string;
                number: number;
                state: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
            } | null;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            updatedAt: string;
        };
        JobVersion: {
            /** @description `jbv_` and a UUIDv7. */
            id: string;
            /** @description Counts from 0. */
            number: number;
            source: components["schemas"]["JobSource"];
            /** @description JSON Schema (2020-12) of the parameters. */
            parameters: {
                [key: string]: unknown;
            };
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
        };
        JobSource: {
            /** @enum {string} */
            type: "image";
            image: string;
            /** @default null */
            command?: string[] | null;
        } | {
            /** @enum {string} */
            type: "git";
            repository: string;
            ref: string;
            entryPoint: string[];
        } | {
            /** @enum {string} */
            type: "command";
            command: string[];
        };
        NewJob: {
            source: {
                /** @enum {string} */
                type: "image";
                image: string;
                /** @default null */
                command?: string[] | null;
            } | {
                /** @enum {string} */
                type: "git";
                repository: string;
                ref: string;
                entryPoint: string[];
            } | {
                /** @enum {string} */
                type: "command";
                command: string[];
            };
            parameters?: unknown;
            name: string;
            /** @default  */
            description?: string;
        };
        JobPatch: {
            description?: string;
        };
        NewJobVersion: {
            source: {
                /** @enum {string} */
                type: "image";
                image: string;
                /** @default null */
                command?: string[] | null;
            } | {
                /** @enum {string} */
                type: "git";
                repository: string;
                ref: string;
                entryPoint: string[];
            } | {
                /** @enum {string} */
                type: "command";
                command: string[];
            };
            parameters?: unknown;
        };
        Queue: {
            /** @description `que_` and a UUIDv7. */
            id: string;
            name: string;
            description: string;
            /** @enum {string} */
            resource: "process" | "docker" | "kubernetes" | "github-actions";
            /** @enum {string} */
            state: "open" | "paused" | "draining";
            /** @description Runs at once over all agents; null: as many as they take. */
            maxRunning: number | null;
            /**
             * @description `critical` is claimed first, then by age.
             * @enum {string}
             */
            defaultPriority: "critical" | "high" | "medium" | "low";
            /** @description Resource arguments, with `{{variable}}` where a run may set one. */
            template: {
                [key: string]: unknown;
            };
            variables: {
                name: string;
                /** @enum {string} */
                type: "string" | "integer" | "number" | "boolean";
                /** @default  */
                description?: string;
                /** @default null */
                default?: string | number | boolean | null;
                /** @default null */
                minimum?: number | null;
                /** @default null */
                maximum?: number | null;
                /** @default null */
                options?: (string | number)[] | null;
            }[];
            waiting: number;
            running: number;
            /**
             * Format: date-time
             * @description When the oldest that waits was queued.
             */
            oldestQueuedAt: string | null;
            /** @description Agents heard of in the last seconds. With none, nothing is run. */
            agentsListening: number;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            updatedAt: string;
        };
        NewQueue: {
            name: string;
            /** @default  */
            description?: string;
            /** @enum {string} */
            resource: "process" | "docker" | "kubernetes" | "github-actions";
            /** @default null */
            maxRunning?: number | null;
            /**
             * @default medium
             * @enum {string}
             */
            defaultPriority?: "critical" | "high" | "medium" | "low";
            template?: unknown;
            /** @default [] */
            variables?: {
                name: string;
                /** @enum {string} */
                type: "string" | "integer" | "number" | "boolean";
                /** @default  */
                description?: string;
                /** @default null */
                default?: string | number | boolean | null;
                /** @default null */
                minimum?: number | null;
                /** @default null */
                maximum?: number | null;
                /** @default null */
                options?: (string | number)[] | null;
            }[];
        };
        QueuePatch: {
            description?: string;
            maxRunning?: number | null;
            /** @enum {string} */
            defaultPriority?: "critical" | "high" | "medium" | "low";
            template?: unknown;
            variables?: {
                name: string;
                /** @enum {string} */
                type: "string" | "integer" | "number" | "boolean";
                /** @default  */
                description?: string;
                /** @default null */
                default?: string | number | boolean | null;
                /** @default null */
                minimum?: number | null;
                /** @default null */
                maximum?: number | null;
                /** @default null */
                options?: (string | number)[] | null;
            }[];
        };
        Agent: {
            /** @description `agt_` and a UUIDv7. */
            id: string;
            name: string;
            hostname: string;
            version: string;
            /** @description Runs that it takes at once. */
            slots: number;
            /** @enum {string} */
            state: "listening" | "draining" | "silent" | "gone";
            runs: {
                /** @description `run_` and a UUIDv7. */
                id: string;
                number: number;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            lastHeardAt: string;
        };
        AgentToken: {
            /** @description `tok_` and a UUIDv7. */
            id: string;
            name: string;
            /** @description The last four characters. */
            hint: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            lastUsedAt: string | null;
        };
        AgentTokenCreated: {
            /** @description `tok_` and a UUIDv7. */
            id: string;
            name: string;
            /** @description The last four characters. */
            hint: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            lastUsedAt: string | null;
            /** @description The token itself, told this once. */
            token: string;
        };
        NewAgentToken: {
            name: string;
            /**
             * Format: date-time
             * @default null
             */
            expiresAt?: string | null;
        };
        Run: {
            /** @description `run_` and a UUIDv7. */
            id: string;
            /** @description Counts from 1 within the team. */
            number: number;
            /** @enum {string} */
            state: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
            job: {
                /** @description `job_` and a UUIDv7. */
                id: string;
                name: string;
                version: number;
                source: components["schemas"]["JobSource"];
            };
            queue: {
                /** @description `que_` and a UUIDv7. */
                id: string;
                name: string;
                /** @enum {string} */
                resource: "process" | "docker" | "kubernetes" | "github-actions";
            };
            /**
             * @description `critical` is claimed first, then by age.
             * @enum {string}
             */
            priority: "critical" | "high" | "medium" | "low";
            /** @description Where what it logs goes. */
            project: string;
            /** @description What it works on. */
            version: {
                /** @description `ver_` and a UUIDv7. */
                id: string;
                model: string;
                number: number;
            } | null;
            cause: {
                /** @description The event behind it. */
                eventId: string | null;
                /** @description The delivery that queued it. */
                deliveryId: string | null;
                automation: {
                    /** @description `aut_` and a UUIDv7. */
                    id: string;
                    name: string;
                } | null;
                rerunOf: {
                    /** @description `run_` and a UUIDv7. */
                    id: string;
                    number: number;
                } | null;
                by: string;
            };
            /** @description How often it was claimed: more than once where an agent was lost. */
            lease: number;
            agent: {
                /** @description `agt_` and a UUIDv7. */
                id: string;
                name: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            leaseExpiresAt: string | null;
            killRequested: {
                by: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            queuedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            claimedAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            finishedAt: string | null;
            /** @description Why it ended; null where it has not, or simply finished. */
            end: {
                /** @enum {string} */
                cause: "exit" | "signal" | "out_of_memory" | "timed_out" | "killed_by_person" | "not_allowed" | "start_failed" | "image_missing" | "checkout_failed" | "agent_lost" | "agent_stopped" | "queue_deleted" | "workflow_failed" | "dispatch_refused";
                exitCode: number | null;
                message: string | null;
            } | null;
            log: {
                lines: number;
                bytes: number;
                isCut: boolean;
            };
        };
        NewRun: {
            job: string;
            /** @default null */
            jobVersion?: number | null;
            queue: string;
            parameters?: unknown;
            /** @default {} */
            variables?: {
                [key: string]: string | number | boolean;
            };
            /**
             * @default null
             * @enum {string|null}
             */
            priority?: "critical" | "high" | "medium" | "low" | null;
            /** @default launch */
            project?: string;
            /** @default null */
            version?: string | null;
        };
        RunDetail: {
            /** @description `run_` and a UUIDv7. */
            id: string;
            /** @description Counts from 1 within the team. */
            number: number;
            /** @enum {string} */
            state: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
            job: {
                /** @description `job_` and a UUIDv7. */
                id: string;
                name: string;
                version: number;
                source: components["schemas"]["JobSource"];
            };
            queue: {
                /** @description `que_` and a UUIDv7. */
                id: string;
                name: string;
                /** @enum {string} */
                resource: "process" | "docker" | "kubernetes" | "github-actions";
            };
            /**
             * @description `critical` is claimed first, then by age.
             * @enum {string}
             */
            priority: "critical" | "high" | "medium" | "low";
            /** @description Where what it logs goes. */
            project: string;
            /** @description What it works on. */
            version: {
                /** @description `ver_` and a UUIDv7. */
                id: string;
                model: string;
                number: number;
            } | null;
            cause: {
                /** @description The event behind it. */
                eventId: string | null;
                /** @description The delivery that queued it. */
                deliveryId: string | null;
                automation: {
                    /** @description `aut_` and a UUIDv7. */
                    id: string;
                    name: string;
                } | null;
                rerunOf: {
                    /** @description `run_` and a UUIDv7. */
                    id: string;
                    number: number;
                } | null;
                by: string;
            };
            /** @description How often it was claimed: more than once where an agent was lost. */
            lease: number;
            agent: {
                /** @description `agt_` and a UUIDv7. */
                id: string;
                name: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            leaseExpiresAt: string | null;
            killRequested: {
                by: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                at: string;
            } | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            queuedAt: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            claimedAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            finishedAt: string | null;
            /** @description Why it ended; null where it has not, or simply finished. */
            end: {
                /** @enum {string} */
                cause: "exit" | "signal" | "out_of_memory" | "timed_out" | "killed_by_person" | "not_allowed" | "start_failed" | "image_missing" | "checkout_failed" | "agent_lost" | "agent_stopped" | "queue_deleted" | "workflow_failed" | "dispatch_refused";
                exitCode: number | null;
                message: string | null;
            } | null;
            log: {
                lines: number;
                bytes: number;
                isCut: boolean;
            };
            /** @description All of them, with the defaults. */
            parameters: {
                [key: string]: unknown;
            };
            /** @description Those that were given. */
            overrides: {
                [key: string]: unknown;
            };
            variables: {
                [key: string]: string | number | boolean;
            };
            artifacts: {
                /** @description `art_` and a UUIDv7. */
                id: string;
                project: string;
                name: string;
                number: number;
                versions: {
                    model: string;
                    number: number;
                }[];
            }[];
            evaluations: {
                name: string;
                model: string;
                version: number;
                metrics: {
                    [key: string]: number;
                };
            }[];
            /** @description The workflow run of a queue of `github-actions`. */
            workflowUrl: string | null;
        };
        RerunChanges: {
            jobVersion?: number;
            queue?: string;
            parameters?: unknown;
            variables?: {
                [key: string]: string | number | boolean;
            };
            /** @enum {string} */
            priority?: "critical" | "high" | "medium" | "low";
        };
        RegisteredAgent: {
            /** @description `agt_` and a UUIDv7. */
            agent: string;
            queue: {
                /** @description `que_` and a UUIDv7. */
                id: string;
                name: string;
                /** @enum {string} */
                resource: "process" | "docker" | "kubernetes" | "github-actions";
            };
            /** @description Poll at least this often while it holds runs. */
            heartbeatSeconds: number;
            /** @description An agent that was not heard of for so long has lost its runs. */
            leaseSeconds: number;
        };
        PollAnswer: {
            assigned: components["schemas"]["Assignment"][];
            /** @description Runs to kill. */
            kill: string[];
            /** @description Runs that are not its own any more: it ends them, and reports nothing. */
            lost: string[];
            /** @enum {string} */
            order: "work" | "drain";
            heartbeatSeconds: number;
        };
        Assignment: {
            /** @description `run_` and a UUIDv7. */
            run: string;
            number: number;
            /** @description Sent along with everything that is told of the run. */
            lease: number;
            leaseSeconds: number;
            job: {
                name: string;
                version: number;
                source?: {
                    [key: string]: unknown;
                };
            };
            resource: {
                /** @enum {string} */
                type: "process" | "docker" | "kubernetes" | "github-actions";
                arguments: {
                    [key: string]: unknown;
                };
            };
            parameters: {
                [key: string]: unknown;
            };
            project: string;
            version: {
                /** @description `ver_` and a UUIDv7. */
                id: string;
                model: string;
                number: number;
                /** @description `art_` and a UUIDv7. */
                artifactId: string;
            } | null;
            cause: {
                /** @description The event that led to it. */
                eventId: string | null;
                /** @description The delivery that queued it. */
                deliveryId: string | null;
            };
            team: string;
            /** @description The run's own token: it downloads and evaluates its version, and logs artifacts into its project. */
            token: {
                text: string;
                /**
                 * Format: date-time
                 * @description ISO 8601 in UTC.
                 */
                expiresAt: string;
            };
        };
        RunStanding: {
            /** @description `run_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            state: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
        };
        LogReceipt: {
            /** @description The sequence of the chunk that is expected now. */
            nextSequence: number;
            isCut: boolean;
        };
        LogPage: {
            lines: {
                at: number;
                /** @enum {string} */
                stream: "out" | "err" | "agent";
                text: string;
                /** @description Counts from 1. */
                number: number;
                /** @description Grows where another agent began anew. */
                lease: number;
            }[];
            /** @description The `fromLine` of the next page. */
            nextLine: number;
            hasMore: boolean;
            /** @enum {string} */
            state: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
            isEnded: boolean;
            /** @description Something is missing: an agent was lost, or the log grew too long. */
            isCut: boolean;
        };
        Event: {
            /** @description `evt_` and a UUIDv7. */
            id: string;
            /** @enum {string} */
            type: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            occurredAt: string;
            team: {
                /** @description `tm_` and a UUIDv7. */
                id: string;
                name: string;
            };
            actor: {
                /** @enum {string} */
                kind: "user";
                /** @description `usr_` and a UUIDv7. */
                id: string;
                name: string;
            } | {
                /** @enum {string} */
                kind: "token";
                /** @description `tok_` and a UUIDv7. */
                id: string;
                name: string;
            } | {
                /** @enum {string} */
                kind: "system";
                id: null;
                name: string;
            };
            model: {
                /** @description `mdl_` and a UUIDv7. */
                id: string;
                name: string;
            };
            version: {
                /** @description `ver_` and a UUIDv7. */
                id: string;
                number: number;
                description: string;
                artifact: {
                    /** @description `art_` and a UUIDv7. */
                    id: string;
                    project: string;
                    name: string;
                    number: number;
                    type: string;
                    digest: string;
                };
                metadata: {
                    [key: string]: unknown;
                };
                referenceUri: string | null;
            } | null;
            alias: string | null;
            tag: {
                key: string;
                value: string;
            } | null;
            /** @description Where a moved alias stood before. */
            previousVersion: {
                /** @description `ver_` and a UUIDv7. */
                id: string;
                number: number;
            } | null;
            evaluation: {
                /** @description `evl_` and a UUIDv7. */
                id: string;
                name: string;
                metrics: {
                    [key: string]: number;
                };
                checks: {
                    [key: string]: boolean;
                };
                runUrl: string | null;
            } | null;
            failure: {
                /** @description `dl_` and a UUIDv7. */
                deliveryId: string;
                /** @description `aut_` and a UUIDv7. */
                automationId: string;
                automationName: string;
                code: string;
                /** @description The run that failed, where the delivery itself did not. */
                run?: {
                    url: string;
                    workflow: string;
                    attempt: number;
                    /** @enum {string} */
                    conclusion: "success" | "failure" | "neutral" | "cancelled" | "skipped" | "timed_out" | "startup_failure" | "action_required" | "stale" | "other";
                    failingJob: {
                        name: string;
                        url: string;
                    } | null;
                    /** @description Why a launch run failed, as a sentence. */
                    reason?: string;
                };
            } | null;
            /** @description The delivery that led to this change. */
            causeDeliveryId: string | null;
        };
        AuditEntry: {
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601 in UTC.
             */
            at: string;
            actor: {
                kind: string;
                id: string | null;
                name: string;
            };
            action: string;
            /** @enum {string} */
            outcome: "done" | "refused";
            reason: string | null;
            target: {
                id: string | null;
                name: string | null;
            };
            /** @description What else the action says of itself. */
            details: {
                [key: string]: unknown;
            };
            address: string | null;
            requestId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    whoAmI: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "team": {
                     *         "id": "tm_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a12",
                     *         "name": "acme",
                     *         "createdAt": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "actor": {
                     *         "kind": "token",
                     *         "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
                     *         "name": "ci"
                     *       },
                     *       "role": "member",
                     *       "models": null,
                     *       "version": null,
                     *       "queue": null,
                     *       "isOperator": false
                     *     }
                     */
                    "application/json": components["schemas"]["Caller"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "acme"
                 *     }
                 */
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            /** @description The team and its first token. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tm_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a12",
                     *       "name": "acme",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "adminToken": {
                     *         "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
                     *         "name": "ci",
                     *         "role": "admin",
                     *         "models": null,
                     *         "hint": "x9Kd",
                     *         "createdAt": "2026-05-04T09:30:00.000Z",
                     *         "createdBy": "ann",
                     *         "expiresAt": null,
                     *         "lastUsedAt": "2026-05-04T09:30:00.000Z",
                     *         "token": "mw_…x9Kd"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["TeamCreated"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no operator's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: There is a team of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was sealed anew, and what no key opens. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resealed": 12,
                     *       "unreadable": []
                     *     }
                     */
                    "application/json": components["schemas"]["Rotation"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no operator's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The team. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tm_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a12",
                     *       "name": "acme",
                     *       "createdAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tokens. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
                     *           "name": "ci",
                     *           "role": "member",
                     *           "models": [
                     *             {
                     *               "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *               "name": "fraud-detector"
                     *             }
                     *           ],
                     *           "hint": "x9Kd",
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "createdBy": "ann",
                     *           "expiresAt": null,
                     *           "lastUsedAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Token"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "ci",
                 *       "role": "member",
                 *       "models": [
                 *         "fraud-detector"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description The token with its text. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
                     *       "name": "ci",
                     *       "role": "member",
                     *       "models": [
                     *         {
                     *           "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *           "name": "fraud-detector"
                     *         }
                     *       ],
                     *       "hint": "x9Kd",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "expiresAt": null,
                     *       "lastUsedAt": "2026-05-04T09:30:00.000Z",
                     *       "token": "mw_…x9Kd"
                     *     }
                     */
                    "application/json": components["schemas"]["TokenCreated"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a token of this name, or the `Idempotency-Key` made one whose text was told already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The token's id. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is revoked. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The token comes from the server's environment. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of members. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "usr_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a17",
                     *           "name": "ann",
                     *           "email": "ann@example.com",
                     *           "imageUrl": null,
                     *           "role": "admin",
                     *           "since": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Member"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The member's id. */
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person is no member any more. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: It is the team's last admin. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The member's id. */
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "member"
                 *     }
                 */
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "usr_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a17",
                     *       "name": "ann",
                     *       "email": "ann@example.com",
                     *       "imageUrl": null,
                     *       "role": "admin",
                     *       "since": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: It is the team's last admin. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of invitations. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "inv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a21",
                     *           "role": "member",
                     *           "note": "ben@example.com",
                     *           "createdBy": "ann",
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "expiresAt": "2026-05-11T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "member",
                 *       "note": "ben@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description The invitation with its link. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "inv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a21",
                     *       "role": "member",
                     *       "note": "ben@example.com",
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "expiresAt": "2026-05-11T09:30:00.000Z",
                     *       "url": "https://models.example.com/invitations/mw_…x9Kd"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationCreated"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The `Idempotency-Key` made an invitation whose link was told already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The invitation's id. */
                invitation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation is revoked. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such open invitation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                name?: string;
                tag?: string;
                tagValue?: string;
                alias?: string;
                createdSince?: string;
                createdUntil?: string;
                sort?: "changed" | "name";
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of models. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *           "name": "fraud-detector",
                     *           "description": "Scores card payments.",
                     *           "tags": [
                     *             {
                     *               "key": "owner",
                     *               "value": "payments"
                     *             }
                     *           ],
                     *           "versionCount": 4,
                     *           "latestVersion": 3,
                     *           "aliases": [
                     *             {
                     *               "name": "production",
                     *               "version": 3,
                     *               "isProtected": true,
                     *               "isSystem": false,
                     *               "since": "2026-05-04T09:30:00.000Z",
                     *               "by": "ci"
                     *             }
                     *           ],
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "updatedAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ModelSummary"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "fraud-detector",
                 *       "description": "Scores card payments."
                 *     }
                 */
                "application/json": components["schemas"]["NewModel"];
            };
        };
        responses: {
            /** @description The model. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *       "name": "fraud-detector",
                     *       "description": "Scores card payments.",
                     *       "tags": [
                     *         {
                     *           "key": "owner",
                     *           "value": "payments"
                     *         }
                     *       ],
                     *       "versionCount": 4,
                     *       "latestVersion": 3,
                     *       "aliases": [
                     *         {
                     *           "name": "production",
                     *           "version": 3,
                     *           "isProtected": true,
                     *           "isSystem": false,
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "by": "ci"
                     *         }
                     *       ],
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "card": "# Fraud detector",
                     *       "firstNumber": 0,
                     *       "createdBy": "ann"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a model of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *       "name": "fraud-detector",
                     *       "description": "Scores card payments.",
                     *       "tags": [
                     *         {
                     *           "key": "owner",
                     *           "value": "payments"
                     *         }
                     *       ],
                     *       "versionCount": 4,
                     *       "latestVersion": 3,
                     *       "aliases": [
                     *         {
                     *           "name": "production",
                     *           "version": 3,
                     *           "isProtected": true,
                     *           "isSystem": false,
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "by": "ci"
                     *         }
                     *       ],
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "card": "# Fraud detector",
                     *       "firstNumber": 0,
                     *       "createdBy": "ann"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteModel: {
        parameters: {
            query: {
                /** @description The model's name again. */
                confirm: string;
            };
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: A version carries a protected alias, or there are too many versions. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: `confirm` is not the model's name, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "card": "# Fraud detector\n\nTrained weekly."
                 *     }
                 */
                "application/json": components["schemas"]["ModelPatch"];
            };
        };
        responses: {
            /** @description The model. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *       "name": "fraud-detector",
                     *       "description": "Scores card payments.",
                     *       "tags": [
                     *         {
                     *           "key": "owner",
                     *           "value": "payments"
                     *         }
                     *       ],
                     *       "versionCount": 4,
                     *       "latestVersion": 3,
                     *       "aliases": [
                     *         {
                     *           "name": "production",
                     *           "version": 3,
                     *           "isProtected": true,
                     *           "isSystem": false,
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "by": "ci"
                     *         }
                     *       ],
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "card": "# Fraud detector",
                     *       "firstNumber": 0,
                     *       "createdBy": "ann"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setModelTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description The tag's key; a `/` in it is `%2F`. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "value": "payments"
                 *     }
                 */
                "application/json": components["schemas"]["TagInput"];
            };
        };
        responses: {
            /** @description The tag. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "owner",
                     *       "value": "payments"
                     *     }
                     */
                    "application/json": components["schemas"]["Tag"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The model has as many tags as it may have. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeModelTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description The tag's key; a `/` in it is `%2F`. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model, or it has no such tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                tag?: string;
                tagValue?: string;
                alias?: string;
                /** @description Conditions on metadata, all of which must hold. Repeat the parameter for several. */
                metadata?: string[];
                linkedSince?: string;
                linkedUntil?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of versions. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *           "model": {
                     *             "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *             "name": "fraud-detector"
                     *           },
                     *           "number": 3,
                     *           "aliases": [
                     *             {
                     *               "name": "production",
                     *               "version": 3,
                     *               "isProtected": true,
                     *               "isSystem": false,
                     *               "since": "2026-05-04T09:30:00.000Z",
                     *               "by": "ci"
                     *             }
                     *           ],
                     *           "tags": [
                     *             {
                     *               "key": "owner",
                     *               "value": "payments"
                     *             }
                     *           ],
                     *           "description": "",
                     *           "artifact": {
                     *             "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *             "project": "training",
                     *             "name": "fraud-model",
                     *             "number": 12
                     *           },
                     *           "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "sizeBytes": 1048576,
                     *           "fileCount": 1,
                     *           "referenceUri": null,
                     *           "metadata": {
                     *             "accuracy": 0.94,
                     *             "framework": "onnx"
                     *           },
                     *           "linkedAt": "2026-05-04T09:30:00.000Z",
                     *           "linkedBy": "ci"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["VersionSummary"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Metadata is compared by another operator than `=`: do that within one model. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                tag?: string;
                tagValue?: string;
                alias?: string;
                /** @description Conditions on metadata, all of which must hold. Repeat the parameter for several. */
                metadata?: string[];
                linkedSince?: string;
                linkedUntil?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of versions. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *           "model": {
                     *             "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *             "name": "fraud-detector"
                     *           },
                     *           "number": 3,
                     *           "aliases": [
                     *             {
                     *               "name": "production",
                     *               "version": 3,
                     *               "isProtected": true,
                     *               "isSystem": false,
                     *               "since": "2026-05-04T09:30:00.000Z",
                     *               "by": "ci"
                     *             }
                     *           ],
                     *           "tags": [
                     *             {
                     *               "key": "owner",
                     *               "value": "payments"
                     *             }
                     *           ],
                     *           "description": "",
                     *           "artifact": {
                     *             "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *             "project": "training",
                     *             "name": "fraud-model",
                     *             "number": 12
                     *           },
                     *           "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "sizeBytes": 1048576,
                     *           "fileCount": 1,
                     *           "referenceUri": null,
                     *           "metadata": {
                     *             "accuracy": 0.94,
                     *             "framework": "onnx"
                     *           },
                     *           "linkedAt": "2026-05-04T09:30:00.000Z",
                     *           "linkedBy": "ci"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["VersionSummary"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": {
                 *         "project": "training",
                 *         "artifact": "fraud-model",
                 *         "number": 12
                 *       },
                 *       "aliases": [
                 *         "staging"
                 *       ],
                 *       "key": "run-81"
                 *     }
                 */
                "application/json": components["schemas"]["NewVersion"];
            };
        };
        responses: {
            /** @description The version. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "number": 3,
                     *       "aliases": [
                     *         {
                     *           "name": "production",
                     *           "version": 3,
                     *           "isProtected": true,
                     *           "isSystem": false,
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "by": "ci"
                     *         }
                     *       ],
                     *       "tags": [
                     *         {
                     *           "key": "owner",
                     *           "value": "payments"
                     *         }
                     *       ],
                     *       "description": "",
                     *       "artifact": {
                     *         "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *         "project": "training",
                     *         "name": "fraud-model",
                     *         "number": 12
                     *       },
                     *       "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "sizeBytes": 1048576,
                     *       "fileCount": 1,
                     *       "referenceUri": null,
                     *       "metadata": {
                     *         "accuracy": 0.94,
                     *         "framework": "onnx"
                     *       },
                     *       "linkedAt": "2026-05-04T09:30:00.000Z",
                     *       "linkedBy": "ci",
                     *       "artifactType": "model",
                     *       "source": {
                     *         "commit": "4f2d1c9"
                     *       },
                     *       "evaluations": [
                     *         {
                     *           "id": "evl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a02",
                     *           "name": "holdout",
                     *           "metrics": {
                     *             "auc": 0.981
                     *           },
                     *           "checks": {
                     *             "no-drift": true
                     *           },
                     *           "runUrl": "https://ci.example.com/runs/81",
                     *           "by": "ci",
                     *           "at": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Version"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this, or one of the aliases is protected. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or artifact. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The artifact is still being uploaded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "number": 3,
                     *       "aliases": [
                     *         {
                     *           "name": "production",
                     *           "version": 3,
                     *           "isProtected": true,
                     *           "isSystem": false,
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "by": "ci"
                     *         }
                     *       ],
                     *       "tags": [
                     *         {
                     *           "key": "owner",
                     *           "value": "payments"
                     *         }
                     *       ],
                     *       "description": "",
                     *       "artifact": {
                     *         "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *         "project": "training",
                     *         "name": "fraud-model",
                     *         "number": 12
                     *       },
                     *       "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "sizeBytes": 1048576,
                     *       "fileCount": 1,
                     *       "referenceUri": null,
                     *       "metadata": {
                     *         "accuracy": 0.94,
                     *         "framework": "onnx"
                     *       },
                     *       "linkedAt": "2026-05-04T09:30:00.000Z",
                     *       "linkedBy": "ci",
                     *       "artifactType": "model",
                     *       "source": {
                     *         "commit": "4f2d1c9"
                     *       },
                     *       "evaluations": [
                     *         {
                     *           "id": "evl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a02",
                     *           "name": "holdout",
                     *           "metrics": {
                     *             "auc": 0.981
                     *           },
                     *           "checks": {
                     *             "no-drift": true
                     *           },
                     *           "runUrl": "https://ci.example.com/runs/81",
                     *           "by": "ci",
                     *           "at": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Version"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The version carries a protected alias. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Trained on the data of May."
                 *     }
                 */
                "application/json": components["schemas"]["VersionPatch"];
            };
        };
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "number": 3,
                     *       "aliases": [
                     *         {
                     *           "name": "production",
                     *           "version": 3,
                     *           "isProtected": true,
                     *           "isSystem": false,
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "by": "ci"
                     *         }
                     *       ],
                     *       "tags": [
                     *         {
                     *           "key": "owner",
                     *           "value": "payments"
                     *         }
                     *       ],
                     *       "description": "",
                     *       "artifact": {
                     *         "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *         "project": "training",
                     *         "name": "fraud-model",
                     *         "number": 12
                     *       },
                     *       "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "sizeBytes": 1048576,
                     *       "fileCount": 1,
                     *       "referenceUri": null,
                     *       "metadata": {
                     *         "accuracy": 0.94,
                     *         "framework": "onnx"
                     *       },
                     *       "linkedAt": "2026-05-04T09:30:00.000Z",
                     *       "linkedBy": "ci",
                     *       "artifactType": "model",
                     *       "source": {
                     *         "commit": "4f2d1c9"
                     *       },
                     *       "evaluations": [
                     *         {
                     *           "id": "evl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a02",
                     *           "name": "holdout",
                     *           "metrics": {
                     *             "auc": 0.981
                     *           },
                     *           "checks": {
                     *             "no-drift": true
                     *           },
                     *           "runUrl": "https://ci.example.com/runs/81",
                     *           "by": "ci",
                     *           "at": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Version"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvaluations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of evaluations. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "evl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a02",
                     *           "name": "holdout",
                     *           "metrics": {
                     *             "auc": 0.981
                     *           },
                     *           "checks": {
                     *             "no-drift": true
                     *           },
                     *           "runUrl": "https://ci.example.com/runs/81",
                     *           "by": "ci",
                     *           "at": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Evaluation"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "holdout",
                 *       "metrics": {
                 *         "auc": 0.981
                 *       },
                 *       "checks": {
                 *         "no-drift": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewEvaluation"];
            };
        };
        responses: {
            /** @description The evaluation. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a02",
                     *       "name": "holdout",
                     *       "metrics": {
                     *         "auc": 0.981
                     *       },
                     *       "checks": {
                     *         "no-drift": true
                     *       },
                     *       "runUrl": "https://ci.example.com/runs/81",
                     *       "by": "ci",
                     *       "at": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Evaluation"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setVersionTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
                /** @description The tag's key; a `/` in it is `%2F`. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "value": "payments"
                 *     }
                 */
                "application/json": components["schemas"]["TagInput"];
            };
        };
        responses: {
            /** @description The tag. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "owner",
                     *       "value": "payments"
                     *     }
                     */
                    "application/json": components["schemas"]["Tag"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The version has as many tags as it may have. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeVersionTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
                /** @description The tag's key; a `/` in it is `%2F`. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version, or it has no such tag. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What to download. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ref": "acme/fraud-detector:v3",
                     *       "versionId": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *       "model": "fraud-detector",
                     *       "number": 3,
                     *       "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "sizeBytes": 1048576,
                     *       "referenceUri": null,
                     *       "files": [
                     *         {
                     *           "path": "model.onnx",
                     *           "sizeBytes": 1048576,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "url": "https://modelwire.example.com/api/v1/teams/acme/models/fraud-detector/versions/v3/files/model.onnx"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVersionFiles: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of files. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "path": "model.onnx",
                     *           "sizeBytes": 1048576,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["File"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadVersionFile: {
        parameters: {
            query?: {
                /** @description `server`: never redirect, for callers that cannot reach the store. */
                via?: "store" | "server";
            };
            header?: {
                /** @description One range of bytes, such as `bytes=1048576-`. */
                Range?: string;
                /** @description The `ETag` that the range must still be of. */
                "If-Range"?: string;
                /** @description An `ETag` that the caller has already. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description `v3`, `latest`, or an alias. */
                version: string;
                /** @description The file's path within the artifact; slashes stay as they are. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The caller has these bytes already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Where the store itself serves these bytes, for some minutes. Follow it without the token. */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model, version or file. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file ends before the range begins. `Content-Range` tells its size. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArtifacts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                project?: string;
                name?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of artifacts. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *           "project": "training",
                     *           "name": "fraud-model",
                     *           "number": 12,
                     *           "type": "model",
                     *           "state": "uploading",
                     *           "description": "",
                     *           "metadata": {
                     *             "accuracy": 0.94,
                     *             "framework": "onnx"
                     *           },
                     *           "source": {
                     *             "commit": "4f2d1c9"
                     *           },
                     *           "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "sizeBytes": 1048576,
                     *           "fileCount": 1,
                     *           "referenceUri": null,
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "createdBy": "ci"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Artifact"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createArtifact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "project": "training",
                 *       "name": "fraud-model",
                 *       "metadata": {
                 *         "accuracy": 0.94,
                 *         "framework": "onnx"
                 *       },
                 *       "files": [
                 *         {
                 *           "path": "model.onnx",
                 *           "sizeBytes": 1048576,
                 *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewArtifact"];
            };
        };
        responses: {
            /** @description The artifact, and what it waits for. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "artifact": {
                     *         "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *         "project": "training",
                     *         "name": "fraud-model",
                     *         "number": 12,
                     *         "type": "model",
                     *         "state": "uploading",
                     *         "description": "",
                     *         "metadata": {
                     *           "accuracy": 0.94,
                     *           "framework": "onnx"
                     *         },
                     *         "source": {
                     *           "commit": "4f2d1c9"
                     *         },
                     *         "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "sizeBytes": 1048576,
                     *         "fileCount": 1,
                     *         "referenceUri": null,
                     *         "createdAt": "2026-05-04T09:30:00.000Z",
                     *         "createdBy": "ci"
                     *       },
                     *       "uploads": [
                     *         {
                     *           "id": "upl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a18",
                     *           "path": "model.onnx",
                     *           "sizeBytes": 1048576,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "partBytes": 8388608,
                     *           "received": [],
                     *           "isPresignable": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ArtifactDraft"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 16,777,216 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUploads: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The artifact's id. */
                artifact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of uploads. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "upl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a18",
                     *           "path": "model.onnx",
                     *           "sizeBytes": 1048576,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "partBytes": 8388608,
                     *           "received": [],
                     *           "isPresignable": true
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Upload"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such artifact. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadPart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The SHA-256 of the part, in hexadecimal. */
                "X-Content-SHA256"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The upload's id. */
                upload: string;
                /** @description From 1. */
                part: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The part is here. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "partNumber": 1,
                     *       "sizeBytes": 8388608
                     *     }
                     */
                    "application/json": components["schemas"]["StoredPart"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such upload. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The bytes are not those of `X-Content-SHA256`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The part is over 8 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/octet-stream`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The part has another size than it must have, or its number is none of the file's. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    presignPart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The upload's id. */
                upload: string;
                /** @description From 1. */
                part: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 *     }
                 */
                "application/json": {
                    /** @description The part's SHA-256: the store then refuses damaged bytes. */
                    sha256?: string;
                };
            };
        };
        responses: {
            /** @description Where and how to send the part. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://models.s3.eu-central-1.amazonaws.com/staging/…?X-Amz-Signature=…",
                     *       "headers": {
                     *         "x-amz-checksum-sha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="
                     *       },
                     *       "sizeBytes": 8388608,
                     *       "expiresInSeconds": 900
                     *     }
                     */
                    "application/json": components["schemas"]["PresignedPart"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such upload. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The server keeps files itself: send it the part. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The file has no part of this number. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commitArtifact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The artifact's id. */
                artifact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The artifact. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *       "project": "training",
                     *       "name": "fraud-model",
                     *       "number": 12,
                     *       "type": "model",
                     *       "state": "committed",
                     *       "description": "",
                     *       "metadata": {
                     *         "accuracy": 0.94,
                     *         "framework": "onnx"
                     *       },
                     *       "source": {
                     *         "commit": "4f2d1c9"
                     *       },
                     *       "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "sizeBytes": 1048576,
                     *       "fileCount": 1,
                     *       "referenceUri": null,
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ci"
                     *     }
                     */
                    "application/json": components["schemas"]["Artifact"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such artifact. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: A file is not here yet, or its bytes are not those that were declared. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A file's bytes are not those that were declared, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArtifact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The artifact's id. */
                artifact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The artifact. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *       "project": "training",
                     *       "name": "fraud-model",
                     *       "number": 12,
                     *       "type": "model",
                     *       "state": "uploading",
                     *       "description": "",
                     *       "metadata": {
                     *         "accuracy": 0.94,
                     *         "framework": "onnx"
                     *       },
                     *       "source": {
                     *         "commit": "4f2d1c9"
                     *       },
                     *       "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "sizeBytes": 1048576,
                     *       "fileCount": 1,
                     *       "referenceUri": null,
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ci"
                     *     }
                     */
                    "application/json": components["schemas"]["Artifact"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such artifact. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteArtifact: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The artifact's id. */
                artifact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The artifact is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such artifact. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: Versions are made from this artifact. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of projects. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "training",
                     *           "createdAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Project"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArtifactFiles: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The artifact's id. */
                artifact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of files. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "path": "model.onnx",
                     *           "sizeBytes": 1048576,
                     *           "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["File"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such artifact. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadArtifactFile: {
        parameters: {
            query?: {
                /** @description `server`: never redirect, for callers that cannot reach the store. */
                via?: "store" | "server";
            };
            header?: {
                /** @description One range of bytes, such as `bytes=1048576-`. */
                Range?: string;
                /** @description The `ETag` that the range must still be of. */
                "If-Range"?: string;
                /** @description An `ETag` that the caller has already. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The artifact's id. */
                artifact: string;
                /** @description The file's path within the artifact; slashes stay as they are. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The caller has these bytes already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Where the store itself serves these bytes, for some minutes. Follow it without the token. */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such artifact or file. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The artifact is still being uploaded. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file ends before the range begins. `Content-Range` tells its size. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    moveAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description The alias, such as `production`. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "v3",
                 *       "expectedVersion": 2
                 *     }
                 */
                "application/json": components["schemas"]["AliasMoveInput"];
            };
        };
        responses: {
            /** @description Where the alias stood and where it stands. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alias": "production",
                     *       "from": 2,
                     *       "to": 3,
                     *       "eventId": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05"
                     *     }
                     */
                    "application/json": components["schemas"]["AliasMoved"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this, or the alias is protected and the token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or version. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: Another version holds the alias than `expectedVersion`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeAlias: {
        parameters: {
            query?: {
                /** @description The number of the version that must hold the alias now. Otherwise the answer is 409. */
                expectedVersion?: number | null;
            };
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description The alias, such as `production`. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the alias stood and where it stands. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alias": "production",
                     *       "from": 2,
                     *       "to": 3,
                     *       "eventId": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05"
                     *     }
                     */
                    "application/json": components["schemas"]["AliasMoved"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this, or the alias is protected and the token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or alias. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: Another version holds the alias than `expectedVersion`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollbackAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description The alias, such as `production`. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "expectedVersion": 3
                 *     }
                 */
                "application/json": components["schemas"]["AliasRollback"];
            };
        };
        responses: {
            /** @description Where the alias stood and where it stands. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "alias": "production",
                     *       "from": 2,
                     *       "to": 3,
                     *       "eventId": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05"
                     *     }
                     */
                    "application/json": components["schemas"]["AliasMoved"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this, or the alias is protected and the token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model or alias. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: There is nothing to go back to, or another version holds the alias than `expectedVersion`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAliasMoves: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The model's name. */
                model: string;
                /** @description The alias, such as `production`. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of moves. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "mov_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a06",
                     *           "alias": "production",
                     *           "from": 2,
                     *           "to": 3,
                     *           "at": "2026-05-04T09:30:00.000Z",
                     *           "by": "ci"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AliasMove"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProtectedAliases: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of protected aliases. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "production",
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "by": "ann"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ProtectedAlias"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    protectAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The alias, such as `production`. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alias is protected. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unprotectAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The alias, such as `production`. */
                alias: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alias is no longer protected. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: This alias is not protected. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewAutomation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Deploy production",
                 *       "model": "fraud-detector",
                 *       "eventType": "ADD_ARTIFACT_ALIAS",
                 *       "filter": {
                 *         "alias": {
                 *           "equals": "production"
                 *         }
                 *       },
                 *       "action": {
                 *         "type": "webhook",
                 *         "webhook": "deploy",
                 *         "payload": {
                 *           "event": "${event_type}",
                 *           "version": "${artifact_version_string}"
                 *         }
                 *       },
                 *       "eventsMax": 200
                 *     }
                 */
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description What it would have done. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "eventsLookedAt": 200,
                     *       "matches": [
                     *         {
                     *           "eventId": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05",
                     *           "type": "ADD_ARTIFACT_ALIAS",
                     *           "model": "fraud-detector",
                     *           "version": 3,
                     *           "alias": "production",
                     *           "previousVersion": 2,
                     *           "tag": null,
                     *           "evaluation": null,
                     *           "actor": "maria",
                     *           "occurredAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "matchCount": 1,
                     *       "recent": {
                     *         "lookedAt": 12,
                     *         "matchCount": 1,
                     *         "perDay": [
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           0,
                     *           1
                     *         ]
                     *       },
                     *       "rendered": {
                     *         "eventId": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05",
                     *         "isSample": false,
                     *         "body": {
                     *           "event": "ADD_ARTIFACT_ALIAS",
                     *           "version": "acme/model-registry/fraud-detector:production"
                     *         }
                     *       },
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Something about the automation is wrong: an unknown variable, an expression that is none, a model or a webhook that is not there. Each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseAutomation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The automation's id, or its name. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The automation. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *       "name": "Deploy production",
                     *       "description": "",
                     *       "enabled": true,
                     *       "pauseReason": null,
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "eventType": "ADD_ARTIFACT_ALIAS",
                     *       "filter": {
                     *         "alias": {
                     *           "equals": "production"
                     *         },
                     *         "tag": null,
                     *         "conditions": []
                     *       },
                     *       "action": {
                     *         "type": "webhook",
                     *         "webhook": {
                     *           "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "name": "deploy",
                     *           "preset": "generic"
                     *         },
                     *         "payload": {
                     *           "event": "${event_type}",
                     *           "version": "${artifact_version_string}"
                     *         },
                     *         "whenUnsure": null
                     *       },
                     *       "revision": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "lastDelivery": {
                     *         "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *         "state": "delivered",
                     *         "run": null,
                     *         "status": 200,
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "deliveries30d": {
                     *         "delivered": 41,
                     *         "finished": 42
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such automation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeAutomation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The automation's id, or its name. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The automation. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *       "name": "Deploy production",
                     *       "description": "",
                     *       "enabled": true,
                     *       "pauseReason": null,
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "eventType": "ADD_ARTIFACT_ALIAS",
                     *       "filter": {
                     *         "alias": {
                     *           "equals": "production"
                     *         },
                     *         "tag": null,
                     *         "conditions": []
                     *       },
                     *       "action": {
                     *         "type": "webhook",
                     *         "webhook": {
                     *           "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "name": "deploy",
                     *           "preset": "generic"
                     *         },
                     *         "payload": {
                     *           "event": "${event_type}",
                     *           "version": "${artifact_version_string}"
                     *         },
                     *         "whenUnsure": null
                     *       },
                     *       "revision": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "lastDelivery": {
                     *         "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *         "state": "delivered",
                     *         "run": null,
                     *         "status": 200,
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "deliveries30d": {
                     *         "delivered": 41,
                     *         "finished": 42
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such automation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: Its webhook is gone. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    duplicateAutomation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The automation's id, or its name. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Deploy production (copy)"
                 *     }
                 */
                "application/json": components["schemas"]["AutomationCopy"];
            };
        };
        responses: {
            /** @description The automation. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *       "name": "Deploy production",
                     *       "description": "",
                     *       "enabled": true,
                     *       "pauseReason": null,
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "eventType": "ADD_ARTIFACT_ALIAS",
                     *       "filter": {
                     *         "alias": {
                     *           "equals": "production"
                     *         },
                     *         "tag": null,
                     *         "conditions": []
                     *       },
                     *       "action": {
                     *         "type": "webhook",
                     *         "webhook": {
                     *           "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "name": "deploy",
                     *           "preset": "generic"
                     *         },
                     *         "payload": {
                     *           "event": "${event_type}",
                     *           "version": "${artifact_version_string}"
                     *         },
                     *         "whenUnsure": null
                     *       },
                     *       "revision": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "lastDelivery": {
                     *         "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *         "state": "delivered",
                     *         "run": null,
                     *         "status": 200,
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "deliveries30d": {
                     *         "delivered": 41,
                     *         "finished": 42
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such automation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has an automation of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testAutomation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The automation's id, or its name. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "eventId": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05"
                 *     }
                 */
                "application/json": components["schemas"]["AutomationTest"];
            };
        };
        responses: {
            /** @description The request as it was sent, with secrets masked, and what came back. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "request": {
                     *         "method": "POST",
                     *         "url": "https://deploy.example.com/hooks/modelwire",
                     *         "headers": {
                     *           "content-type": "application/json",
                     *           "webhook-id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09"
                     *         },
                     *         "body": "{\"event\":\"ADD_ARTIFACT_ALIAS\"}"
                     *       },
                     *       "response": {
                     *         "headers": {
                     *           "content-type": "text/plain"
                     *         },
                     *         "body": "ok",
                     *         "isBodyTruncated": false
                     *       },
                     *       "timings": {
                     *         "dnsMs": 1,
                     *         "connectMs": 3,
                     *         "tlsMs": 9,
                     *         "waitMs": 20,
                     *         "readMs": 1,
                     *         "totalMs": 34
                     *       },
                     *       "code": "delivered",
                     *       "status": 200,
                     *       "durationMs": 34,
                     *       "isDelivered": true,
                     *       "run": null
                     *     }
                     */
                    "application/json": components["schemas"]["AutomationTestResult"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such automation or event. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: Its webhook is gone. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAutomations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                model?: string;
                eventType?: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
                enabled?: boolean | string;
                name?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of automations. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *           "name": "Deploy production",
                     *           "description": "",
                     *           "enabled": true,
                     *           "pauseReason": null,
                     *           "model": {
                     *             "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *             "name": "fraud-detector"
                     *           },
                     *           "eventType": "ADD_ARTIFACT_ALIAS",
                     *           "filter": {
                     *             "alias": {
                     *               "equals": "production"
                     *             },
                     *             "tag": null,
                     *             "conditions": []
                     *           },
                     *           "action": {
                     *             "type": "webhook",
                     *             "webhook": {
                     *               "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *               "name": "deploy",
                     *               "preset": "generic"
                     *             },
                     *             "payload": {
                     *               "event": "${event_type}",
                     *               "version": "${artifact_version_string}"
                     *             },
                     *             "whenUnsure": null
                     *           },
                     *           "revision": 1,
                     *           "createdBy": "ann",
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "updatedAt": "2026-05-04T09:30:00.000Z",
                     *           "lastDelivery": {
                     *             "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *             "state": "delivered",
                     *             "run": null,
                     *             "status": 200,
                     *             "at": "2026-05-04T09:30:00.000Z"
                     *           },
                     *           "deliveries30d": {
                     *             "delivered": 41,
                     *             "finished": 42
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Automation"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team or model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAutomation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Deploy production",
                 *       "model": "fraud-detector",
                 *       "eventType": "ADD_ARTIFACT_ALIAS",
                 *       "filter": {
                 *         "alias": {
                 *           "equals": "production"
                 *         }
                 *       },
                 *       "action": {
                 *         "type": "webhook",
                 *         "webhook": "deploy",
                 *         "payload": {
                 *           "event": "${event_type}",
                 *           "version": "${artifact_version_string}"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewAutomation"];
            };
        };
        responses: {
            /** @description The automation. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *       "name": "Deploy production",
                     *       "description": "",
                     *       "enabled": true,
                     *       "pauseReason": null,
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "eventType": "ADD_ARTIFACT_ALIAS",
                     *       "filter": {
                     *         "alias": {
                     *           "equals": "production"
                     *         },
                     *         "tag": null,
                     *         "conditions": []
                     *       },
                     *       "action": {
                     *         "type": "webhook",
                     *         "webhook": {
                     *           "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "name": "deploy",
                     *           "preset": "generic"
                     *         },
                     *         "payload": {
                     *           "event": "${event_type}",
                     *           "version": "${artifact_version_string}"
                     *         },
                     *         "whenUnsure": null
                     *       },
                     *       "revision": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "lastDelivery": {
                     *         "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *         "state": "delivered",
                     *         "run": null,
                     *         "status": 200,
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "deliveries30d": {
                     *         "delivered": 41,
                     *         "finished": 42
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has an automation of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Something about the automation is wrong: an unknown variable, an expression that is none, a model or a webhook that is not there. Each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAutomation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The automation's id, or its name. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The automation. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *       "name": "Deploy production",
                     *       "description": "",
                     *       "enabled": true,
                     *       "pauseReason": null,
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "eventType": "ADD_ARTIFACT_ALIAS",
                     *       "filter": {
                     *         "alias": {
                     *           "equals": "production"
                     *         },
                     *         "tag": null,
                     *         "conditions": []
                     *       },
                     *       "action": {
                     *         "type": "webhook",
                     *         "webhook": {
                     *           "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "name": "deploy",
                     *           "preset": "generic"
                     *         },
                     *         "payload": {
                     *           "event": "${event_type}",
                     *           "version": "${artifact_version_string}"
                     *         },
                     *         "whenUnsure": null
                     *       },
                     *       "revision": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "lastDelivery": {
                     *         "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *         "state": "delivered",
                     *         "run": null,
                     *         "status": 200,
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "deliveries30d": {
                     *         "delivered": 41,
                     *         "finished": 42
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such automation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAutomation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The automation's id, or its name. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The automation is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such automation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAutomation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The automation's id, or its name. */
                automation: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "alias": {
                 *           "matches": "^prod"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AutomationPatch"];
            };
        };
        responses: {
            /** @description The automation. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *       "name": "Deploy production",
                     *       "description": "",
                     *       "enabled": true,
                     *       "pauseReason": null,
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "eventType": "ADD_ARTIFACT_ALIAS",
                     *       "filter": {
                     *         "alias": {
                     *           "equals": "production"
                     *         },
                     *         "tag": null,
                     *         "conditions": []
                     *       },
                     *       "action": {
                     *         "type": "webhook",
                     *         "webhook": {
                     *           "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "name": "deploy",
                     *           "preset": "generic"
                     *         },
                     *         "payload": {
                     *           "event": "${event_type}",
                     *           "version": "${artifact_version_string}"
                     *         },
                     *         "whenUnsure": null
                     *       },
                     *       "revision": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z",
                     *       "lastDelivery": {
                     *         "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *         "state": "delivered",
                     *         "run": null,
                     *         "status": 200,
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "deliveries30d": {
                     *         "delivered": 41,
                     *         "finished": 42
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Automation"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such automation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has an automation of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Something about the automation is wrong: an unknown variable, an expression that is none, a model or a webhook that is not there. Each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testUnsavedWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "webhook": {
                 *         "url": "https://deploy.example.com/hooks/modelwire"
                 *       },
                 *       "payload": {
                 *         "hello": "world"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UnsavedWebhookTest"];
            };
        };
        responses: {
            /** @description The request as it was sent, with secrets masked, and what came back, whatever that was. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "request": {
                     *         "method": "POST",
                     *         "url": "https://deploy.example.com/hooks/modelwire",
                     *         "headers": {
                     *           "content-type": "application/json",
                     *           "webhook-id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09"
                     *         },
                     *         "body": "{\"event\":\"ADD_ARTIFACT_ALIAS\"}"
                     *       },
                     *       "response": {
                     *         "headers": {
                     *           "content-type": "text/plain"
                     *         },
                     *         "body": "ok",
                     *         "isBodyTruncated": false
                     *       },
                     *       "timings": {
                     *         "dnsMs": 1,
                     *         "connectMs": 3,
                     *         "tlsMs": 9,
                     *         "waitMs": 20,
                     *         "readMs": 1,
                     *         "totalMs": 34
                     *       },
                     *       "code": "delivered",
                     *       "status": 200,
                     *       "durationMs": 34,
                     *       "isDelivered": true
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTestResult"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such event. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind, or the URL leads where no webhook may: each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The webhook's name or id. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "hello": "world"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["WebhookTest"];
            };
        };
        responses: {
            /** @description The request as it was sent, with secrets masked, and what came back, whatever that was. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "request": {
                     *         "method": "POST",
                     *         "url": "https://deploy.example.com/hooks/modelwire",
                     *         "headers": {
                     *           "content-type": "application/json",
                     *           "webhook-id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09"
                     *         },
                     *         "body": "{\"event\":\"ADD_ARTIFACT_ALIAS\"}"
                     *       },
                     *       "response": {
                     *         "headers": {
                     *           "content-type": "text/plain"
                     *         },
                     *         "body": "ok",
                     *         "isBodyTruncated": false
                     *       },
                     *       "timings": {
                     *         "dnsMs": 1,
                     *         "connectMs": 3,
                     *         "tlsMs": 9,
                     *         "waitMs": 20,
                     *         "readMs": 1,
                     *         "totalMs": 34
                     *       },
                     *       "code": "delivered",
                     *       "status": 200,
                     *       "durationMs": 34,
                     *       "isDelivered": true
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTestResult"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such webhook or event. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of webhooks. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "name": "deploy",
                     *           "url": "https://deploy.example.com/hooks/modelwire",
                     *           "isUrlSecret": false,
                     *           "preset": "generic",
                     *           "accessTokenSecret": null,
                     *           "signingSecret": "SLACK_SIGNING",
                     *           "signatureEncoding": "base64",
                     *           "retrySchedule": [
                     *             5,
                     *             300,
                     *             1800
                     *           ],
                     *           "maxConcurrent": null,
                     *           "maxPerSecond": null,
                     *           "heldUntil": null,
                     *           "isPaused": false,
                     *           "pauseReason": null,
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "createdBy": "ann",
                     *           "usedBy": [
                     *             {
                     *               "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *               "name": "Deploy production"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "deploy",
                 *       "url": "https://deploy.example.com/hooks/modelwire",
                 *       "signingSecret": "SLACK_SIGNING"
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The webhook. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *       "name": "deploy",
                     *       "url": "https://deploy.example.com/hooks/modelwire",
                     *       "isUrlSecret": false,
                     *       "preset": "generic",
                     *       "accessTokenSecret": null,
                     *       "signingSecret": "SLACK_SIGNING",
                     *       "signatureEncoding": "base64",
                     *       "retrySchedule": [
                     *         5,
                     *         300,
                     *         1800
                     *       ],
                     *       "maxConcurrent": null,
                     *       "maxPerSecond": null,
                     *       "heldUntil": null,
                     *       "isPaused": false,
                     *       "pauseReason": null,
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "usedBy": [
                     *         {
                     *           "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *           "name": "Deploy production"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a webhook of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind, or the URL leads where no webhook may: each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The webhook's name or id. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *       "name": "deploy",
                     *       "url": "https://deploy.example.com/hooks/modelwire",
                     *       "isUrlSecret": false,
                     *       "preset": "generic",
                     *       "accessTokenSecret": null,
                     *       "signingSecret": "SLACK_SIGNING",
                     *       "signatureEncoding": "base64",
                     *       "retrySchedule": [
                     *         5,
                     *         300,
                     *         1800
                     *       ],
                     *       "maxConcurrent": null,
                     *       "maxPerSecond": null,
                     *       "heldUntil": null,
                     *       "isPaused": false,
                     *       "pauseReason": null,
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "usedBy": [
                     *         {
                     *           "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *           "name": "Deploy production"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: {
                /** @description Delete it although automations use it. */
                force?: "true" | "false";
            };
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The webhook's name or id. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: Automations use the webhook. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The webhook's name or id. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "isPaused": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *       "name": "deploy",
                     *       "url": "https://deploy.example.com/hooks/modelwire",
                     *       "isUrlSecret": false,
                     *       "preset": "generic",
                     *       "accessTokenSecret": null,
                     *       "signingSecret": "SLACK_SIGNING",
                     *       "signatureEncoding": "base64",
                     *       "retrySchedule": [
                     *         5,
                     *         300,
                     *         1800
                     *       ],
                     *       "maxConcurrent": null,
                     *       "maxPerSecond": null,
                     *       "heldUntil": null,
                     *       "isPaused": false,
                     *       "pauseReason": null,
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "usedBy": [
                     *         {
                     *           "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *           "name": "Deploy production"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a webhook of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind, or the URL leads where no webhook may: each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookScript: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The webhook's name or id. */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The script. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/x-shellscript": string;
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such webhook. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstallations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of installations, first connected first. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ins_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a51",
                     *           "installationId": 48211907,
                     *           "account": {
                     *             "id": 9919,
                     *             "login": "acme",
                     *             "type": "Organization"
                     *           },
                     *           "repositorySelection": "selected",
                     *           "repositoryCount": 2,
                     *           "missingPermissions": [],
                     *           "suspendedAt": null,
                     *           "usedBy": [
                     *             {
                     *               "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a52",
                     *               "name": "deploy-production"
                     *             }
                     *           ],
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "createdBy": "ann"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Installation"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstallationRepositories: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The installation's id. */
                installation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of repositories, by name. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 186853002,
                     *           "name": "acme/serving",
                     *           "defaultBranch": "main",
                     *           "isPrivate": true,
                     *           "isArchived": false
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["InstalledRepository"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such installation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    untieInstallation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The installation's id. */
                installation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account is disconnected. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such installation. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSecrets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of secrets. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "sec_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a10",
                     *           "name": "SLACK_SIGNING",
                     *           "payloadWebhooks": [],
                     *           "uses": [
                     *             {
                     *               "kind": "signing",
                     *               "webhook": {
                     *                 "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *                 "name": "deploy"
                     *               }
                     *             }
                     *           ],
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "createdBy": "ann",
                     *           "replacedAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Secret"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "SLACK_SIGNING",
                 *       "value": "whsec_bm90IGEgcmVhbCBzZWNyZXQ="
                 *     }
                 */
                "application/json": components["schemas"]["NewSecret"];
            };
        };
        responses: {
            /** @description The secret, without its value. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sec_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a10",
                     *       "name": "SLACK_SIGNING",
                     *       "payloadWebhooks": [],
                     *       "uses": [
                     *         {
                     *           "kind": "signing",
                     *           "webhook": {
                     *             "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *             "name": "deploy"
                     *           }
                     *         }
                     *       ],
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "replacedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a secret of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The secret's name or id. */
                secret: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sec_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a10",
                     *       "name": "SLACK_SIGNING",
                     *       "payloadWebhooks": [],
                     *       "uses": [
                     *         {
                     *           "kind": "signing",
                     *           "webhook": {
                     *             "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *             "name": "deploy"
                     *           }
                     *         }
                     *       ],
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "replacedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such secret. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSecret: {
        parameters: {
            query?: {
                /** @description Delete it although it is in use. */
                force?: "true" | "false";
            };
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The secret's name or id. */
                secret: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such secret. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The secret is in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The secret's name or id. */
                secret: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "payloadWebhooks": [
                 *         "deploy"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SecretPatch"];
            };
        };
        responses: {
            /** @description The secret, without its value. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sec_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a10",
                     *       "name": "SLACK_SIGNING",
                     *       "payloadWebhooks": [],
                     *       "uses": [
                     *         {
                     *           "kind": "signing",
                     *           "webhook": {
                     *             "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *             "name": "deploy"
                     *           }
                     *         }
                     *       ],
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "replacedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such secret. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of policies. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "ghp_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a21",
                     *           "name": "Only the evaluation on main",
                     *           "rule": {
                     *             "kind": "narrow",
                     *             "models": [
                     *               "fraud-detector"
                     *             ],
                     *             "repositories": null,
                     *             "refs": [
                     *               "refs/heads/main"
                     *             ],
                     *             "workflows": [
                     *               ".github/workflows/evaluate.yml"
                     *             ],
                     *             "environments": null,
                     *             "purposes": null
                     *           },
                     *           "createdBy": "ann",
                     *           "createdAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Policy"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Only the evaluation on main",
                 *       "rule": {
                 *         "kind": "narrow",
                 *         "models": [
                 *           "fraud-detector"
                 *         ],
                 *         "repositories": null,
                 *         "refs": [
                 *           "refs/heads/main"
                 *         ],
                 *         "workflows": [
                 *           ".github/workflows/evaluate.yml"
                 *         ],
                 *         "environments": null,
                 *         "purposes": null
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewPolicy"];
            };
        };
        responses: {
            /** @description The policy. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ghp_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a21",
                     *       "name": "Only the evaluation on main",
                     *       "rule": {
                     *         "kind": "narrow",
                     *         "models": [
                     *           "fraud-detector"
                     *         ],
                     *         "repositories": null,
                     *         "refs": [
                     *           "refs/heads/main"
                     *         ],
                     *         "workflows": [
                     *           ".github/workflows/evaluate.yml"
                     *         ],
                     *         "environments": null,
                     *         "purposes": null
                     *       },
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a policy of this name, or as many as it may have. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The policy's id. */
                policy: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such policy. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exchangeIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "eyJhbGciOiJSUzI1NiIs…",
                 *       "delivery": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a20",
                 *       "purpose": [
                 *         "download"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ExchangeRequest"];
            };
        };
        responses: {
            /** @description The token of the run. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "mw_…x9Kd",
                     *       "expiresAt": "2026-05-04T09:45:00.000Z",
                     *       "team": "acme",
                     *       "model": "fraud-detector",
                     *       "version": "v3",
                     *       "versionId": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *       "delivery": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a20",
                     *       "purposes": [
                     *         "download"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RunToken"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The run gets no token. `reason` tells why: `token_unreadable`, `token_expired`, `wrong_audience`, `token_used`, `delivery_unknown`, `installation_suspended`, `wrong_event`, `too_old`, `wrong_workflow`, `wrong_ref`, `wrong_run`, `old_attempt`, `version_gone`, `policy`, `purpose`. The team's audit log tells more. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 20,000 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The address made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or cannot read GitHub's keys. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "pending" | "sending" | "retrying" | "delivered" | "unknown" | "gave_up" | "stopped";
                run?: "queued" | "running" | "succeeded" | "failed" | "cancelled";
                automation?: string;
                webhook?: string;
                model?: string;
                version?: number | null;
                event?: string;
                eventType?: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
                since?: string;
                until?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *           "state": "delivered",
                     *           "isPaused": false,
                     *           "heldUntil": null,
                     *           "lastStatus": 200,
                     *           "lastCode": "delivered",
                     *           "automation": {
                     *             "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *             "name": "Deploy production"
                     *           },
                     *           "action": {
                     *             "type": "webhook",
                     *             "target": "deploy",
                     *             "preset": "generic"
                     *           },
                     *           "event": {
                     *             "id": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05",
                     *             "type": "ADD_ARTIFACT_ALIAS",
                     *             "alias": "production",
                     *             "occurredAt": "2026-05-04T09:30:00.000Z",
                     *             "previousVersion": 2,
                     *             "actor": "ci"
                     *           },
                     *           "model": {
                     *             "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *             "name": "fraud-detector"
                     *           },
                     *           "version": 3,
                     *           "attempts": 1,
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "lastAttemptAt": "2026-05-04T09:30:00.000Z",
                     *           "dueAt": null,
                     *           "finishedAt": "2026-05-04T09:30:00.000Z",
                     *           "confirmed": null,
                     *           "run": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeliverySummary"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The delivery's id. */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *       "state": "delivered",
                     *       "isPaused": false,
                     *       "heldUntil": null,
                     *       "lastStatus": 200,
                     *       "lastCode": "delivered",
                     *       "automation": {
                     *         "id": "aut_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a08",
                     *         "name": "Deploy production"
                     *       },
                     *       "action": {
                     *         "type": "webhook",
                     *         "target": "deploy",
                     *         "preset": "generic",
                     *         "stored": {
                     *           "type": "webhook",
                     *           "webhookId": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *           "payload": {
                     *             "event": "${event_type}",
                     *             "version": "${artifact_version_string}"
                     *           }
                     *         }
                     *       },
                     *       "event": {
                     *         "id": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05",
                     *         "type": "ADD_ARTIFACT_ALIAS",
                     *         "alias": "production",
                     *         "occurredAt": "2026-05-04T09:30:00.000Z",
                     *         "previousVersion": 2,
                     *         "actor": "ci"
                     *       },
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "version": 3,
                     *       "attempts": 1,
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "lastAttemptAt": "2026-05-04T09:30:00.000Z",
                     *       "dueAt": null,
                     *       "finishedAt": "2026-05-04T09:30:00.000Z",
                     *       "confirmed": null,
                     *       "run": null,
                     *       "body": "{\"event\":\"ADD_ARTIFACT_ALIAS\"}",
                     *       "scheduleSeconds": [
                     *         5,
                     *         300,
                     *         1800
                     *       ],
                     *       "tries": 1,
                     *       "history": [
                     *         {
                     *           "request": {
                     *             "method": "POST",
                     *             "url": "https://deploy.example.com/hooks/modelwire",
                     *             "headers": {
                     *               "content-type": "application/json",
                     *               "webhook-id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09"
                     *             },
                     *             "body": "{\"event\":\"ADD_ARTIFACT_ALIAS\"}"
                     *           },
                     *           "response": {
                     *             "headers": {
                     *               "content-type": "text/plain"
                     *             },
                     *             "body": "ok",
                     *             "isBodyTruncated": false
                     *           },
                     *           "timings": {
                     *             "dnsMs": 1,
                     *             "connectMs": 3,
                     *             "tlsMs": 9,
                     *             "waitMs": 20,
                     *             "readMs": 1,
                     *             "totalMs": 34
                     *           },
                     *           "code": "delivered",
                     *           "status": 200,
                     *           "durationMs": 34,
                     *           "id": "att_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a11",
                     *           "number": 1,
                     *           "startedAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "runs": [],
                     *       "reports": []
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such delivery. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The delivery's id. */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery is due. */
            202: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *       "from": "gave_up",
                     *       "to": "pending"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryMoved"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such delivery. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The delivery is being sent right now, or its payload could not be made. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The delivery's id. */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery is stopped. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *       "from": "retrying",
                     *       "to": "stopped"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryMoved"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such delivery. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The delivery does not wait. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The delivery's id. */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery is delivered. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a09",
                     *       "from": "unknown",
                     *       "to": "delivered"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryMoved"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such delivery. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: How the delivery stands is known. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBatches: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of batches. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "bat_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a15",
                     *           "kind": "recover",
                     *           "state": "running",
                     *           "target": {
                     *             "type": "webhook",
                     *             "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *             "name": "deploy"
                     *           },
                     *           "since": "2026-05-04T09:30:00.000Z",
                     *           "until": "2026-05-04T09:30:00.000Z",
                     *           "total": 1200,
                     *           "done": 500,
                     *           "createdBy": "ann",
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "finishedAt": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeliveryBatch"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "recover",
                 *       "webhook": "deploy",
                 *       "since": "2026-11-20T08:00:00Z"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    kind: "recover" | "stop";
                    webhook?: string;
                    automation?: string;
                    /** Format: date-time */
                    since?: string;
                };
            };
        };
        responses: {
            /** @description The batch has begun. */
            202: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bat_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a15",
                     *       "kind": "recover",
                     *       "state": "running",
                     *       "target": {
                     *         "type": "webhook",
                     *         "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *         "name": "deploy"
                     *       },
                     *       "since": "2026-05-04T09:30:00.000Z",
                     *       "until": "2026-05-04T09:30:00.000Z",
                     *       "total": 1200,
                     *       "done": 500,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "finishedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryBatch"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The batch's id. */
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bat_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a15",
                     *       "kind": "recover",
                     *       "state": "running",
                     *       "target": {
                     *         "type": "webhook",
                     *         "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *         "name": "deploy"
                     *       },
                     *       "since": "2026-05-04T09:30:00.000Z",
                     *       "until": "2026-05-04T09:30:00.000Z",
                     *       "total": 1200,
                     *       "done": 500,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "finishedAt": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryBatch"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such batch. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The batch's id. */
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch is cancelled. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "bat_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a15",
                     *       "kind": "recover",
                     *       "state": "cancelled",
                     *       "target": {
                     *         "type": "webhook",
                     *         "id": "whk_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a07",
                     *         "name": "deploy"
                     *       },
                     *       "since": "2026-05-04T09:30:00.000Z",
                     *       "until": "2026-05-04T09:30:00.000Z",
                     *       "total": 1200,
                     *       "done": 500,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "finishedAt": "2026-11-20T09:15:03.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryBatch"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such batch. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The batch is over already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of jobs. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *           "name": "retrain",
                     *           "description": "Trains on the newest data.",
                     *           "versionCount": 1,
                     *           "latest": {
                     *             "id": "jbv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b02",
                     *             "number": 0,
                     *             "source": {
                     *               "type": "git",
                     *               "repository": "https://github.com/acme/train",
                     *               "ref": "main",
                     *               "entryPoint": [
                     *                 "python",
                     *                 "train.py"
                     *               ]
                     *             },
                     *             "parameters": {
                     *               "type": "object",
                     *               "properties": {
                     *                 "epochs": {
                     *                   "type": "integer",
                     *                   "minimum": 1,
                     *                   "default": 10
                     *                 }
                     *               },
                     *               "additionalProperties": false
                     *             },
                     *             "createdBy": "ann",
                     *             "createdAt": "2026-05-04T09:30:00.000Z"
                     *           },
                     *           "lastRun": {
                     *             "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *             "number": 17,
                     *             "state": "running",
                     *             "at": "2026-05-04T09:30:00.000Z"
                     *           },
                     *           "createdBy": "ann",
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "updatedAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Job"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "retrain",
                 *       "description": "Trains on the newest data.",
                 *       "source": {
                 *         "type": "git",
                 *         "repository": "https://github.com/acme/train",
                 *         "ref": "main",
                 *         "entryPoint": [
                 *           "python",
                 *           "train.py"
                 *         ]
                 *       },
                 *       "parameters": {
                 *         "type": "object",
                 *         "properties": {
                 *           "epochs": {
                 *             "type": "integer",
                 *             "minimum": 1,
                 *             "default": 10
                 *           }
                 *         },
                 *         "additionalProperties": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewJob"];
            };
        };
        responses: {
            /** @description The job. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *       "name": "retrain",
                     *       "description": "Trains on the newest data.",
                     *       "versionCount": 1,
                     *       "latest": {
                     *         "id": "jbv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b02",
                     *         "number": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         },
                     *         "parameters": {
                     *           "type": "object",
                     *           "properties": {
                     *             "epochs": {
                     *               "type": "integer",
                     *               "minimum": 1,
                     *               "default": 10
                     *             }
                     *           },
                     *           "additionalProperties": false
                     *         },
                     *         "createdBy": "ann",
                     *         "createdAt": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "lastRun": null,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a job of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The schema of the parameters is none, or uses what is not supported; or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The job's name. */
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *       "name": "retrain",
                     *       "description": "Trains on the newest data.",
                     *       "versionCount": 1,
                     *       "latest": {
                     *         "id": "jbv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b02",
                     *         "number": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         },
                     *         "parameters": {
                     *           "type": "object",
                     *           "properties": {
                     *             "epochs": {
                     *               "type": "integer",
                     *               "minimum": 1,
                     *               "default": 10
                     *             }
                     *           },
                     *           "additionalProperties": false
                     *         },
                     *         "createdBy": "ann",
                     *         "createdAt": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "lastRun": {
                     *         "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *         "number": 17,
                     *         "state": "running",
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such job. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The job's name. */
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such job. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: Automations use it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The job's name. */
                job: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "description": "Trains on the newest data, nightly."
                 *     }
                 */
                "application/json": components["schemas"]["JobPatch"];
            };
        };
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *       "name": "retrain",
                     *       "description": "Trains on the newest data.",
                     *       "versionCount": 1,
                     *       "latest": {
                     *         "id": "jbv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b02",
                     *         "number": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         },
                     *         "parameters": {
                     *           "type": "object",
                     *           "properties": {
                     *             "epochs": {
                     *               "type": "integer",
                     *               "minimum": 1,
                     *               "default": 10
                     *             }
                     *           },
                     *           "additionalProperties": false
                     *         },
                     *         "createdBy": "ann",
                     *         "createdAt": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "lastRun": {
                     *         "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *         "number": 17,
                     *         "state": "running",
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such job. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The job's name. */
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of versions. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "jbv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b02",
                     *           "number": 0,
                     *           "source": {
                     *             "type": "git",
                     *             "repository": "https://github.com/acme/train",
                     *             "ref": "main",
                     *             "entryPoint": [
                     *               "python",
                     *               "train.py"
                     *             ]
                     *           },
                     *           "parameters": {
                     *             "type": "object",
                     *             "properties": {
                     *               "epochs": {
                     *                 "type": "integer",
                     *                 "minimum": 1,
                     *                 "default": 10
                     *               }
                     *             },
                     *             "additionalProperties": false
                     *           },
                     *           "createdBy": "ann",
                     *           "createdAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["JobVersion"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such job. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addJobVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The job's name. */
                job: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": {
                 *         "type": "git",
                 *         "repository": "https://github.com/acme/train",
                 *         "ref": "main",
                 *         "entryPoint": [
                 *           "python",
                 *           "train.py"
                 *         ]
                 *       },
                 *       "parameters": {
                 *         "type": "object",
                 *         "properties": {
                 *           "epochs": {
                 *             "type": "integer",
                 *             "minimum": 1,
                 *             "default": 10
                 *           }
                 *         },
                 *         "additionalProperties": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewJobVersion"];
            };
        };
        responses: {
            /** @description The job with its new version. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *       "name": "retrain",
                     *       "description": "Trains on the newest data.",
                     *       "versionCount": 1,
                     *       "latest": {
                     *         "id": "jbv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b02",
                     *         "number": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         },
                     *         "parameters": {
                     *           "type": "object",
                     *           "properties": {
                     *             "epochs": {
                     *               "type": "integer",
                     *               "minimum": 1,
                     *               "default": 10
                     *             }
                     *           },
                     *           "additionalProperties": false
                     *         },
                     *         "createdBy": "ann",
                     *         "createdAt": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "lastRun": {
                     *         "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *         "number": 17,
                     *         "state": "running",
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such job. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The schema of the parameters is none, or uses what is not supported; or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQueues: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of queues. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *           "name": "lab",
                     *           "description": "The machine under the desk.",
                     *           "resource": "process",
                     *           "state": "open",
                     *           "maxRunning": 4,
                     *           "defaultPriority": "medium",
                     *           "template": {
                     *             "limits": {
                     *               "memoryMb": "{{memory}}",
                     *               "timeoutSeconds": 7200
                     *             }
                     *           },
                     *           "variables": [
                     *             {
                     *               "name": "memory",
                     *               "type": "integer",
                     *               "description": "Megabytes.",
                     *               "default": 4096,
                     *               "minimum": 512,
                     *               "maximum": 65536,
                     *               "options": null
                     *             }
                     *           ],
                     *           "waiting": 3,
                     *           "running": 1,
                     *           "oldestQueuedAt": "2026-05-04T09:30:00.000Z",
                     *           "agentsListening": 1,
                     *           "createdBy": "ann",
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "updatedAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Queue"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "lab",
                 *       "resource": "process",
                 *       "maxRunning": 4,
                 *       "template": {
                 *         "limits": {
                 *           "memoryMb": "{{memory}}",
                 *           "timeoutSeconds": 7200
                 *         }
                 *       },
                 *       "variables": [
                 *         {
                 *           "name": "memory",
                 *           "type": "integer",
                 *           "description": "Megabytes.",
                 *           "default": 4096,
                 *           "minimum": 512,
                 *           "maximum": 65536,
                 *           "options": null
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewQueue"];
            };
        };
        responses: {
            /** @description The queue. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *       "name": "lab",
                     *       "description": "The machine under the desk.",
                     *       "resource": "process",
                     *       "state": "open",
                     *       "maxRunning": 4,
                     *       "defaultPriority": "medium",
                     *       "template": {
                     *         "limits": {
                     *           "memoryMb": "{{memory}}",
                     *           "timeoutSeconds": 7200
                     *         }
                     *       },
                     *       "variables": [
                     *         {
                     *           "name": "memory",
                     *           "type": "integer",
                     *           "description": "Megabytes.",
                     *           "default": 4096,
                     *           "minimum": 512,
                     *           "maximum": 65536,
                     *           "options": null
                     *         }
                     *       ],
                     *       "waiting": 0,
                     *       "running": 0,
                     *       "oldestQueuedAt": null,
                     *       "agentsListening": 0,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The team has a queue of this name. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The template asks for what the resource does not take, or a variable is not used or not known; or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *       "name": "lab",
                     *       "description": "The machine under the desk.",
                     *       "resource": "process",
                     *       "state": "open",
                     *       "maxRunning": 4,
                     *       "defaultPriority": "medium",
                     *       "template": {
                     *         "limits": {
                     *           "memoryMb": "{{memory}}",
                     *           "timeoutSeconds": 7200
                     *         }
                     *       },
                     *       "variables": [
                     *         {
                     *           "name": "memory",
                     *           "type": "integer",
                     *           "description": "Megabytes.",
                     *           "default": 4096,
                     *           "minimum": 512,
                     *           "maximum": 65536,
                     *           "options": null
                     *         }
                     *       ],
                     *       "waiting": 3,
                     *       "running": 1,
                     *       "oldestQueuedAt": "2026-05-04T09:30:00.000Z",
                     *       "agentsListening": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteQueue: {
        parameters: {
            query?: {
                /** @description Whether runs that wait are killed. */
                kill?: "true" | "false";
            };
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue is gone. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: Automations use it, or runs are in it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "maxRunning": 8
                 *     }
                 */
                "application/json": components["schemas"]["QueuePatch"];
            };
        };
        responses: {
            /** @description The queue. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *       "name": "lab",
                     *       "description": "The machine under the desk.",
                     *       "resource": "process",
                     *       "state": "open",
                     *       "maxRunning": 8,
                     *       "defaultPriority": "medium",
                     *       "template": {
                     *         "limits": {
                     *           "memoryMb": "{{memory}}",
                     *           "timeoutSeconds": 7200
                     *         }
                     *       },
                     *       "variables": [
                     *         {
                     *           "name": "memory",
                     *           "type": "integer",
                     *           "description": "Megabytes.",
                     *           "default": 4096,
                     *           "minimum": 512,
                     *           "maximum": 65536,
                     *           "options": null
                     *         }
                     *       ],
                     *       "waiting": 3,
                     *       "running": 1,
                     *       "oldestQueuedAt": "2026-05-04T09:30:00.000Z",
                     *       "agentsListening": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The template asks for what the resource does not take, or a variable is not used or not known; or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *       "name": "lab",
                     *       "description": "The machine under the desk.",
                     *       "resource": "process",
                     *       "state": "paused",
                     *       "maxRunning": 4,
                     *       "defaultPriority": "medium",
                     *       "template": {
                     *         "limits": {
                     *           "memoryMb": "{{memory}}",
                     *           "timeoutSeconds": 7200
                     *         }
                     *       },
                     *       "variables": [
                     *         {
                     *           "name": "memory",
                     *           "type": "integer",
                     *           "description": "Megabytes.",
                     *           "default": 4096,
                     *           "minimum": 512,
                     *           "maximum": 65536,
                     *           "options": null
                     *         }
                     *       ],
                     *       "waiting": 3,
                     *       "running": 1,
                     *       "oldestQueuedAt": "2026-05-04T09:30:00.000Z",
                     *       "agentsListening": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *       "name": "lab",
                     *       "description": "The machine under the desk.",
                     *       "resource": "process",
                     *       "state": "open",
                     *       "maxRunning": 4,
                     *       "defaultPriority": "medium",
                     *       "template": {
                     *         "limits": {
                     *           "memoryMb": "{{memory}}",
                     *           "timeoutSeconds": 7200
                     *         }
                     *       },
                     *       "variables": [
                     *         {
                     *           "name": "memory",
                     *           "type": "integer",
                     *           "description": "Megabytes.",
                     *           "default": 4096,
                     *           "minimum": 512,
                     *           "maximum": 65536,
                     *           "options": null
                     *         }
                     *       ],
                     *       "waiting": 3,
                     *       "running": 1,
                     *       "oldestQueuedAt": "2026-05-04T09:30:00.000Z",
                     *       "agentsListening": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drainQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The queue. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *       "name": "lab",
                     *       "description": "The machine under the desk.",
                     *       "resource": "process",
                     *       "state": "draining",
                     *       "maxRunning": 4,
                     *       "defaultPriority": "medium",
                     *       "template": {
                     *         "limits": {
                     *           "memoryMb": "{{memory}}",
                     *           "timeoutSeconds": 7200
                     *         }
                     *       },
                     *       "variables": [
                     *         {
                     *           "name": "memory",
                     *           "type": "integer",
                     *           "description": "Megabytes.",
                     *           "default": 4096,
                     *           "minimum": 512,
                     *           "maximum": 65536,
                     *           "options": null
                     *         }
                     *       ],
                     *       "waiting": 3,
                     *       "running": 1,
                     *       "oldestQueuedAt": "2026-05-04T09:30:00.000Z",
                     *       "agentsListening": 1,
                     *       "createdBy": "ann",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "updatedAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Queue"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAgents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of agents. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "agt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b05",
                     *           "name": "lab-1",
                     *           "hostname": "lab-1",
                     *           "version": "0.1.0",
                     *           "slots": 2,
                     *           "state": "listening",
                     *           "runs": [
                     *             {
                     *               "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *               "number": 17
                     *             }
                     *           ],
                     *           "startedAt": "2026-05-04T09:30:00.000Z",
                     *           "lastHeardAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Agent"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "gpu-02",
                 *       "hostname": "gpu-02",
                 *       "version": "0.1.0",
                 *       "slots": 2
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @default  */
                    hostname?: string;
                    /** @default  */
                    version?: string;
                    slots: number;
                };
            };
        };
        responses: {
            /** @description The agent is known. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "agent": "agt_01930b6e-0000-7000-8000-000000000001",
                     *       "queue": {
                     *         "id": "que_01930b6e-0000-7000-8000-000000000001",
                     *         "name": "gpu",
                     *         "resource": "docker"
                     *       },
                     *       "heartbeatSeconds": 10,
                     *       "leaseSeconds": 60
                     *     }
                     */
                    "application/json": components["schemas"]["RegisteredAgent"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue, or the token serves another one. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The queue's runs are started on GitHub: it needs no agent. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drainAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The agent's id. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "agt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b05",
                     *       "name": "lab-1",
                     *       "hostname": "lab-1",
                     *       "version": "0.1.0",
                     *       "slots": 2,
                     *       "state": "draining",
                     *       "runs": [
                     *         {
                     *           "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *           "number": 17
                     *         }
                     *       ],
                     *       "startedAt": "2026-05-04T09:30:00.000Z",
                     *       "lastHeardAt": "2026-05-04T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such agent. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The agent has gone already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAgentTokens: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tokens. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b06",
                     *           "name": "lab-1",
                     *           "hint": "x9Kd",
                     *           "createdAt": "2026-05-04T09:30:00.000Z",
                     *           "createdBy": "ann",
                     *           "expiresAt": null,
                     *           "lastUsedAt": "2026-05-04T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AgentToken"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAgentToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "lab-1"
                 *     }
                 */
                "application/json": components["schemas"]["NewAgentToken"];
            };
        };
        responses: {
            /** @description The token with its text. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b06",
                     *       "name": "lab-1",
                     *       "hint": "x9Kd",
                     *       "createdAt": "2026-05-04T09:30:00.000Z",
                     *       "createdBy": "ann",
                     *       "expiresAt": null,
                     *       "lastUsedAt": null,
                     *       "token": "mw_…x9Kd"
                     *     }
                     */
                    "application/json": components["schemas"]["AgentTokenCreated"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The queue needs no agents, or the `Idempotency-Key` made a token whose text was told already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeAgentToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The queue's name. */
                queue: string;
                /** @description The token's id. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is revoked. */
            204: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such queue or token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                queue?: string;
                job?: string;
                state?: "queued" | "claimed" | "running" | "finished" | "failed" | "killed";
                versionId?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of runs. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *           "number": 17,
                     *           "state": "running",
                     *           "job": {
                     *             "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *             "name": "retrain",
                     *             "version": 0,
                     *             "source": {
                     *               "type": "git",
                     *               "repository": "https://github.com/acme/train",
                     *               "ref": "main",
                     *               "entryPoint": [
                     *                 "python",
                     *                 "train.py"
                     *               ]
                     *             }
                     *           },
                     *           "queue": {
                     *             "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *             "name": "lab",
                     *             "resource": "process"
                     *           },
                     *           "priority": "medium",
                     *           "project": "launch",
                     *           "version": {
                     *             "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b07",
                     *             "model": "fraud-detector",
                     *             "number": 3
                     *           },
                     *           "cause": {
                     *             "eventId": null,
                     *             "deliveryId": null,
                     *             "automation": null,
                     *             "rerunOf": null,
                     *             "by": "ann"
                     *           },
                     *           "lease": 1,
                     *           "agent": {
                     *             "id": "agt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b05",
                     *             "name": "lab-1"
                     *           },
                     *           "leaseExpiresAt": "2026-05-04T09:30:00.000Z",
                     *           "killRequested": null,
                     *           "queuedAt": "2026-05-04T09:30:00.000Z",
                     *           "claimedAt": "2026-05-04T09:30:00.000Z",
                     *           "startedAt": "2026-05-04T09:30:00.000Z",
                     *           "finishedAt": null,
                     *           "end": null,
                     *           "log": {
                     *             "lines": 120,
                     *             "bytes": 9600,
                     *             "isCut": false
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Run"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "job": "retrain",
                 *       "queue": "lab",
                 *       "parameters": {
                 *         "epochs": 20
                 *       },
                 *       "variables": {
                 *         "memory": 8192
                 *       },
                 *       "version": "fraud-detector:production"
                 *     }
                 */
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            /** @description The run. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *       "number": 17,
                     *       "state": "queued",
                     *       "job": {
                     *         "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *         "name": "retrain",
                     *         "version": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         }
                     *       },
                     *       "queue": {
                     *         "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *         "name": "lab",
                     *         "resource": "process"
                     *       },
                     *       "priority": "medium",
                     *       "project": "launch",
                     *       "version": {
                     *         "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b07",
                     *         "model": "fraud-detector",
                     *         "number": 3
                     *       },
                     *       "cause": {
                     *         "eventId": null,
                     *         "deliveryId": null,
                     *         "automation": null,
                     *         "rerunOf": null,
                     *         "by": "ann"
                     *       },
                     *       "lease": 0,
                     *       "agent": null,
                     *       "leaseExpiresAt": null,
                     *       "killRequested": null,
                     *       "queuedAt": "2026-05-04T09:30:00.000Z",
                     *       "claimedAt": null,
                     *       "startedAt": null,
                     *       "finishedAt": null,
                     *       "end": null,
                     *       "log": {
                     *         "lines": 0,
                     *         "bytes": 0,
                     *         "isCut": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The queue is draining, and takes nothing in. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A parameter is not what the job's schema asks for, or a variable not what the queue lets be set; or job, queue or version are not there; or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's number or id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *       "number": 17,
                     *       "state": "running",
                     *       "job": {
                     *         "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *         "name": "retrain",
                     *         "version": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         }
                     *       },
                     *       "queue": {
                     *         "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *         "name": "lab",
                     *         "resource": "process"
                     *       },
                     *       "priority": "medium",
                     *       "project": "launch",
                     *       "version": {
                     *         "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b07",
                     *         "model": "fraud-detector",
                     *         "number": 3
                     *       },
                     *       "cause": {
                     *         "eventId": null,
                     *         "deliveryId": null,
                     *         "automation": null,
                     *         "rerunOf": null,
                     *         "by": "ann"
                     *       },
                     *       "lease": 1,
                     *       "agent": {
                     *         "id": "agt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b05",
                     *         "name": "lab-1"
                     *       },
                     *       "leaseExpiresAt": "2026-05-04T09:30:00.000Z",
                     *       "killRequested": null,
                     *       "queuedAt": "2026-05-04T09:30:00.000Z",
                     *       "claimedAt": "2026-05-04T09:30:00.000Z",
                     *       "startedAt": "2026-05-04T09:30:00.000Z",
                     *       "finishedAt": null,
                     *       "end": null,
                     *       "log": {
                     *         "lines": 120,
                     *         "bytes": 9600,
                     *         "isCut": false
                     *       },
                     *       "parameters": {
                     *         "epochs": 20
                     *       },
                     *       "overrides": {
                     *         "epochs": 20
                     *       },
                     *       "variables": {
                     *         "memory": 8192
                     *       },
                     *       "artifacts": [],
                     *       "evaluations": [],
                     *       "workflowUrl": null
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    killRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's number or id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run as it stands. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *       "number": 17,
                     *       "state": "running",
                     *       "job": {
                     *         "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *         "name": "retrain",
                     *         "version": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         }
                     *       },
                     *       "queue": {
                     *         "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *         "name": "lab",
                     *         "resource": "process"
                     *       },
                     *       "priority": "medium",
                     *       "project": "launch",
                     *       "version": {
                     *         "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b07",
                     *         "model": "fraud-detector",
                     *         "number": 3
                     *       },
                     *       "cause": {
                     *         "eventId": null,
                     *         "deliveryId": null,
                     *         "automation": null,
                     *         "rerunOf": null,
                     *         "by": "ann"
                     *       },
                     *       "lease": 1,
                     *       "agent": {
                     *         "id": "agt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b05",
                     *         "name": "lab-1"
                     *       },
                     *       "leaseExpiresAt": "2026-05-04T09:30:00.000Z",
                     *       "killRequested": {
                     *         "by": "ann",
                     *         "at": "2026-05-04T09:30:00.000Z"
                     *       },
                     *       "queuedAt": "2026-05-04T09:30:00.000Z",
                     *       "claimedAt": "2026-05-04T09:30:00.000Z",
                     *       "startedAt": "2026-05-04T09:30:00.000Z",
                     *       "finishedAt": null,
                     *       "end": null,
                     *       "log": {
                     *         "lines": 120,
                     *         "bytes": 9600,
                     *         "isCut": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The run has ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: The input is not valid, or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rerun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the call safe to repeat for 24 hours. Choose a new one, such as a UUID, for each write. */
                "Idempotency-Key"?: string;
                /** @description The delivery that led to this call, where one did: events then tell their cause. */
                "Modelwire-Delivery"?: string;
            };
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's number or id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "parameters": {
                 *         "epochs": 40
                 *       },
                 *       "priority": "high"
                 *     }
                 */
                "application/json": components["schemas"]["RerunChanges"];
            };
        };
        responses: {
            /** @description The new run. */
            201: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *       "number": 18,
                     *       "state": "queued",
                     *       "job": {
                     *         "id": "job_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b03",
                     *         "name": "retrain",
                     *         "version": 0,
                     *         "source": {
                     *           "type": "git",
                     *           "repository": "https://github.com/acme/train",
                     *           "ref": "main",
                     *           "entryPoint": [
                     *             "python",
                     *             "train.py"
                     *           ]
                     *         }
                     *       },
                     *       "queue": {
                     *         "id": "que_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b04",
                     *         "name": "lab",
                     *         "resource": "process"
                     *       },
                     *       "priority": "medium",
                     *       "project": "launch",
                     *       "version": {
                     *         "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b07",
                     *         "model": "fraud-detector",
                     *         "number": 3
                     *       },
                     *       "cause": {
                     *         "eventId": null,
                     *         "deliveryId": null,
                     *         "automation": null,
                     *         "rerunOf": {
                     *           "id": "run_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1b01",
                     *           "number": 17
                     *         },
                     *         "by": "ann"
                     *       },
                     *       "lease": 0,
                     *       "agent": null,
                     *       "leaseExpiresAt": null,
                     *       "killRequested": null,
                     *       "queuedAt": "2026-05-04T09:30:00.000Z",
                     *       "claimedAt": null,
                     *       "startedAt": null,
                     *       "finishedAt": null,
                     *       "end": null,
                     *       "log": {
                     *         "lines": 0,
                     *         "bytes": 0,
                     *         "isCut": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token's role does not allow this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_progress`: A request with this `Idempotency-Key` is still running. `conflict`: The version that it worked on is gone. Or: The queue is draining, and takes nothing in. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A parameter is not what the job's schema asks for, or a variable not what the queue lets be set; or job, queue or version are not there; or the `Idempotency-Key` was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pollQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The agent's id, as registering answered it. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "free": 1,
                 *       "held": [
                 *         {
                 *           "run": "run_01930b6e-0000-7000-8000-000000000001",
                 *           "lease": 1
                 *         }
                 *       ],
                 *       "waitSeconds": 10
                 *     }
                 */
                "application/json": {
                    free: number;
                    held: {
                        run: string;
                        lease: number;
                        /** @default false */
                        isEnding?: boolean;
                    }[];
                    /** @default 0 */
                    waitSeconds?: number;
                    /** @default false */
                    isDraining?: boolean;
                };
            };
        };
        responses: {
            /** @description What to do now. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assigned": [],
                     *       "kill": [],
                     *       "lost": [],
                     *       "order": "work",
                     *       "heartbeatSeconds": 10
                     *     }
                     */
                    "application/json": components["schemas"]["PollAnswer"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is not one of agents. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: The agent is not known any more: it registers again. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sayGoodbye: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The agent's id, as registering answered it. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent is gone. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "agent": "agt_01930b6e-0000-7000-8000-000000000001"
                     *     }
                     */
                    "application/json": {
                        /** @description `agt_` and a UUIDv7. */
                        agent: string;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is not one of agents. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such agent. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportRunStarted: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lease": 1
                 *     }
                 */
                "application/json": {
                    lease: number;
                };
            };
        };
        responses: {
            /** @description It is known. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "run_01930b6e-0000-7000-8000-000000000001",
                     *       "state": "running"
                     *     }
                     */
                    "application/json": components["schemas"]["RunStanding"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is not one of agents. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run in the queue of this token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The lease is not the run's present one (`stale_lease`): the run was given to another agent, or has ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRunLog: {
        parameters: {
            query?: {
                fromLine?: number;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's number or id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A part of the log. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "number": 1,
                     *           "lease": 1,
                     *           "at": 1795438724269,
                     *           "stream": "out",
                     *           "text": "epoch 1 of 10"
                     *         }
                     *       ],
                     *       "nextLine": 2,
                     *       "hasMore": false,
                     *       "state": "running",
                     *       "isEnded": false,
                     *       "isCut": false
                     *     }
                     */
                    "application/json": components["schemas"]["LogPage"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appendRunLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lease": 1,
                 *       "sequence": 0,
                 *       "lines": [
                 *         {
                 *           "at": 1795438724269,
                 *           "stream": "out",
                 *           "text": "epoch 1 of 10"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    lease: number;
                    sequence: number;
                    lines: {
                        at: number;
                        /** @enum {string} */
                        stream: "out" | "err" | "agent";
                        text: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The chunk is stored, or was before. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "nextSequence": 1,
                     *       "isCut": false
                     *     }
                     */
                    "application/json": components["schemas"]["LogReceipt"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is not one of agents. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run in the queue of this token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The lease is not the run's present one (`stale_lease`): the run was given to another agent, or has ended. Or a chunk before this one is missing. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 524,288 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportRunEnded: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lease": 1,
                 *       "state": "finished",
                 *       "cause": "exit",
                 *       "exitCode": 0,
                 *       "chunks": 3
                 *     }
                 */
                "application/json": {
                    lease: number;
                    /** @enum {string} */
                    state: "finished" | "failed" | "killed";
                    /** @enum {string} */
                    cause: "exit" | "signal" | "out_of_memory" | "timed_out" | "killed_by_person" | "not_allowed" | "start_failed" | "image_missing" | "checkout_failed" | "agent_lost" | "agent_stopped" | "queue_deleted" | "workflow_failed" | "dispatch_refused";
                    /** @default null */
                    exitCode?: number | null;
                    /** @default null */
                    message?: string | null;
                    chunks: number;
                    /** @default false */
                    isLogCut?: boolean;
                };
            };
        };
        responses: {
            /** @description The run has ended. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "run_01930b6e-0000-7000-8000-000000000001",
                     *       "state": "finished"
                     *     }
                     */
                    "application/json": components["schemas"]["RunStanding"];
                };
            };
            /** @description `malformed`: A header, the address or the body cannot be read: no JSON, no UTF-8. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is not one of agents. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run in the queue of this token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The lease is not the run's present one (`stale_lease`): the run was given to another agent, or has ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is over 1,048,576 bytes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The body is not `application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: A field is unknown, missing or of the wrong kind; each is named in `errors`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadRunLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The run's number or id. */
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such run. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                type?: "LINK_ARTIFACT" | "ADD_ARTIFACT_ALIAS" | "REMOVE_ARTIFACT_ALIAS" | "UNLINK_ARTIFACT" | "ADD_ARTIFACT_TAG" | "REMOVE_ARTIFACT_TAG" | "RECORD_EVALUATION" | "CREATE_MODEL" | "AUTOMATION_FAILED";
                model?: string;
                version?: number | null;
                since?: string;
                until?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05",
                     *           "type": "ADD_ARTIFACT_ALIAS",
                     *           "occurredAt": "2026-05-04T09:30:00.000Z",
                     *           "team": {
                     *             "id": "tm_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a12",
                     *             "name": "acme"
                     *           },
                     *           "actor": {
                     *             "kind": "token",
                     *             "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
                     *             "name": "ci"
                     *           },
                     *           "model": {
                     *             "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *             "name": "fraud-detector"
                     *           },
                     *           "version": {
                     *             "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *             "number": 3,
                     *             "description": "",
                     *             "artifact": {
                     *               "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *               "project": "training",
                     *               "name": "fraud-model",
                     *               "number": 12,
                     *               "type": "model",
                     *               "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *             },
                     *             "metadata": {
                     *               "accuracy": 0.94,
                     *               "framework": "onnx"
                     *             },
                     *             "referenceUri": null
                     *           },
                     *           "alias": "production",
                     *           "tag": null,
                     *           "previousVersion": {
                     *             "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a14",
                     *             "number": 2
                     *           },
                     *           "evaluation": null,
                     *           "failure": null,
                     *           "causeDeliveryId": null
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team or model. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: `version` is given without `model`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
                /** @description The event's id. */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "evt_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a05",
                     *       "type": "ADD_ARTIFACT_ALIAS",
                     *       "occurredAt": "2026-05-04T09:30:00.000Z",
                     *       "team": {
                     *         "id": "tm_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a12",
                     *         "name": "acme"
                     *       },
                     *       "actor": {
                     *         "kind": "token",
                     *         "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
                     *         "name": "ci"
                     *       },
                     *       "model": {
                     *         "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *         "name": "fraud-detector"
                     *       },
                     *       "version": {
                     *         "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a03",
                     *         "number": 3,
                     *         "description": "",
                     *         "artifact": {
                     *           "id": "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04",
                     *           "project": "training",
                     *           "name": "fraud-model",
                     *           "number": 12,
                     *           "type": "model",
                     *           "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *         },
                     *         "metadata": {
                     *           "accuracy": 0.94,
                     *           "framework": "onnx"
                     *         },
                     *         "referenceUri": null
                     *       },
                     *       "alias": "production",
                     *       "tag": null,
                     *       "previousVersion": {
                     *         "id": "ver_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a14",
                     *         "number": 2
                     *       },
                     *       "evaluation": null,
                     *       "failure": null,
                     *       "causeDeliveryId": null
                     *     }
                     */
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such event. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                action?: string;
                actor?: string;
                target?: string;
                outcome?: "done" | "refused";
                since?: string;
                until?: string;
            };
            header?: never;
            path: {
                /** @description The team's name. */
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of entries. */
            200: {
                headers: {
                    /** @description The id of the request in logs and in the audit log. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "aud_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a15",
                     *           "at": "2026-05-04T09:30:00.000Z",
                     *           "actor": {
                     *             "kind": "token",
                     *             "id": "tok_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a13",
                     *             "name": "ci"
                     *           },
                     *           "action": "alias.moved",
                     *           "outcome": "done",
                     *           "reason": null,
                     *           "target": {
                     *             "id": "mdl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a01",
                     *             "name": "fraud-detector:production"
                     *           },
                     *           "details": {},
                     *           "address": "192.0.2.10",
                     *           "requestId": "req_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a16"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        /** @description The `cursor` of the next page; null on the last one. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `malformed`: A header, a query parameter or the address cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The token is missing, unknown, revoked or past its end. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: The token is no admin's. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such team. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: The token, or an address that sent bad tokens, made too many calls. `Retry-After` tells the seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on the server; the request id finds it in the log. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: The server is not ready, or its database is away. `Retry-After` tells the seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
