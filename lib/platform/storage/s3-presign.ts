import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachmentNamed } from "@/lib/core/attachment";
import { notFound, ok } from "@/lib/core/result";
import { checkBlob, checkPart, checkUpload } from "./checks";
import type { Presign } from "./port";
import { outageOf } from "./s3-errors";
import { isBegun, type Place } from "./s3-staging";

const CHECKSUM = "x-amz-checksum-sha256";

/** Addresses at which clients reach the store themselves, each for one object, one method and a short time. */
export function createPresign(place: Place, client: S3Client, bucketName: string): Presign {
  const { keys } = place;

  async function sign(command: PutObjectCommand | GetObjectCommand, expiresIn: number): Promise<string> {
    try {
      // Left in the headers, a wrong one is refused by the signature; in the address, not every store would look at it.
      return await getSignedUrl(client, command, { expiresIn, unhoistableHeaders: new Set([CHECKSUM]) });
    } catch (error) {
      throw outageOf("signing", error, false);
    }
  }

  return {
    async partUpload(upload, { partNumber, sizeBytes, sha256 }, expiresInSeconds) {
      const refusal = checkUpload(upload) ?? checkPart({ partNumber });
      if (refusal) {
        return refusal;
      }
      if (!(await isBegun(place, upload))) {
        return notFound("upload");
      }
      const checksum = sha256 === undefined ? undefined : Buffer.from(sha256, "hex").toString("base64");
      const headers: Record<string, string> = checksum === undefined ? {} : { [CHECKSUM]: checksum };
      const command = new PutObjectCommand({
        Bucket: bucketName,
        Key: keys.part(upload, partNumber),
        ContentLength: sizeBytes, // Signed: what is staged stays as small as it was announced.
        ChecksumSHA256: checksum,
      });
      return ok({ url: await sign(command, expiresInSeconds), headers });
    },

    async blobDownload(blob, fileName, expiresInSeconds) {
      const refusal = checkBlob(blob);
      if (refusal) {
        return refusal;
      }
      const command = new GetObjectCommand({
        Bucket: bucketName,
        Key: keys.blob(blob),
        ResponseContentDisposition: attachmentNamed(fileName),
        ResponseContentType: "application/octet-stream",
        ResponseCacheControl: "private, no-cache",
      });
      return ok({ url: await sign(command, expiresInSeconds) });
    },
  };
}
