import { expect, test } from "vitest";
import { shownUrl } from "@/lib/webhooks/shown-url";

test.each([
  "token",
  "private_token",
  "auth-token",
  "accessToken",
  "X-Amz-Signature",
  "client_secret",
  "apikey",
  "api_key",
  "subscription-key",
  "passwd",
  "sig",
  "hmac",
  "code",
])("an address is cut to its host when its query holds a credential: %s", (name) => {
  const url = new URL(`https://ci.example.com/hooks/deploy?${name}=abcdefgh&ref=main`);

  expect(shownUrl(url, "generic")).toEqual({ urlShown: "https://ci.example.com/…", isUrlSecret: true });
});

test.each(["ref", "design", "monkey", "keyboard", "zipcodes", "tokenizer"])(
  "an address is shown whole when its query only looks alike: %s",
  (name) => {
    const url = new URL(`https://ci.example.com/hooks/deploy?${name}=main`);

    expect(shownUrl(url, "generic")).toEqual({ urlShown: url.href, isUrlSecret: false });
  },
);
