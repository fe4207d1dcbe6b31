import { baseOf } from "@pm-orchestrator/simulator";
import { byId, findIssue, type LinearState, type SimAttachment } from "../state.js";
import type { Views } from "../views/index.js";
import { newcomer, payload, remove, required, requireText, touch } from "./writing.js";

interface AttachmentInput {
  id?: string | null;
  issueId: string;
  title?: string | null;
  subtitle?: string | null;
  url: string;
}

interface UploadArgs {
  contentType: string;
  filename: string;
  size: number;
}

/** What the endpoint hands to every field: the request, of which addresses are made. */
export interface Asked {
  request: Request;
}

/** Links and files on issues. */
export function attachmentsRoot(linear: LinearState, views: Views) {
  /** Linear knows an attachment of an issue by its address: the same one again changes the title. */
  const attach = (input: AttachmentInput, sourceType: string) => {
    const issue = required(findIssue(linear, input.issueId), "Issue");
    const url = requireText(input.url, "url");
    const same = linear.attachments.find((one) => one.issue === issue && one.url === url);
    const attachment: SimAttachment = same ?? {
      ...newcomer(linear, input.id, { among: linear.attachments, entity: "Attachment" }),
      issue,
      title: url,
      subtitle: null,
      url,
      sourceType,
      creator: linear.world.me,
    };
    attachment.title = input.title ?? attachment.title;
    attachment.subtitle = input.subtitle ?? attachment.subtitle;
    if (same === undefined) linear.attachments.push(attachment);
    else touch(linear, attachment);
    return payload({ attachment: () => views.attachment(attachment) });
  };
  return {
    attachment: ({ id }: { id: string }) =>
      views.attachment(required(byId(linear.attachments, id), "Attachment")),
    attachmentCreate: ({ input }: { input: AttachmentInput }) => attach(input, "api"),
    attachmentLinkURL: (args: AttachmentInput) => attach(args, "url"),
    attachmentDelete({ id }: { id: string }) {
      remove(linear.attachments, required(byId(linear.attachments, id), "Attachment"));
      return payload({ entityId: id });
    },

    fileUpload({ contentType, filename, size }: UploadArgs, { request }: Asked) {
      const { files } = linear.releases;
      const base = baseOf(request, "linear");
      const name = `${files.size + 1}/${encodeURIComponent(filename)}`;
      files.set(name, { bytes: new Uint8Array(), contentType, filename });
      const uploadFile = {
        uploadUrl: `${base}/storage/${name}?signature=simulated`,
        assetUrl: `${base}/uploads/${name}`,
        contentType,
        filename,
        size,
        headers: [{ key: "x-goog-content-length-range", value: `${size},${size}` }],
      };
      return payload({ uploadFile });
    },
  };
}
